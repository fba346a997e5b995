package atoll.system.trace;

import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import atoll.kernel.ProcessTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** How often processes call each other, while somebody wants to know; calls that nobody counts cost nothing more. */
public final class CallCounts {
    /** Whose server is not there for so many looks is forgotten. */
    private static final int MISSES = 60;

    private static final int MOST_CALLERS = 4_096;

    /** An endpoint: who serves it, or did last, and what its counters before this one had counted, by caller. */
    private static final class Counted {
        final Map<String, CallSum> before = new HashMap<>();
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
            callers.keySet().removeIf(pid -> processes.get(pid) == null);
        }
    }

    /** What is counted by now; empty when nobody wanted to know. Who begins to serve is counted from then on. */
    public synchronized Map<Arrow, CallSum> sums() {
        Map<Arrow, CallSum> sums = new HashMap<>();
        if (wanted > 0) {
            look();
            // Two of one name, such as who served an endpoint one after the other, are one.
            all.forEach((endpoint, counted) -> byCaller(endpoint, counted)
                    .forEach((from, sum) ->
                            sums.merge(new Arrow(from, counted.server, endpoint.name()), sum, CallSum::plus)));
        }
        return sums;
    }

    private Map<String, CallSum> byCaller(Endpoint<?> endpoint, Counted counted) {
        Map<String, CallSum> sums = new HashMap<>(counted.before);
        boolean full = counted.counter.isFull();
        if (full) {
            watches.remove(endpoint, counted.counter);
        }
        counted.counter.forEach((caller, sum) -> sums.merge(callers.getOrDefault(caller, ""), sum, CallSum::plus));
        if (full) {
            counted.before.clear();
            counted.before.putAll(sums);
            // Those who are gone call no more; there is no end of them where sessions start many.
            counted.before.keySet().retainAll(living());
            counted.counter = new CallCounter();
            watches.add(endpoint, counted.counter);
        }
        return sums;
    }

    /** Names, and that of who is not known. */
    private Set<String> living() {
        Set<String> living = new HashSet<>(Set.of(""));
        processes.all().forEach(process -> living.add(names.apply(process)));
        return living;
    }
}
