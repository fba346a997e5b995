package atoll.system.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The calls since this was asked before, for one who wants them. For one thread. */
public final class CallDeltas {
    private static final int COUNT = 0;
    private static final int FAILED = 1;
    private static final int NANOS = 2;

    private record Arrow(String from, String to, String endpoint) {}

    private final CallCounts counts;
    private Map<Arrow, long[]> before = new HashMap<>();

    /** Of these, which are {@link CallCounts#begin begun} by somebody. */
    public CallDeltas(CallCounts counts) {
        this.counts = counts;
    }

    /** Rows with calls since the last time, at first since they are counted. */
    public List<CallCounts.Row> next() {
        Map<Arrow, long[]> now = new HashMap<>();
        for (CallCounts.Row row : counts.rows()) {
            // Two of one name, such as who served an endpoint one after the other, are one.
            long[] sum =
                    now.computeIfAbsent(new Arrow(row.from(), row.to(), row.endpoint()), key -> new long[NANOS + 1]);
            sum[COUNT] += row.count();
            sum[FAILED] += row.failed();
            sum[NANOS] += row.nanos();
        }
        List<CallCounts.Row> rows = new ArrayList<>();
        now.forEach((arrow, sum) -> {
            long[] was = before.getOrDefault(arrow, new long[NANOS + 1]);
            // Who was forgotten meanwhile begins anew.
            long[] from = sum[COUNT] < was[COUNT] ? new long[NANOS + 1] : was;
            if (sum[COUNT] > from[COUNT]) {
                rows.add(new CallCounts.Row(
                        arrow.from,
                        arrow.to,
                        arrow.endpoint,
                        sum[COUNT] - from[COUNT],
                        sum[FAILED] - from[FAILED],
                        sum[NANOS] - from[NANOS]));
            }
        });
        before = now;
        return rows;
    }
}
