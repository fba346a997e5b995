package atoll.contract.net;

/** What a socket is for. */
public enum SocketKind {
    /** Waits for connections. */
    LISTENER,
    /** Connects. */
    CONNECTION,
    DATAGRAM
}
