package atoll.server.hostnet;

import atoll.contract.net.NetFault;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;

/** Errors of the host in the form that {@code Net} gives them. */
final class Fault {
    /** What the JDK and the C library say where there is no exception of its own for it. */
    private static final Map<String, NetFault> REASONS = Map.of(
            "Connection reset", NetFault.RESET,
            "Connection reset by peer", NetFault.RESET,
            "Broken pipe", NetFault.BROKEN_PIPE,
            "Socket closed", NetFault.CLOSED,
            "Connection timed out", NetFault.TIMED_OUT,
            "Connect timed out", NetFault.TIMED_OUT,
            "Too many open files", NetFault.TOO_MANY,
            "Network is unreachable", NetFault.UNREACHABLE);

    private Fault() {}

    /** What the JDK threw; {@code open}: the socket that the call was for still is. */
    static IOException of(IOException thrown, boolean open) {
        return fault(thrown, open).because(String.valueOf(thrown.getMessage()));
    }

    private static NetFault fault(IOException thrown, boolean open) {
        String text = String.valueOf(thrown.getMessage());
        return switch (thrown) {
            case SocketTimeoutException e -> NetFault.TIMED_OUT;
            // The channel is open, so only its output is closed.
            case ClosedChannelException e -> open ? NetFault.BROKEN_PIPE : NetFault.CLOSED;
            case BindException e -> bind(text);
            case ConnectException e ->
                REASONS.getOrDefault(
                        text,
                        text.startsWith("Connection refused") ? NetFault.CONNECTION_REFUSED : NetFault.UNREACHABLE);
            case NoRouteToHostException e -> NetFault.UNREACHABLE;
            case UnknownHostException e -> NetFault.UNKNOWN_HOST;
            default -> REASONS.getOrDefault(text, NetFault.BROKEN);
        };
    }

    private static NetFault bind(String text) {
        if (text.startsWith("Address already in use")) {
            return NetFault.IN_USE;
        }
        return text.startsWith("Permission denied") ? NetFault.DENIED : NetFault.NOT_HERE;
    }
}
