package atoll.contract.net;

/** What can be set for a connection; the values are numbers. */
public enum SocketOption {
    /** 1: what is written is sent at once. */
    NO_DELAY,
    /** 1: a peer that has vanished is noticed after some time. */
    KEEP_ALIVE,
    /** 0: what is not sent yet when it is closed is dropped, and the peer told; -1: it is sent. Closing never waits. */
    LINGER,
    /** Bytes, as a hint. */
    SEND_BUFFER,
    /** Bytes, as a hint. */
    RECEIVE_BUFFER
}
