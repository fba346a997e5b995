package atoll.kernel;

import atoll.contract.Notification;
import atoll.contract.Signal;
import java.atoll.Headroom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A notification: a counter that can be signalled and waited for. Processes get one end or the other. */
public final class SignalCounter extends Waiting {
    /** A year, so that it can be added to any time. */
    private static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(365);

    private final String name;

    SignalCounter(String name) {
        this.name = name;
    }

    /** Signals once when the process is dead; at once if it is. */
    @SuppressWarnings("FutureReturnValueIgnored") // a death cannot fail
    public SignalCounter onDeath(Process process) {
        process.death().thenRun(() -> signal(1));
        return this;
    }

    /** Counts {@code times} more. */
    public void signal(long times) {
        signal(times, null);
    }

    private void signal(long times, @Nullable EndRight<?> by) {
        EndRight.need(by);
        if (times < 1) {
            throw new IllegalArgumentException("a signal counts at least 1, not " + times);
        }
        boolean room = false;
        while (!signalled(times, by, room)) {
            EndRight.need(by);
            Headroom.need();
            room = true;
        }
    }

    private boolean signalled(long times, @Nullable EndRight<?> by, boolean room) {
        synchronized (lock) {
            if (EndRight.isRevoked(by) || waiters > 0 && !room) {
                return false;
            }
            count = count > Long.MAX_VALUE - times ? Long.MAX_VALUE : count + times;
            if (waiters > 0) {
                lock.notify();
            }
            return true;
        }
    }

    /** What was counted since it was last asked. */
    public long poll() {
        return poll(null);
    }

    private long poll(@Nullable EndRight<?> by) {
        EndRight.need(by);
        synchronized (lock) {
            if (!EndRight.isRevoked(by)) {
                return counted();
            }
        }
        throw EndRight.ended(by);
    }

    /** With the lock. */
    private long counted() {
        long counted = count;
        count = 0;
        return counted;
    }

    /** As {@link #poll}, but not 0; waits for it. A thread that is killed meanwhile is unwound from here. */
    public long await() throws InterruptedException {
        return await(null);
    }

    private long await(@Nullable EndRight<?> by) throws InterruptedException {
        EndRight.need(by);
        Headroom.need();
        synchronized (lock) {
            if (awaitSome(by)) {
                return counted();
            }
        }
        throw EndRight.ended(by);
    }

    /** As {@link #await()}, but for so many milliseconds at most; 0 when there is nothing by then. */
    public long await(long millis) throws InterruptedException {
        return await(millis, null);
    }

    private long await(long millis, @Nullable EndRight<?> by) throws InterruptedException {
        EndRight.need(by);
        Headroom.need();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.clamp(millis, 0, LONGEST_MILLIS));
        synchronized (lock) {
            if (awaitSome(by, deadline)) {
                return counted();
            }
        }
        throw EndRight.ended(by);
    }

    /** The right to signal, revocable by itself. */
    public EndRight<Signal> signalRight() {
        return new EndRight<>(this, "signal", "notification", right -> new Signaller(this, right));
    }

    /** The right to wait for signals, revocable by itself. */
    public EndRight<Notification> awaitRight() {
        return new EndRight<>(this, "await", "notification", right -> new Awaited(this, right));
    }

    @Override
    public String toString() {
        return name;
    }

    // Ends of their own: who holds one must not be able to cast it to the other, nor lock the counter.

    private static final class Signaller implements Signal {
        private final SignalCounter counter;
        private final EndRight<Signal> right;

        Signaller(SignalCounter counter, EndRight<Signal> right) {
            this.counter = counter;
            this.right = right;
        }

        @Override
        public void signal(long times) {
            counter.signal(times, right);
        }
    }

    private static final class Awaited implements Notification {
        private final SignalCounter counter;
        private final EndRight<Notification> right;

        Awaited(SignalCounter counter, EndRight<Notification> right) {
            this.counter = counter;
            this.right = right;
        }

        @Override
        public long poll() {
            return counter.poll(right);
        }

        @Override
        public long await() throws InterruptedException {
            return counter.await(right);
        }

        @Override
        public long await(long millis) throws InterruptedException {
            return counter.await(millis, right);
        }
    }
}
