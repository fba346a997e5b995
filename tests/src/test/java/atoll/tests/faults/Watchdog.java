package atoll.tests.faults;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sees to it that a run of a walk that hangs fails, and says where all threads are. */
final class Watchdog {
    /** A run takes a second or two, and what waits in it gives up before. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(150);

    private final Thread watched = Thread.currentThread();
    private final Thread watching = new Thread(this::watch, "watchdog");
    private volatile long since = System.nanoTime();
    private volatile boolean over;

    Watchdog() {
        watching.setDaemon(true);
        watching.start();
    }

    /** A run begins. */
    void begin() {
        since = System.nanoTime();
    }

    private void watch() {
        while (!over) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            if (!over && System.nanoTime() - since > LIMIT_NANOS) {
                for (Map.Entry<Thread, StackTraceElement[]> one :
                        Thread.getAllStackTraces().entrySet()) {
                    System.out.println(one.getKey());
                    for (StackTraceElement frame : one.getValue()) {
                        System.out.println("\tat " + frame);
                    }
                }
                watched.interrupt();
                return;
            }
        }
    }

    void end() throws InterruptedException {
        over = true;
        LockSupport.unpark(watching);
        watching.join();
    }
}
