package java.atoll;

/**
 * Makes a full stack overflow in the process's code, not in the kernel's: before a call that changes kernel state or
 * takes a kernel lock, as much stack is touched as the call may need. An overflow happens here, with nothing begun, or
 * not at all. (HotSpot's own reserved zone is one page and for annotated JDK methods.)
 */
final class Headroom {
    /** An estimate on the safe side: at 80 bytes and more a frame, over 20 KB; the file calls are the deepest. */
    private static final int FRAMES = 300;

    private Headroom() {}

    static void need() {
        probe(FRAMES, 1, 2, 3, 4);
    }

    /** Not a tail call, so every frame is really there. */
    private static long probe(int left, long a, long b, long c, long d) {
        return left == 0 ? a : probe(left - 1, b + left, c, d, a) + a + b + c + d;
    }
}
