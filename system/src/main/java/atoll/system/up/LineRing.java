package atoll.system.up;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The last lines of a process, each with its number and time, in one array of bytes: the oldest make room. Written on threads of
 * the process, which may be killed: nothing here calls code of the JDK that a kill unwinds.
 */
final class LineRing {
    interface Each {
        void line(long number, long atMillis, boolean error, byte[] bytes);
    }

    /** Number, time, stream, length. */
    private static final int HEAD = 8 + 8 + 1 + 4;

    private final AtomicLong numbers;

    // Guarded by this.
    private final byte[] ring;
    private long begin;
    private long end;
    private long last;

    LineRing(int room, AtomicLong numbers) {
        this.ring = new byte[room];
        this.numbers = numbers;
    }

    /** A line may have a quarter of the room at most. */
    synchronized void add(boolean error, byte[] bytes, int length) {
        while (end + HEAD + length - begin > ring.length) {
            begin += HEAD + (int) number(begin + HEAD - 4, 4);
        }
        last = numbers.incrementAndGet();
        put(end, 8, last);
        put(end + 8, 8, System.currentTimeMillis());
        put(end + 16, 1, error ? 1 : 0);
        put(end + 17, 4, length);
        for (int i = 0; i < length; i++) {
            ring[(int) ((end + HEAD + i) % ring.length)] = bytes[i];
        }
        end += HEAD + length;
    }

    private void put(long at, int count, long value) {
        for (int i = 0; i < count; i++) {
            ring[(int) ((at + i) % ring.length)] = (byte) (value >>> 8 * i);
        }
    }

    private long number(long at, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | ring[(int) ((at + i) % ring.length)] & 0xff;
        }
        return value;
    }

    /** Tells the lines after number {@code seen}; on a thread of the host. */
    void after(long seen, Each each) {
        if (seen == last()) {
            return;
        }
        LineRing copy = copy();
        for (long at = copy.begin; at < copy.end; ) {
            int length = (int) copy.number(at + HEAD - 4, 4);
            if (copy.number(at, 8) > seen) {
                byte[] bytes = new byte[length];
                for (int i = 0; i < length; i++) {
                    bytes[i] = copy.ring[(int) ((at + HEAD + i) % copy.ring.length)];
                }
                each.line(copy.number(at, 8), copy.number(at + 8, 8), copy.number(at + 16, 1) == 1, bytes);
            }
            at += HEAD + length;
        }
    }

    private synchronized long last() {
        return last;
    }

    private synchronized LineRing copy() {
        LineRing copy = new LineRing(ring.length, numbers);
        System.arraycopy(ring, 0, copy.ring, 0, ring.length);
        copy.begin = begin;
        copy.end = end;
        return copy;
    }
}
