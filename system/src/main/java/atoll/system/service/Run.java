package atoll.system.service;

import atoll.kernel.Process;
import java.util.concurrent.atomic.AtomicLong;

/** One process of a service, and what is known of it. */
final class Run {
    final Process process;
    final LastWords words;

    /** One bit for each endpoint that it has not served yet. */
    private final AtomicLong unserved;

    // Guarded by the entry.
    boolean told;
    boolean asked;
    boolean armed;
    boolean dead;
    String why = "";
    String stacks = "";

    /** Whether it has been started, and waits before its first step. */
    private final boolean held;

    Run(Process process, LastWords words, int endpoints, boolean held) {
        this.process = process;
        this.words = words;
        this.held = held;
        this.unserved = new AtomicLong(endpoints == 0 ? 0 : -1L >>> (Long.SIZE - endpoints));
    }

    void go() {
        if (held) {
            process.first.go();
        } else {
            process.start();
        }
    }

    /** On a thread of the process. True for the last endpoint that was missing. */
    boolean serves(int endpoint) {
        long bit = 1L << endpoint;
        while (true) {
            long before = unserved.get();
            if ((before & bit) == 0) {
                return false;
            }
            if (unserved.compareAndSet(before, before & ~bit)) {
                return before == bit;
            }
        }
    }

    boolean isReady() {
        return unserved.get() == 0;
    }
}
