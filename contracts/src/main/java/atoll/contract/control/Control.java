package atoll.contract.control;

import atoll.contract.Right;
import java.io.IOException;

/**
 * A running system, asked as its owner asks it through its socket: by connections, each for one request and its answer, as lines of JSON
 * (docs/running.md). They are their opener's, and end with its process.
 *
 * <p>Calls that wait end in an {@code IOException} with {@link ControlFault#INTERRUPTED} when the calling thread is interrupted.
 */
public interface Control {
    /** The most bytes of one call, and those that are kept in each direction until they are taken. */
    int MOST = 1 << 16;

    /** Connects for a request that changes nothing. Returns the connection's number. {@code TOO_MANY}. */
    int look() throws IOException;

    /** As {@link #look}, for a request that may be any, as the owner's are. */
    @Right("change")
    int change() throws IOException;

    /** As {@link #look}, for a shell or a command in a session. */
    @Right("session")
    int session() throws IOException;

    /** The next bytes, {@code most} at most; waits for one. No bytes: the answer is whole. {@code INVALID}: no such connection. */
    byte[] read(int connection, int most) throws IOException;

    /** Writes all bytes; waits for room. {@code ENDED}: the answer is whole. {@code INVALID}. */
    void write(int connection, byte[] bytes) throws IOException;

    /** Ends it, whatever is under way. */
    void close(int connection);
}
