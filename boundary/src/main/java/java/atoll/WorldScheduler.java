package java.atoll;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs the virtual threads of one process on carriers of that process, so that their CPU time and allocation are the
 * process's own. JDK 25 accepts an {@link Executor} as scheduler and children inherit it. A virtual thread's process is
 * found through this object.
 */
final class WorldScheduler implements Executor {
    private static final long IDLE_SECONDS = 10;

    final World world;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();

    // Guarded by lock.
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private int carriers;
    private int idle;
    private boolean stopped;

    WorldScheduler(World world) {
        this.world = world;
    }

    @Override
    public void execute(Runnable continuation) {
        boolean start = false;
        lock.lock();
        try {
            if (stopped) {
                return;
            }
            queue.add(continuation);
            if (idle > 0) {
                work.signal();
            } else if (carriers < Math.max(1, world.processors())) {
                carriers++;
                start = true;
            }
        } finally {
            lock.unlock();
        }
        if (start) {
            world.carrier(this::carry).start();
        }
    }

    void stop() {
        lock.lock();
        try {
            stopped = true;
            queue.clear();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void carry() {
        for (Runnable next = take(); next != null; next = take()) {
            next.run();
        }
    }

    private Runnable take() {
        lock.lock();
        try {
            long left = java.util.concurrent.TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
            while (queue.isEmpty()) {
                if (left <= 0 || stopped) {
                    carriers--;
                    return null;
                }
                idle++;
                try {
                    left = work.awaitNanos(left);
                } catch (InterruptedException e) {
                    // A carrier has no interrupt of its own; look at the queue again.
                } finally {
                    idle--;
                }
            }
            return queue.poll();
        } finally {
            lock.unlock();
        }
    }
}
