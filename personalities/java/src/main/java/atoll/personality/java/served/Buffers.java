package atoll.personality.java.served;

import atoll.contract.Region;
import java.atoll.Errno;
import java.io.IOException;
import java.util.ArrayDeque;

/** The regions through which arrays of one process are read from and written to one tree. They are kept, for a new one is zeroed. */
final class Buffers {
    static final int BYTES = 1 << 17;

    private static final int MOST = 8;

    /** Guarded by itself. */
    private final ArrayDeque<Region> kept = new ArrayDeque<>(MOST);

    /** What a server that was left at a deadline may still be using. Guarded by {@link #kept}. */
    private final ArrayDeque<Region> withheld = new ArrayDeque<>(MOST);

    /** One that is the caller's alone until {@link #give}. */
    Region take() throws Errno {
        synchronized (kept) {
            Region back = withheld.poll();
            if (back != null) {
                if (back.isUsable()) {
                    return back;
                }
                withheld.add(back);
                if (withheld.size() >= MOST) {
                    throw new Errno(Errno.EIO, new IOException("the file server does not give back what it was lent"));
                }
            }
            Region region = kept.poll();
            if (region != null) {
                return region;
            }
        }
        return Region.allocate(BYTES);
    }

    void give(Region region) {
        boolean usable = region.isUsable();
        synchronized (kept) {
            if (!usable) {
                withheld.add(region);
                return;
            }
            if (kept.size() < MOST) {
                kept.addFirst(region);
                return;
            }
        }
        region.close();
    }
}
