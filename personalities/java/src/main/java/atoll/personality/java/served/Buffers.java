package atoll.personality.java.served;

import atoll.contract.Region;
import java.util.ArrayDeque;

/** The regions of one process through which its arrays are read and written. They are kept, for a new one is zeroed. */
final class Buffers {
    static final int BYTES = 1 << 17;

    private static final int MOST = 8;

    /** Guarded by itself. */
    private final ArrayDeque<Region> kept = new ArrayDeque<>(MOST);

    /** One that is the caller's alone until {@link #give}. */
    Region take() {
        synchronized (kept) {
            for (int left = kept.size(); left > 0; left--) {
                Region region = kept.removeFirst();
                if (region.isUsable()) {
                    return region;
                }
                kept.addLast(region);
            }
        }
        return Region.allocate(BYTES);
    }

    /** A server that was left at a deadline may still be using it. */
    void give(Region region) {
        synchronized (kept) {
            if (kept.size() < MOST || !region.isUsable()) {
                kept.addFirst(region);
                return;
            }
        }
        region.close();
    }
}
