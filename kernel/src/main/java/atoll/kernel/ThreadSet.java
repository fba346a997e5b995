package atoll.kernel;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Threads by identity: what their own {@code equals} says is code of the process. Guarded by whoever has it. */
final class ThreadSet {
    private final IdentityHashMap<Thread, Boolean> threads = new IdentityHashMap<>();

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
