package atoll.contract.net;

import atoll.contract.Idempotent;
import atoll.contract.Right;
import java.io.IOException;

/**
 * Where the sockets of one client go: what it may do was decided by who gave the capability. The sockets are the client's, and
 * no byte passes here; it is asked before each is bound or connected, and before each datagram, and the client's system does
 * what was said. So a server may refuse, and may name another address or port. It is believed only within what the client was
 * granted besides (see {@code Grants.sockets}): nothing that a server says lets a client do more.
 *
 * <p>Calls come in many threads at once. <b>When the server dies</b> nothing of the client is lost, and each call is made again
 * at the next one. <b>Hosts</b> are digits, as {@code java.net} writes them, where it is not said otherwise, and must be of the
 * same family as the one that was asked for if that is of IPv4. <b>Errors</b>: {@code IOException} with a {@link NetFault}; the
 * client's program sees the exception that {@code java.net} has for it. <b>Rights</b>: {@code listen} and {@code connect}.
 */
public interface Sockets {
    /**
     * Where a socket is bound. An empty host stands for all addresses, port 0 for a free one. The free port of a socket that does
     * not listen is not asked for. {@code DENIED}, {@code IN_USE}, {@code NOT_HERE}.
     */
    @Right("listen")
    @Idempotent
    SocketEnd bind(SocketKind kind, String host, int port) throws IOException;

    /**
     * Where a socket is connected to; one for datagrams sends there, unasked from then on. {@code DENIED},
     * {@code CONNECTION_REFUSED}, {@code UNREACHABLE}, {@code TIMED_OUT}, {@code TOO_MANY}.
     */
    @Right("connect")
    @Idempotent
    SocketEnd connect(SocketKind kind, String host, int port) throws IOException;

    /**
     * Where one datagram goes. {@code answer}: who is there has sent the client one lately. {@code DENIED},
     * {@code CONNECTION_REFUSED}, {@code UNREACHABLE}.
     */
    @Right("connect")
    @Idempotent
    SocketEnd send(String host, int port, boolean answer) throws IOException;

    /** The addresses of a name. {@code UNKNOWN_HOST}, {@code DENIED}. Cost: a question to the resolver. */
    @Right("connect")
    @Idempotent
    String[] lookup(String name) throws IOException;

    /** What an address is called; its digits if it has no name for this client. */
    @Right("connect")
    @Idempotent
    String name(String host) throws IOException;
}
