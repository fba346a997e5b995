package atoll.kernel;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Fault injection: counts the polls of one process, and has something done at one of them, such as a kill. A kill acts at
 * polls, so who tries n = 1, 2, 3, ... has tried all places of a program at which it can be stopped while it computes.
 * (Those at which it waits inside the JDK are not numbered.)
 *
 * <p>It uses the slow side that each poll has for kill and pause, so it costs nothing unless it is used: the slot of the
 * process is raised, and each poll of that process asks here.
 */
public final class PollTrap {
    private static final long STEP_NANOS = 50_000;
    private static final long PAUSE_STEP_NANOS = 2_000_000;

    /** What is to be done at which poll. */
    private record Spring(long at, Runnable action) {}

    private final Process process;
    private final AtomicLong count = new AtomicLong();
    private volatile boolean set;
    private volatile @Nullable Spring spring;
    private volatile boolean sprung;
    private volatile boolean through;

    PollTrap(Process process) {
        this.process = process;
    }

    /** From now on polls are counted; compiled code of the process is discarded, and a poll takes some 30 ns. */
    public void count() {
        set = true;
        process.askAtPolls();
    }

    /**
     * At the {@code n}th poll that is counted, a thread of the host runs {@code action}, once, and the thread that polls
     * waits until it is through or the process is killed. It may hold locks of the program meanwhile, and be in a call of
     * another process.
     */
    public void at(long n, Runnable action) {
        spring = new Spring(n, Objects.requireNonNull(action));
        count();
    }

    /** Kills the process at its {@code n}th poll. Set before the process starts, the first is the first of its program. */
    public void killAt(long n) {
        at(n, process::kill);
    }

    /** Polls that were counted so far. */
    public long polls() {
        return count.get();
    }

    /** Whether the poll was reached at which something was to be done. */
    public boolean sprung() {
        return sprung;
    }

    boolean isSet() {
        return set;
    }

    /** On a thread that polls, while the slot is raised. */
    void polled() {
        if (set && !process.isKilled()) {
            long number = count.incrementAndGet();
            Spring due = spring;
            if (due != null && number == due.at) {
                spring(due.action);
            }
        }
        awaitResume();
    }

    /** On a thread of the process: returns when it is not paused, or killed. */
    void awaitResume() {
        if (process.paused) {
            while (process.paused && !process.isKilled()) {
                LockSupport.parkNanos(PAUSE_STEP_NANOS);
            }
            giveBack();
        }
    }

    private void spring(Runnable action) {
        sprung = true;
        process.kernel().startApart(null, "trap", () -> run(action), e -> through = true);
        while (!through && !process.isKilled()) {
            LockSupport.parkNanos(STEP_NANOS);
        }
        giveBack();
    }

    /** The wait may have used up a permit that was meant for the program, which may park next. */
    private static void giveBack() {
        LockSupport.unpark(Thread.currentThread());
    }

    private void run(Runnable action) {
        try {
            action.run();
        } finally {
            through = true;
        }
    }
}
