package atoll.kernel;

import atoll.contract.Notification;
import atoll.contract.Signal;
import java.atoll.Headroom;
import java.util.concurrent.TimeUnit;

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
        if (times < 1) {
            throw new IllegalArgumentException("a signal counts at least 1, not " + times);
        }
        boolean room = false;
        while (!signalled(times, room)) {
            Headroom.need();
            room = true;
        }
    }

    private boolean signalled(long times, boolean room) {
        synchronized (lock) {
            if (waiters > 0 && !room) {
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
        synchronized (lock) {
            long counted = count;
            count = 0;
            return counted;
        }
    }

    /** As {@link #poll}, but not 0; waits for it. A thread that is killed meanwhile is unwound from here. */
    public long await() throws InterruptedException {
        Headroom.need();
        synchronized (lock) {
            awaitSome();
            long counted = count;
            count = 0;
            return counted;
        }
    }

    /** As {@link #await()}, but for so many milliseconds at most; 0 when there is nothing by then. */
    public long await(long millis) throws InterruptedException {
        Headroom.need();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.clamp(millis, 0, LONGEST_MILLIS));
        synchronized (lock) {
            awaitSome(deadline);
            long counted = count;
            count = 0;
            return counted;
        }
    }

    Signal signaller() {
        return new Signaller(this);
    }

    Notification notification() {
        return new Awaited(this);
    }

    @Override
    public String toString() {
        return name;
    }

    // Ends of their own: who holds one must not be able to cast it to the other, nor lock the counter.

    private static final class Signaller implements Signal {
        private final SignalCounter counter;

        Signaller(SignalCounter counter) {
            this.counter = counter;
        }

        @Override
        public void signal(long times) {
            counter.signal(times);
        }
    }

    private static final class Awaited implements Notification {
        private final SignalCounter counter;

        Awaited(SignalCounter counter) {
            this.counter = counter;
        }

        @Override
        public long poll() {
            return counter.poll();
        }

        @Override
        public long await() throws InterruptedException {
            return counter.await();
        }

        @Override
        public long await(long millis) throws InterruptedException {
            return counter.await(millis);
        }
    }
}
