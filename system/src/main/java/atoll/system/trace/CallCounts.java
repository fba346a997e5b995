package atoll.system.trace;

import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import atoll.kernel.ProcessTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** How often processes call each other, while somebody wants to know; calls that nobody counts cost nothing more. */
public final class CallCounts {
    /**
     * Calls of one process to one endpoint, since it is counted.
     *
     * @param from the caller's name; empty: the host, or not known
     * @param to who serves it
     * @param failed of them ended in an exception of the server's
     * @param nanos that all took together in the server
     */
    public record Row(String from, String to, String endpoint, long count, long failed, long nanos) {}

    private static final int COUNT = 0;
    private static final int FAILED = 1;
    private static final int NANOS = 2;

    /** Whose server is not there for so many looks is forgotten. */
    private static final int MISSES = 60;

    private static final int MOST_CALLERS = 4_096;

    /** An endpoint: who serves it, or did last, and what its counters before this one had counted, by caller. */
    private static final class Counted {
        final Map<String, long[]> before = new HashMap<>();
        CallCounter counter = new CallCounter();
        String server = "";
        int missed;
    }

    private final Watches watches;
    private final ProcessTable processes;
    private final Function<Process, String> names;

    // Guarded by this.
    private final IdentityHashMap<Endpoint<?>, Counted> all = new IdentityHashMap<>();
    private final Map<Integer, String> callers = new HashMap<>();
    private int wanted;

    /** {@code names}: what a process is called here. */
    public CallCounts(Watches watches, ProcessTable processes, Function<Process, String> names) {
        this.watches = watches;
        this.processes = processes;
        this.names = names;
    }

    /** Somebody wants to know, until it is closed. */
    public final class Counting implements AutoCloseable {
        private boolean closed;

        private Counting() {}

        @Override
        public void close() {
            synchronized (CallCounts.this) {
                if (!closed) {
                    closed = true;
                    leave();
                }
            }
        }
    }

    /** Counts from now on. Not on a thread of a process. */
    public synchronized Counting begin() {
        wanted++;
        look();
        return new Counting();
    }

    private void leave() {
        if (--wanted == 0) {
            all.forEach((endpoint, counted) -> watches.remove(endpoint, counted.counter));
            all.clear();
            callers.clear();
        }
    }

    private void look() {
        all.values().forEach(counted -> counted.missed++);
        for (Process process : processes.all()) {
            String name = names.apply(process);
            callers.put(process.id(), name);
            for (Endpoint<?> endpoint : Endpoint.servedBy(process)) {
                Counted counted = all.get(endpoint);
                if (counted == null) {
                    counted = new Counted();
                    all.put(endpoint, counted);
                    watches.add(endpoint, counted.counter);
                }
                counted.server = name;
                counted.missed = 0;
            }
        }
        all.entrySet().removeIf(each -> {
            boolean gone = each.getValue().missed > MISSES;
            if (gone) {
                watches.remove(each.getKey(), each.getValue().counter);
            }
            return gone;
        });
        if (callers.size() > MOST_CALLERS) {
            forgetTheDead();
        }
    }

    private void forgetTheDead() {
        callers.keySet().removeIf(pid -> processes.get(pid) == null);
    }

    /** What is counted by now; empty when nobody wanted to know. Who begins to serve is counted from then on. */
    public synchronized List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        if (wanted > 0) {
            look();
            all.forEach((endpoint, counted) -> sums(endpoint, counted)
                    .forEach((from, sum) -> rows.add(
                            new Row(from, counted.server, endpoint.name(), sum[COUNT], sum[FAILED], sum[NANOS]))));
        }
        return rows;
    }

    private Map<String, long[]> sums(Endpoint<?> endpoint, Counted counted) {
        Map<String, long[]> sums = new HashMap<>();
        counted.before.forEach((from, sum) -> sums.put(from, sum.clone()));
        boolean full = counted.counter.isFull();
        if (full) {
            watches.remove(endpoint, counted.counter);
        }
        counted.counter.forEach((caller, count, failed, nanos) -> {
            long[] sum = sums.computeIfAbsent(callers.getOrDefault(caller, ""), from -> new long[NANOS + 1]);
            sum[COUNT] += count;
            sum[FAILED] += failed;
            sum[NANOS] += nanos;
        });
        if (full) {
            counted.before.clear();
            // Those who are gone call no more; there is no end of them where sessions start many.
            forgetTheDead();
            Set<String> living = new HashSet<>(callers.values());
            sums.forEach((from, sum) -> {
                if (from.isEmpty() || living.contains(from)) {
                    counted.before.put(from, sum.clone());
                }
            });
            counted.counter = new CallCounter();
            watches.add(endpoint, counted.counter);
        }
        return sums;
    }
}
