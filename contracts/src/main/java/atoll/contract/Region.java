package atoll.contract;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A block of bytes outside the heap, with one owner: what a process has of it. Only the kernel makes regions.
 *
 * <p>A call with a region as argument, or as result, <b>moves</b> it: the other side has one of its own then, for the same
 * bytes, and this one is of no more use. A parameter marked {@link Lent} <b>lends</b> it for the call. A region that was
 * {@link #share shared} can only be read from then on, by each owner; a call gives one more owner its own.
 *
 * <p>A call that did not reach the server moves nothing. The memory is freed when the last owner has closed it or died.
 *
 * <p><b>Errors</b>, of every method and of a call that passes the region: {@link IllegalStateException} when it was moved or
 * closed, is lent or no more lent, when a region that is shared would be written, and when one that another thread is
 * using would be moved, lent, shared or closed; {@link IndexOutOfBoundsException}. Nothing has changed then. Numbers are
 * big-endian. <b>Cost</b>: a lock for a single number, two for all else, beside the bytes.
 */
public interface Region extends AutoCloseable {
    /**
     * A new region of zeros. <b>Errors</b>: {@link IllegalArgumentException} below one byte, {@link OutOfMemoryError} when the
     * process would have more than its memory in regions, or there is none.
     */
    static Region allocate(int bytes) {
        return Names.space().region(bytes);
    }

    int size();

    byte get(int at);

    void put(int at, byte value);

    int getInt(int at);

    void putInt(int at, int value);

    long getLong(int at);

    void putLong(int at, long value);

    /** Copies bytes of the region, from {@code at} on, into the array. */
    void read(int at, byte[] into, int from, int length);

    /** Copies bytes of the array into the region, from {@code at} on. */
    void write(int at, byte[] bytes, int from, int length);

    /** Copies bytes into another region of this process, or within this one. */
    void copy(int at, Region to, int toAt, int length);

    void fill(int at, int length, byte value);

    /**
     * Reads from a channel of this process into the region, without a copy between; returns what the channel says. The
     * region can be neither moved nor closed meanwhile. <b>Errors</b>: {@link IllegalArgumentException} for a channel that
     * is none of the JDK's own for files, sockets and pipes; the channel's.
     */
    int readFrom(ReadableByteChannel channel, int at, int length) throws IOException;

    /** As {@link #readFrom(ReadableByteChannel, int, int)}, at a position of the file. */
    int readFrom(FileChannel file, long position, int at, int length) throws IOException;

    /** Writes to a channel, as {@link #readFrom(ReadableByteChannel, int, int)} reads. */
    int writeTo(WritableByteChannel channel, int at, int length) throws IOException;

    /** Writes at a position of the file. */
    int writeTo(FileChannel file, long position, int at, int length) throws IOException;

    /** Makes it read-only for ever, for all that will own it; returns this region. */
    Region share();

    boolean isShared();

    /** Whether it is this process's now: neither moved, nor closed, nor lent. A region that was lent: whether it still is. */
    boolean isUsable();

    /** Gives it up; the last owner frees the memory. Does nothing when it is closed, or was moved. */
    @Override
    void close();
}
