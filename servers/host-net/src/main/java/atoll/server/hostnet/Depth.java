package atoll.server.hostnet;

/**
 * Calls run on the stacks of callers, which may end anywhere. Where that would leave a descriptor that nobody knows, the call
 * looks for room first: it fails with the caller's stack overflow, or has enough to come to its end.
 */
final class Depth {
    /** Some 100 bytes each; opening a socket takes less than half of it. */
    private static final int FRAMES = 400;

    private Depth() {}

    static void need() {
        if (down(FRAMES, 1, 1, 1, 1) == 0) {
            throw new IllegalStateException("cannot be");
        }
    }

    private static long down(int left, long a, long b, long c, long d) {
        return left == 0 ? a + b + c + d : down(left - 1, b, c, d, a) + 1;
    }
}
