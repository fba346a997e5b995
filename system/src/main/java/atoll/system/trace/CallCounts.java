package atoll.system.trace;

import atoll.kernel.CallWatch;
import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How many calls there were from whom to which endpoint. */
public final class CallCounts implements CallWatch {
    /** Whoever calls from where nobody can tell is 0: the host, or a call with a deadline or a badge, or by a ring. */
    public record Way(int caller, Endpoint<?> endpoint) {}

    /**
     * What there was.
     *
     * @param nanos in the server, all together
     * @param failed that ended in an exception
     */
    public record Count(long calls, long nanos, long failed) {}

    private record Sums(LongAdder calls, LongAdder nanos, LongAdder failed) {
        Sums() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    private final Map<Way, Sums> all = new ConcurrentHashMap<>();

    @Override
    public void called(
            Endpoint<?> endpoint,
            String method,
            @Nullable Process caller,
            long begun,
            long nanos,
            @Nullable String thrown) {
        Way way = new Way(caller == null ? 0 : caller.id(), endpoint);
        Sums sums = all.get(way);
        if (sums == null) {
            Sums made = new Sums();
            Sums other = all.putIfAbsent(way, made);
            sums = other == null ? made : other;
        }
        sums.calls.increment();
        sums.nanos.add(nanos);
        if (thrown != null) {
            sums.failed.increment();
        }
    }

    /** Those up to now. */
    public Map<Way, Count> counts() {
        Map<Way, Count> counts = new java.util.LinkedHashMap<>();
        all.forEach((way, sums) -> counts.put(way, new Count(sums.calls.sum(), sums.nanos.sum(), sums.failed.sum())));
        return counts;
    }

    /** Drops what a dead process called. */
    public void forget(int caller) {
        all.keySet().removeIf(way -> way.caller == caller);
    }
}
