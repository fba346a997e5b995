package atoll.tests;

import atoll.contract.Region;
import atoll.system.Atoll;

/**
 * A JVM in which nobody's stack ended in a region's bytes while C2 compiled that, so that the first for whom it does leaves by the
 * interpreter, whose frames are larger: uncounted, that keeps the region in one JVM of three. Prints whether the region is still its owner's.
 */
final class RegionAtTheEnd {
    private static final int WARM_UP = 200_000;
    private static final int STACK = 256 << 10;
    private static final int ROUNDS = 64;
    private static final byte[] BYTES = new byte[256];

    private static int ended;

    private RegionAtTheEnd() {}

    public static void main(String[] args) throws InterruptedException {
        Atoll.boot();
        try (Region region = Region.allocate(BYTES.length)) {
            for (int i = 0; i < WARM_UP; i++) {
                use(region, i);
            }
            for (int i = 0; i < ROUNDS; i++) {
                int kind = i;
                Thread thread = new Thread(null, () -> higher(region, kind, kind, kind, kind), "deep", STACK);
                thread.start();
                thread.join();
            }
            // Only who has it alone can share it.
            region.share();
        }
        System.out.println(ended > 0 ? "its owner's" : "no stack ended");
    }

    /** Of more than two kinds, so that the bytes are touched in a call, where the stack can end. */
    private static void use(Region region, int kind) {
        switch (kind & 3) {
            case 0 -> region.fill(0, BYTES.length, (byte) 1);
            case 1 -> region.read(0, BYTES, 0, BYTES.length);
            case 2 -> region.write(0, BYTES, 0, BYTES.length);
            default -> region.copy(0, region, 8, 8);
        }
    }

    /** By frames of another size, so that the stack ends elsewhere each time. */
    private static long higher(Region region, int kind, int left, long a, long b) {
        if (left == 0) {
            deep(region, kind);
            return a;
        }
        return higher(region, kind, left - 1, b, a + left) + a + b;
    }

    /** Each frame on the way back tries once, until one had stack enough. */
    @SuppressWarnings("InfiniteRecursion") // to the end of the stack
    private static boolean deep(Region region, int kind) {
        boolean done = false;
        try {
            done = deep(region, kind);
        } catch (StackOverflowError e) {
            // This is near the end.
        }
        if (!done) {
            try {
                use(region, kind);
                done = true;
            } catch (StackOverflowError e) {
                ended++;
            }
        }
        return done;
    }
}
