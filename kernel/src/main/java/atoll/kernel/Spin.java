package atoll.kernel;

/**
 * How long one side of a lane looks again and again before it parks. A wake-up takes some tens of microseconds, so where
 * the other side has a core of its own it is worth as much to wait for it; where it has not, that is time taken from it
 * (a round trip of 110 microseconds instead of 10, measured on a busy machine). What was worth it last time is tried again;
 * what was not is tried half as long, and in full only now and then. Used by one thread at a time.
 */
final class Spin {
    private static final long LONGEST_NANOS = 80_000;
    private static final long SHORTEST_NANOS = 2_000;
    private static final int NOW_AND_THEN = 64;
    private static final boolean ALONE = Runtime.getRuntime().availableProcessors() == 1;

    private long nanos = LONGEST_NANOS;
    private int missed;

    /** How long this time. */
    long nanos() {
        return ALONE ? 0 : nanos;
    }

    /** What was waited for came. */
    void found() {
        nanos = LONGEST_NANOS;
        missed = 0;
    }

    /** It did not come. */
    void missed() {
        nanos = ++missed % NOW_AND_THEN == 0 ? LONGEST_NANOS : Math.max(SHORTEST_NANOS, nanos >> 1);
    }
}
