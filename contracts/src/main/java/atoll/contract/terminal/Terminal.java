package atoll.contract.terminal;

import atoll.contract.Idempotent;
import atoll.contract.Right;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A terminal, as the programs of a session have it: bytes to read, edited line by line or as they are typed, bytes to write, modes
 * and a size. No call waits: who finds nothing to read, or no room to write, waits for a notification at home and asks again.
 * A waiter may wake for nothing.
 *
 * <p><b>When the server dies</b> its calls are made again at the next one, which has the modes, the size and all that was typed. What
 * was written and not shown yet is lost, {@link #ROOM} bytes at most; one write may be shown twice.
 *
 * <p><b>When the driver goes</b>, {@link #read} finds the end and all else is {@code HUNG_UP}, for good: who opens the session next
 * has other processes. <b>Errors</b>: {@code IOException} with a {@link TerminalFault}. <b>Rights</b>: {@code read},
 * {@code write}, {@code modes}, {@code control}. <b>Cost</b>: what changes modes or input is written to where it outlives the server.
 */
public interface Terminal {
    /** The most bytes of one call. */
    int MOST = 4096;

    /** Bytes that were typed and not read yet; a longer line loses what is beyond, but for its end. */
    int TYPED = 4096;

    /** Bytes that programs have written and the driver has not taken yet. */
    int ROOM = 12_288;

    /**
     * The next bytes, {@code most} at most, of one line if lines are edited; no bytes at the end (^D, or hung up); null when there is
     * nothing to read yet: wait for {@code terminal input}. {@code reader} is one reader's own number among the process's, at random,
     * {@code number} that of its call: a call made again with the same number gets the same bytes, also from the next server,
     * unless eight other readers have read since. {@code waitedMillis}: how long nothing came, for {@link Modes#TIME}.
     * {@code INVALID}: a number before the last one, no room for a byte.
     */
    @Right("read")
    @Idempotent
    byte @Nullable [] read(long reader, long number, int most, long waitedMillis) throws IOException;

    /** How many bytes {@link #read} would give now. */
    @Idempotent
    int available() throws IOException;

    /** Forgets what was typed and not read. */
    @Right("read")
    @Idempotent
    void discard() throws IOException;

    /**
     * Writes the first bytes, and says how many: fewer than there are when there is no room. Then wait for {@code terminal room}.
     * {@code INVALID}: more than {@link #MOST}. {@code HUNG_UP}.
     */
    @Right("write")
    @Idempotent
    int write(byte[] bytes) throws IOException;

    /** Whether the driver has taken all that was written. */
    @Idempotent
    boolean drained() throws IOException;

    @Idempotent
    Modes modes() throws IOException;

    /** Sets all modes, at once. When the process that set them ends, they are again what was settled. {@code HUNG_UP}. */
    @Right("modes")
    @Idempotent
    void setModes(Modes modes) throws IOException;

    /** Sets all modes, also those that are set when a process that had set others ends. {@code HUNG_UP}. */
    @Right("control")
    @Idempotent
    void settle(Modes modes) throws IOException;

    @Idempotent
    Size size() throws IOException;
}
