package atoll.system.memory;

import java.util.Map;

/**
 * What was measured once.
 *
 * @param atMillis when the JVM stood still, in milliseconds since 1970
 * @param stillNanos for how long it did, at most
 * @param wholeNanos how long all of it took
 * @param names of the processes that lived then, by number
 */
public record Measurement(long atMillis, long stillNanos, long wholeNanos, Map<Integer, String> names, Held held) {
    public Measurement {
        names = Map.copyOf(names);
    }
}
