package atoll.library.file;

import atoll.contract.Region;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The regions of this process through which arrays are read and written. They are kept: a new one is zeroed and counted, and
 * one that was just used is in the cache of the core.
 */
final class Buffers {
    static final int BYTES = 1 << 17;

    private static final int MOST = 8;

    /** The one that a thread alone always finds. */
    private static final AtomicReference<@Nullable Region> FIRST = new AtomicReference<>();

    /** Guarded by itself. */
    private static final ArrayDeque<Region> MORE = new ArrayDeque<>(MOST);

    private Buffers() {}

    /** What is done with a region. */
    interface Act {
        int on(Region region) throws IOException;
    }

    /** Does it with a region that is the caller's alone meanwhile. */
    static int with(Act act) throws IOException {
        Region region = FIRST.getAndSet(null);
        if (region == null) {
            region = another();
        }
        boolean usable = true;
        try {
            return act.on(region);
        } catch (RuntimeException | Error e) {
            // A server that was left at a deadline may still be using it.
            usable = false;
            throw e;
        } finally {
            if (!usable || !FIRST.compareAndSet(null, region)) {
                keep(region);
            }
        }
    }

    private static Region another() {
        synchronized (MORE) {
            for (int left = MORE.size(); left > 0; left--) {
                Region region = MORE.removeFirst();
                if (region.isUsable()) {
                    return region;
                }
                MORE.addLast(region);
            }
        }
        return Region.allocate(BYTES);
    }

    private static void keep(Region region) {
        synchronized (MORE) {
            if (MORE.size() < MOST || !region.isUsable()) {
                MORE.addLast(region);
                return;
            }
        }
        region.close();
    }
}
