package atoll.system.service;

import atoll.kernel.Process;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
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
    long startedNanos;
    long readyNanos;

    /** Streams that are closed when it is dead. Set before anybody else has it. */
    List<OutputStream> closes = List.of();

    /** Whether it has been started, and waits before its first step. */
    private final boolean held;

    Run(Process process, LastWords words, int endpoints, boolean held) {
        this.process = process;
        this.words = words;
        this.held = held;
        this.unserved = new AtomicLong(endpoints == 0 ? 0 : -1L >>> (Long.SIZE - endpoints));
    }

    void go() {
        startedNanos = System.nanoTime();
        if (held) {
            process.first.go();
        } else {
            process.start();
        }
    }

    void closeStreams() {
        for (OutputStream stream : closes) {
            try {
                stream.close();
            } catch (IOException e) {
                // Nobody writes to it any more.
            }
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
