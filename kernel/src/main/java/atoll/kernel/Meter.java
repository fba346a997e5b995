package atoll.kernel;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what the threads of one process use. Exact for what ended as a platform thread; idle carriers may be missed. */
final class Meter {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Processor time and bytes of one thread. */
    private record Used(long cpuNanos, long allocated) {
        static Used of(Thread thread) {
            long id = thread.threadId();
            return new Used(
                    Math.max(0, THREADS.getThreadCpuTime(id)), Math.max(0, THREADS.getThreadAllocatedBytes(id)));
        }
    }

    // Guarded by this.
    private final Map<Thread, Used> carriers = new HashMap<>();
    private long endedCpuNanos;
    private long endedAllocated;

    /** On a platform thread of the process that is about to end. Allocates nothing. */
    void ends() {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        synchronized (this) {
            endedCpuNanos += Math.max(0, cpu);
            endedAllocated += Math.max(0, bytes);
        }
    }

    /** The account, by the threads and carriers that live now. */
    synchronized Account read(List<Thread> threads, List<Thread> carrying, Holdings holdings) {
        long cpu = endedCpuNanos;
        long bytes = endedAllocated;
        for (Thread thread : threads) {
            if (!thread.isVirtual()) {
                Used used = Used.of(thread);
                cpu += used.cpuNanos;
                bytes += used.allocated;
            }
        }
        for (Thread carrier : carrying) {
            Used used = Used.of(carrier);
            if (used.allocated > 0) {
                carriers.put(carrier, used);
            }
        }
        for (Used used : carriers.values()) {
            cpu += used.cpuNanos;
            bytes += used.allocated;
        }
        return new Account(cpu, bytes, threads.size(), holdings.sum().bytes(), holdings.copied());
    }
}
