package atoll.system.trace;

import java.util.HashMap;
import java.util.Map;

/** The calls since this was asked before, for one who wants them. For one thread. */
public final class CallDeltas {
    private final CallCounts counts;
    private Map<Arrow, CallSum> before = new HashMap<>();

    /** Of these, which are {@link CallCounts#begin begun} by somebody. */
    public CallDeltas(CallCounts counts) {
        this.counts = counts;
    }

    /** Arrows with calls since the last time, at first since they are counted. */
    public Map<Arrow, CallSum> next() {
        Map<Arrow, CallSum> now = counts.sums();
        Map<Arrow, CallSum> since = new HashMap<>();
        now.forEach((arrow, sum) -> {
            CallSum was = before.getOrDefault(arrow, CallSum.NONE);
            // Who was forgotten meanwhile begins anew.
            CallSum more = sum.count() < was.count() ? sum : sum.minus(was);
            if (more.count() > 0) {
                since.put(arrow, more);
            }
        });
        before = now;
        return since;
    }
}
