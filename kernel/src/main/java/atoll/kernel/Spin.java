package atoll.kernel;

/**
 * How long one side of a lane looks again and again before it parks. A wake-up takes some tens of microseconds, so where
 * the other side has a core of its own it is worth as much to wait for it. Where it has not, that is time taken from it: so
 * after a moment the core is offered to whoever wants it, what was not worth it is tried half as long the next time, and in
 * full only now and then. (At four times as many threads as cores the offer makes 0.5 microseconds of 27 a message, and 15
 * ns of 39 in batches of 1024.) Used by one thread at a time.
 */
final class Spin {
    private static final long LONGEST_NANOS = 80_000;
    private static final long SHORTEST_NANOS = 2_000;
    private static final long MOMENT_NANOS = 2_000;
    private static final int NOW_AND_THEN = 64;
    private static final boolean ALONE = Runtime.getRuntime().availableProcessors() == 1;

    private long nanos = LONGEST_NANOS;
    private int missed;

    /** False when it is enough, and what was waited for has not come. */
    boolean goesOn(long start) {
        long spun = System.nanoTime() - start;
        if (ALONE || spun >= nanos) {
            missed++;
            nanos = missed % NOW_AND_THEN == 0 ? LONGEST_NANOS : Math.max(SHORTEST_NANOS, nanos >> 1);
            return false;
        }
        if (spun >= MOMENT_NANOS) {
            Thread.yield();
        }
        return true;
    }

    /** What was waited for came. */
    void found() {
        nanos = LONGEST_NANOS;
        missed = 0;
    }
}
