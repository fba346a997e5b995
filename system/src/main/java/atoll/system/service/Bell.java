package atoll.system.service;

import java.util.concurrent.TimeUnit;

/** Tells threads of the host that something may have changed. */
final class Bell {
    // Guarded by this.
    private long rung;

    /** May be called on a thread of a process. */
    synchronized void ring() {
        rung++;
        notifyAll();
    }

    /** Waits until it was rung more than {@code seen} times, or for that time; returns how often it was. */
    synchronized long await(long seen, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (rung == seen) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return rung;
    }
}
