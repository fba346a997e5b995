package atoll.library.net;

import atoll.contract.Region;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection: one thread at a time, and a region that is lent to the server for each call. It grows with
 * what is asked for. Whoever leaves last when it is over gives the region back.
 */
final class Half {
    private static final int SMALLEST = 8 << 10;
    private static final int LARGEST = 128 << 10;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean over;

    /** Whether what came last was little, and no region is wanted. Guarded by lock. */
    boolean small = true;

    /** Guarded by lock. */
    private @Nullable Region region;

    void enter() {
        lock.lock();
    }

    void leave() {
        lock.unlock();
        if (over) {
            free();
        }
    }

    /** With room for {@code wanted} bytes, if that is not too much. Between {@link #enter} and {@link #leave}. */
    Region region(int wanted) {
        Region now = region;
        int enough = Math.min(wanted, LARGEST);
        if (now != null && now.size() >= enough) {
            return now;
        }
        Region made = Region.allocate(Math.max(SMALLEST, Integer.highestOneBit(2 * enough - 1)));
        region = made;
        if (now != null) {
            now.close();
        }
        return made;
    }

    /** Nobody comes any more. */
    void end() {
        over = true;
        free();
    }

    private void free() {
        // Whoever is inside does it when it leaves.
        if (lock.tryLock()) {
            try {
                Region last = region;
                region = null;
                if (last != null) {
                    last.close();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
