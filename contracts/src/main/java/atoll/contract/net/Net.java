package atoll.contract.net;

import atoll.contract.Idempotent;
import atoll.contract.Lent;
import atoll.contract.Region;
import atoll.contract.Right;
import java.io.IOException;

/**
 * Connections and listening sockets of TCP, for one client: what it may do was decided by who gave the capability. Calls wait
 * on the caller's thread, in the server, for as long as the host does; another thread ends the wait by {@link #close}, and the
 * death of the client's process does.
 *
 * <p><b>When the server dies</b> all its sockets are closed; for the peers it looks as if a program had died. Calls that were
 * in it end in {@code PeerDied}, or are made again by the gate where they open something: what the dead server had opened is
 * gone, so nothing is opened twice. The ids are {@code STALE} for the next server. A client listens again at the same port,
 * under the same id.
 *
 * <p><b>Errors</b>: {@code IOException} with a {@link NetFault}. <b>Rights</b>: {@code connect} and {@code listen}; for what is
 * open the id is enough. A timeout is in milliseconds; 0: none. What is not said to cost more costs a call of the host's.
 */
public interface Net {
    /**
     * Opens a connection. {@code CONNECTION_REFUSED}, {@code TIMED_OUT}, {@code UNREACHABLE}, {@code UNKNOWN_HOST},
     * {@code DENIED}, {@code TOO_MANY}. Repeated at the next server: the peer may see a connection that ends at once, and
     * another one.
     */
    @Right("connect")
    @Idempotent
    SocketPair connect(SocketId id, String host, int port, int timeout) throws IOException;

    /** The addresses of a name that may be connected to, as digits. {@code UNKNOWN_HOST}. Cost: a question to the resolver. */
    @Right("connect")
    @Idempotent
    String[] lookup(String host) throws IOException;

    /**
     * Listens, or has listened under this id before. An empty host stands for all addresses, port 0 for a free one.
     * {@code IN_USE}, {@code NOT_HERE}, {@code DENIED}, {@code TOO_MANY}.
     */
    @Right("listen")
    @Idempotent
    SocketEnd listen(SocketId id, String host, int port, int backlog) throws IOException;

    /** Waits for the next connection to {@code listener}, which is {@code id} from then on. {@code TIMED_OUT}, {@code CLOSED}. */
    @Right("listen")
    @Idempotent
    SocketPair accept(SocketId listener, SocketId id, int timeout) throws IOException;

    /**
     * Reads what is there, at least one byte and at most {@code length}, into the region from {@code at} on; -1 at the end.
     * {@code RESET}, {@code TIMED_OUT}, {@code CLOSED}. Not repeated: what was read is gone.
     */
    int read(SocketId id, @Lent Region into, int at, int length, int timeout) throws IOException;

    /** Writes {@code length} bytes of the region, all or, with an error, some. {@code BROKEN_PIPE}, {@code RESET}, {@code CLOSED}. */
    void write(SocketId id, @Lent Region from, int at, int length) throws IOException;

    /** As {@link #read}, for clients without regions; an empty array at the end. Cost: the bytes are copied twice more. */
    byte[] receive(SocketId id, int most, int timeout) throws IOException;

    /** As {@link #write}, for clients without regions. Cost: the bytes are copied twice more. */
    void send(SocketId id, byte[] bytes) throws IOException;

    /** Bytes that {@link #read} would get without waiting. */
    int available(SocketId id) throws IOException;

    /** Nothing more is sent, and the peer sees the end. */
    void shutdownOutput(SocketId id) throws IOException;

    /** Nothing more is read: {@link #read} says -1. */
    void shutdownInput(SocketId id) throws IOException;

    /** The value of an option. */
    int option(SocketId id, SocketOption option) throws IOException;

    /** Sets an option. */
    void setOption(SocketId id, SocketOption option, int value) throws IOException;

    /** Closes it, and ends calls that are in it ({@code CLOSED}). Nothing when there is no such id. */
    @Idempotent
    void close(SocketId id) throws IOException;
}
