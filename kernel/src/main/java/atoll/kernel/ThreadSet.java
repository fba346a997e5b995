package atoll.kernel;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads by identity: what their own {@code equals} says is code of the process. Guarded by whoever has it. */
final class ThreadSet {
    private final IdentityHashMap<Thread, Boolean> threads = new IdentityHashMap<>();

    /**
     * Threads that the host is starting. The host is none of those here, so nobody else here is alive while a new thread
     * is registered and does not run yet. Not guarded.
     */
    private final AtomicInteger starting = new AtomicInteger();

    /** By the host: whoever asks meanwhile hears that one is alive. */
    void start(Thread thread) {
        starting.incrementAndGet();
        try {
            thread.start();
        } finally {
            starting.decrementAndGet();
        }
    }

    /** Race 6 of {@link Process}: the host must not be unwound by the kill of the process that it starts a thread of. */
    boolean startUnlessKilled(Thread thread) {
        try {
            start(thread);
            return true;
        } catch (Error e) {
            if (!Process.ends(e)) {
                throw e;
            }
            return false;
        }
    }

    void add(Thread thread) {
        threads.put(thread, Boolean.TRUE);
    }

    void remove(Thread thread) {
        threads.remove(thread);
    }

    void clear() {
        threads.clear();
    }

    int size() {
        return threads.size();
    }

    List<Thread> alive() {
        List<Thread> alive = new ArrayList<>();
        for (Thread thread : threads.keySet()) {
            if (thread.isAlive()) {
                alive.add(thread);
            }
        }
        return alive;
    }

    boolean noneAlive() {
        if (starting.get() > 0) {
            return false;
        }
        for (Thread thread : threads.keySet()) {
            if (thread.isAlive()) {
                return false;
            }
        }
        return true;
    }

    boolean onlyDaemons() {
        for (Thread thread : threads.keySet()) {
            if (!thread.isDaemon()) {
                return false;
            }
        }
        return true;
    }
}
