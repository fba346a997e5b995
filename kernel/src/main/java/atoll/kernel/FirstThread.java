package atoll.kernel;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The first thread of a process: it begins once, and how it ends is the exit code when no one calls exit. It can be held
 * when the program is loaded and none of its code has run.
 */
public final class FirstThread {
    /** The program cannot be started: no main class, or one that the JVM refuses. */
    private static final int NO_PROGRAM = 2;

    private static final int FAILED = 1;

    /** Null when it has begun. */
    private volatile @Nullable Thread thread;

    private volatile int status;
    private volatile boolean held;
    private volatile @Nullable Thread waiting;

    FirstThread() {}

    /** Before the process is started: its program will not run before {@link #go}. */
    public void hold() {
        held = true;
    }

    /** Lets the program run. */
    public void go() {
        held = false;
        LockSupport.unpark(waiting);
    }

    /** Whether it was held and not let go, wherever it is on its way: none of the program's code has run. */
    public boolean isHeld() {
        return held;
    }

    /** Whether it is held and has come as far as it may: the program is loaded. */
    public boolean isLoadedAndHeld() {
        return waiting != null;
    }

    /** Starts the thread {@code made}, unless the process is killed. */
    void start(ThreadSet threads, Thread made) {
        thread = made;
        if (!threads.startUnlessKilled(made)) {
            forget();
        }
    }

    /** It has not begun, and will not: the thread holds the program's loader. */
    void forget() {
        thread = null;
    }

    /** Whether {@code asked} is the first thread, runs, and asks for the first time. */
    boolean begins(Thread asked) {
        if (asked != thread || asked != Thread.currentThread()) {
            return false;
        }
        thread = null;
        return true;
    }

    @Nullable Runnable runs(@Nullable Runnable entry) {
        status = entry == null ? NO_PROGRAM : 0;
        if (held && entry != null) {
            await();
        }
        return entry;
    }

    private void await() {
        waiting = Thread.currentThread();
        try {
            while (held) {
                LockSupport.park();
            }
        } finally {
            waiting = null;
        }
    }

    void failed() {
        status = FAILED;
    }

    int status() {
        return status;
    }
}
