package atoll.kernel;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The living processes by number. Numbers are never used again. */
public final class ProcessTable {
    private final ConcurrentSkipListMap<Integer, Process> processes = new ConcurrentSkipListMap<>();
    private final AtomicInteger next = new AtomicInteger(1);

    ProcessTable() {}

    int add(Process process) {
        int id = next.getAndIncrement();
        processes.put(id, process);
        return id;
    }

    void remove(Process process) {
        processes.remove(process.id());
    }

    public @Nullable Process get(int id) {
        return processes.get(id);
    }

    /** All that live now, by number. */
    public List<Process> all() {
        return List.copyOf(processes.values());
    }
}
