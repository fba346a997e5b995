package atoll.library.net;

import atoll.contract.PeerDied;
import atoll.contract.net.NetFault;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** What a net server said, as the exception that {@code java.net} has for it. */
public final class NetErrors {
    private NetErrors() {}

    /** Which error a server meant; {@link NetFault#BROKEN} if it said none. */
    public static NetFault fault(IOException thrown) {
        String text = String.valueOf(thrown.getMessage());
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        for (NetFault fault : NetFault.values()) {
            if (fault.name().equals(name)) {
                return fault;
            }
        }
        return NetFault.BROKEN;
    }

    private static String said(IOException thrown) {
        String text = String.valueOf(thrown.getMessage());
        return text.substring(Math.min(text.length(), text.indexOf(':') + 2));
    }

    /** For a call with a connection. */
    static IOException ofConnection(IOException thrown) {
        return cause(
                switch (fault(thrown)) {
                    case TIMED_OUT -> new SocketTimeoutException("Read timed out");
                    case CLOSED -> new SocketException("Socket closed");
                    case BROKEN_PIPE -> new SocketException("Broken pipe");
                    case STALE, RESET -> new SocketException("Connection reset");
                    case INVALID -> new SocketException("Invalid argument: " + said(thrown));
                    default -> new SocketException(said(thrown));
                },
                thrown);
    }

    /** The server died in a call with a connection, and that with it. */
    static IOException ofConnection(PeerDied died) {
        return cause(new SocketException("Connection reset"), died);
    }

    static IOException ofConnect(IOException thrown, String host) {
        return cause(
                switch (fault(thrown)) {
                    case TIMED_OUT -> new SocketTimeoutException("Connect timed out");
                    case CONNECTION_REFUSED -> new ConnectException("Connection refused");
                    case DENIED -> new ConnectException("Connection refused: " + said(thrown));
                    case UNREACHABLE -> new NoRouteToHostException(said(thrown));
                    case UNKNOWN_HOST -> new UnknownHostException(host);
                    case TOO_MANY -> new SocketException("Too many open files: " + said(thrown));
                    case CLOSED -> new SocketException("Socket closed");
                    default -> new SocketException(said(thrown));
                },
                thrown);
    }

    static IOException ofConnect(PeerDied died) {
        return cause(new ConnectException("Connection refused: the net server died"), died);
    }

    static IOException ofLookup(IOException thrown, String host) {
        NetFault fault = fault(thrown);
        return fault == NetFault.UNKNOWN_HOST || fault == NetFault.DENIED
                ? cause(new UnknownHostException(said(thrown)), thrown)
                : ofConnect(thrown, host);
    }

    static IOException ofListen(IOException thrown) {
        return cause(
                switch (fault(thrown)) {
                    case IN_USE -> new BindException("Address already in use");
                    case NOT_HERE -> new BindException("Cannot assign requested address");
                    case DENIED -> new BindException("Permission denied: " + said(thrown));
                    case UNKNOWN_HOST -> new UnknownHostException(said(thrown));
                    case TOO_MANY -> new SocketException("Too many open files: " + said(thrown));
                    default -> new SocketException(said(thrown));
                },
                thrown);
    }

    static IOException ofListen(PeerDied died) {
        return cause(new SocketException("Socket closed: the net server died"), died);
    }

    static IOException ofAccept(IOException thrown) {
        return cause(
                switch (fault(thrown)) {
                    case TIMED_OUT -> new SocketTimeoutException("Accept timed out");
                    case CLOSED -> new SocketException("Socket closed");
                    case TOO_MANY -> new SocketException("Too many open files: " + said(thrown));
                    default -> new SocketException(said(thrown));
                },
                thrown);
    }

    private static IOException cause(IOException made, Exception cause) {
        made.initCause(cause);
        return made;
    }
}
