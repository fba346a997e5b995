package atoll.library.net;

import atoll.contract.Fault;
import atoll.contract.PeerDied;
import atoll.contract.net.NetFault;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** What a net server said, or that it died, as the exception that {@code java.net} has for it. */
public final class NetErrors {
    private NetErrors() {}

    /** For a call with a connection, which dies with the server. */
    static IOException ofConnection(Exception thrown) {
        if (thrown instanceof PeerDied) {
            return cause(new SocketException("Connection reset"), thrown);
        }
        return cause(
                switch (NetFault.in(thrown)) {
                    case TIMED_OUT -> new SocketTimeoutException("Read timed out");
                    case CLOSED -> new SocketException("Socket closed");
                    case BROKEN_PIPE -> new SocketException("Broken pipe");
                    case STALE, RESET -> new SocketException("Connection reset");
                    case INVALID -> new SocketException("Invalid argument: " + Fault.said(thrown));
                    default -> new SocketException(Fault.said(thrown));
                },
                thrown);
    }

    static IOException ofConnect(Exception thrown, String host) {
        if (thrown instanceof PeerDied) {
            return cause(new ConnectException("Connection refused: the net server died"), thrown);
        }
        return cause(
                switch (NetFault.in(thrown)) {
                    case TIMED_OUT -> new SocketTimeoutException("Connect timed out");
                    case CONNECTION_REFUSED -> new ConnectException("Connection refused");
                    case DENIED -> new ConnectException("Connection refused: " + Fault.said(thrown));
                    case UNREACHABLE -> new NoRouteToHostException(Fault.said(thrown));
                    case UNKNOWN_HOST -> new UnknownHostException(host);
                    case TOO_MANY -> new SocketException("Too many open files: " + Fault.said(thrown));
                    case CLOSED -> new SocketException("Socket closed");
                    default -> new SocketException(Fault.said(thrown));
                },
                thrown);
    }

    static IOException ofLookup(Exception thrown, String host) {
        NetFault fault = NetFault.in(thrown);
        return fault == NetFault.UNKNOWN_HOST || fault == NetFault.DENIED
                ? cause(new UnknownHostException(Fault.said(thrown)), thrown)
                : ofConnect(thrown, host);
    }

    static IOException ofListen(Exception thrown) {
        if (thrown instanceof PeerDied) {
            return cause(new SocketException("Socket closed: the net server died"), thrown);
        }
        return cause(
                switch (NetFault.in(thrown)) {
                    case IN_USE -> new BindException("Address already in use");
                    case NOT_HERE -> new BindException("Cannot assign requested address");
                    case DENIED -> new BindException("Permission denied: " + Fault.said(thrown));
                    case UNKNOWN_HOST -> new UnknownHostException(Fault.said(thrown));
                    case TOO_MANY -> new SocketException("Too many open files: " + Fault.said(thrown));
                    default -> new SocketException(Fault.said(thrown));
                },
                thrown);
    }

    static IOException ofAccept(IOException thrown) {
        return cause(
                switch (NetFault.in(thrown)) {
                    case TIMED_OUT -> new SocketTimeoutException("Accept timed out");
                    case CLOSED -> new SocketException("Socket closed");
                    case TOO_MANY -> new SocketException("Too many open files: " + Fault.said(thrown));
                    default -> new SocketException(Fault.said(thrown));
                },
                thrown);
    }

    private static IOException cause(IOException made, Exception cause) {
        made.initCause(cause);
        return made;
    }
}
