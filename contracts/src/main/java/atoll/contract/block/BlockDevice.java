package atoll.contract.block;

import atoll.contract.Idempotent;
import atoll.contract.Lent;
import atoll.contract.Region;
import atoll.contract.Right;
import java.io.IOException;

/**
 * A disk. All calls may be repeated, so a client whose driver dies sees a pause, if the next driver has the same medium; else
 * {@code STALE}, so that nobody reads the zeros of a new disk for what was on the old one, or writes there half of what
 * belongs together.
 *
 * <p><b>Errors</b>: {@code IOException} with a {@link atoll.contract.file.FileFault}: {@code STALE}; {@code INVALID} for
 * blocks that are not there, and for bytes that are not in the region; {@code TOO_LARGE}; {@code READ_ONLY}; {@code NO_SPACE};
 * {@code BROKEN}. After {@code PeerDied} each block of a write has its old content or the new one; after {@code BROKEN} or
 * {@code NO_SPACE} nothing is said of them until they are written again.
 *
 * <p><b>Order</b>: calls that are under way at the same time are done in any order. What returned is seen by all that is
 * called later, and survives the driver; a power failure it survives once {@link #flush} has returned.
 */
public interface BlockDevice {
    /** The most that a call reads or writes, in bytes. */
    int MOST_BYTES = 1 << 20;

    @Right("read")
    @Idempotent
    Geometry geometry() throws IOException;

    /**
     * Reads the content of {@code count} blocks into the region, from {@code at} on; zeros where nothing was written. Cost: a
     * driver whose disk is not its own memory does not copy the bytes.
     */
    @Right("read")
    @Idempotent
    void read(long medium, long block, int count, @Lent Region into, int at) throws IOException;

    /** Writes {@code count} blocks from the region, from {@code at} on. Cost: as {@link #read}. */
    @Right("write")
    @Idempotent
    void write(long medium, long block, int count, @Lent Region from, int at) throws IOException;

    /** Returns when all writes that returned before would survive a power failure, if the device has what survives one. */
    @Right("write")
    @Idempotent
    void flush(long medium) throws IOException;

    /** The content of these blocks is not needed: they read as zeros from now on. */
    @Right("write")
    @Idempotent
    void discard(long medium, long block, long count) throws IOException;
}
