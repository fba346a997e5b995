package atoll.kernel;

import org.jspecify.annotations.Nullable;

/** The first thread of a process: it begins once, and how it ends is the exit code when no one calls exit. */
final class FirstThread {
    /** The program cannot be started: no main class, or one that the JVM refuses. */
    private static final int NO_PROGRAM = 2;

    private static final int FAILED = 1;

    /** Null when it has begun. */
    private volatile @Nullable Thread thread;

    private volatile int status;

    void is(Thread made) {
        thread = made;
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
        return entry;
    }

    void failed() {
        status = FAILED;
    }

    int status() {
        return status;
    }
}
