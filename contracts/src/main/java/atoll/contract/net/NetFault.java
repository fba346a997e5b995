package atoll.contract.net;

import atoll.contract.Fault;

/**
 * Why a call to {@link Net} did nothing. The message of the {@code IOException} begins with the name of one of these and a
 * colon; without one it is {@link #BROKEN}.
 */
public enum NetFault implements Fault {
    /** The client has no right to this; the message names it, and the grant that would give it. */
    DENIED(13),
    /** An argument that makes no sense: a port of 70,000, an id that is in use, a write to what only listens. */
    INVALID(22),
    /** The client has as many sockets as it may. */
    TOO_MANY(24),
    /** The other side has closed, or was told that this side will not read. */
    BROKEN_PIPE(32),
    /** The port is taken. */
    IN_USE(98),
    /** Not an address of this host. */
    NOT_HERE(99),
    UNREACHABLE(113),
    /** The other side has thrown the connection away. */
    RESET(104),
    TIMED_OUT(110),
    /** Nobody listens there. */
    CONNECTION_REFUSED(111),
    UNKNOWN_HOST(2),
    /** It was closed while the call was in it. */
    CLOSED(9),
    /** The id names nothing here: it was closed, or was opened in a server before this one. */
    STALE(116),
    /** Something else went wrong in the host, and the message says what. */
    BROKEN(5);

    private final int errno;

    NetFault(int errno) {
        this.errno = errno;
    }

    /** The number of the nearest error in Linux. */
    public int errno() {
        return errno;
    }

    /** Which of these a server meant. */
    public static NetFault in(Exception thrown) {
        NetFault said = Fault.in(thrown, values());
        return said == null ? BROKEN : said;
    }
}
