package java.atoll;

/**
 * Makes a full stack overflow in the process's code, not in the kernel's: before a call that changes kernel state or
 * takes a kernel lock, as much stack is touched as the call may need. An overflow happens here, with nothing begun, or
 * not at all. (HotSpot's own reserved zone is one page and for annotated JDK methods.)
 */
public final class Headroom {
    /** At 50 bytes a compiled frame, 15 KB; more while it is interpreted, as then all frames are. */
    private static final int FRAMES = 300;

    /** For taking a lock, looking a name up and giving the lock back: a dozen frames. Costs a quarter. */
    private static final int SHORT_FRAMES = 100;

    private Headroom() {}

    public static void need() {
        probe(FRAMES, 1, 2, 3, 4);
    }

    public static void needShort() {
        probe(SHORT_FRAMES, 1, 2, 3, 4);
    }

    /** Not a tail call, so every frame is really there. */
    private static long probe(int left, long a, long b, long c, long d) {
        return left == 0 ? a : probe(left - 1, b + left, c, d, a) + a + b + c + d;
    }
}
