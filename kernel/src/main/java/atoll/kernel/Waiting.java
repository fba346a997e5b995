package atoll.kernel;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something that threads wait for while it is empty. Who fills it may be at the end of its stack or be killed: between the
 * first and the last change it makes no call but {@code notify}, and only with stack enough, which it looks for first.
 */
abstract class Waiting {
    final Object lock = new Object();

    // Guarded by lock.
    /** How much there is. */
    long count;

    int waiters;

    /**
     * With the lock: waits until there is something; false when {@code by} is revoked, whatever there is. A thread that is
     * killed meanwhile is unwound from here.
     */
    final boolean awaitSome(@Nullable EndRight<?> by) throws InterruptedException {
        while (!EndRight.isRevoked(by)) {
            if (count > 0) {
                return true;
            }
            await(0);
        }
        return false;
    }

    /** As {@link #awaitSome(EndRight)}, but not past {@code deadline}, a time of {@link System#nanoTime}: true then as well. */
    final boolean awaitSome(@Nullable EndRight<?> by, long deadline) throws InterruptedException {
        while (!EndRight.isRevoked(by)) {
            long left = deadline - System.nanoTime();
            if (count > 0 || left <= 0) {
                return true;
            }
            await(left);
        }
        return false;
    }

    /** Until it is woken, or for so long if that is not 0. */
    private void await(long nanos) throws InterruptedException {
        waiters++;
        boolean goesOn = false;
        try {
            if (nanos == 0) {
                lock.wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(lock, nanos);
            }
            goesOn = true;
        } finally {
            waiters--;
            if (!goesOn && count > 0 && waiters > 0) {
                // It was woken, and killed on its way: the next one takes what is there.
                lock.notify();
            }
        }
    }
}
