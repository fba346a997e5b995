package atoll.system.memory;

import java.util.Map;

/**
 * Bytes of the heap by who holds them; together they are all of it that is reachable.
 *
 * @param processes what each holds alone, by number
 * @param shared what several processes hold
 * @param rest what Atoll and the JDK hold
 * @param objects how many there are in all
 */
public record Held(Map<Integer, Long> processes, long shared, long rest, int objects) {
    public Held {
        processes = Map.copyOf(processes);
    }

    public long total() {
        long total = shared + rest;
        for (long each : processes.values()) {
            total += each;
        }
        return total;
    }
}
