package atoll.system.up;

import atoll.contract.process.ProcessView;
import atoll.system.control.Exchange;
import atoll.system.definition.ProcessDefinition;
import atoll.system.definition.ProgramSource;
import atoll.system.trace.CallCounts;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code picture}: a system as it is again and again, and who calls whom meanwhile, for a client that draws it. */
final class Picture {
    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 60_000;

    private record Arrow(String from, String to, String endpoint) {}

    private final RunningSystem system;
    private Map<Arrow, long[]> before = new HashMap<>();

    private Picture(RunningSystem system) {
        this.system = system;
    }

    /** Until the client goes, or the system ends. */
    static void show(RunningSystem system, long millis, Exchange exchange) throws IOException, InterruptedException {
        long step = Math.clamp(millis, SHORTEST_MILLIS, LONGEST_MILLIS);
        Picture picture = new Picture(system);
        try (CallCounts.Counting counting = system.calls().begin()) {
            Objects.requireNonNull(counting);
            for (boolean more = true; more; more = !system.awaitEnd(step)) {
                exchange.send(picture.line());
            }
        }
    }

    private JsonObject line() {
        JsonObject line = new JsonObject();
        line.addProperty("time", System.currentTimeMillis());
        line.addProperty("system", system.definition().name());
        line.add("processes", processes());
        line.add("calls", calls());
        return line;
    }

    private JsonArray processes() {
        JsonArray all = new JsonArray();
        Set<Integer> shown = new HashSet<>();
        for (Status status : system.statuses()) {
            JsonObject row = new JsonObject();
            ProcessView view = status.pid() == 0 ? null : system.processes().look(status.pid());
            boolean stopped = view != null && system.isStopped(view.pid());
            row.addProperty("name", status.name());
            row.addProperty("state", stopped ? "stopped" : status.state());
            row.addProperty("restarts", status.restarts());
            row.addProperty("failures", status.failures());
            row.addProperty("since", status.sinceMillis());
            row.addProperty("cause", status.cause());
            add(row, view);
            definition(row, system.definitionOf(status.name()));
            shown.add(status.pid());
            all.add(row);
        }
        for (int pid : system.processes().living()) {
            ProcessView view = system.processes().look(pid);
            if (view != null && !shown.contains(pid) && !system.isSpare(view.name(), pid)) {
                all.add(other(view));
            }
        }
        return all;
    }

    /** What no definition names. */
    private JsonObject other(ProcessView view) {
        JsonObject row = new JsonObject();
        row.addProperty("name", system.shownName(view.name(), view.pid()));
        row.addProperty("kind", system.kind(view.name()));
        row.addProperty(
                "state", system.isStopped(view.pid()) ? "stopped" : view.state().toLowerCase(Locale.ROOT));
        row.addProperty("restarts", Math.max(0, view.starts() - 1));
        add(row, view);
        return row;
    }

    private static void add(JsonObject row, @Nullable ProcessView view) {
        row.add("pid", view == null ? JsonNull.INSTANCE : new JsonPrimitive(view.pid()));
        if (view != null) {
            row.addProperty("threads", view.threads());
            row.addProperty("cpuNanos", view.cpuNanos());
            row.addProperty("allocated", view.allocated());
            row.addProperty("regions", view.regions());
        }
    }

    private static void definition(JsonObject row, @Nullable ProcessDefinition process) {
        boolean program = process != null && !(process.program() instanceof ProgramSource.Server);
        row.addProperty("kind", program ? "program" : "server");
        JsonObject quota = new JsonObject();
        if (process != null && process.memory() != null) {
            quota.addProperty("memory", process.memory());
        }
        if (process != null && process.processors() != null) {
            quota.addProperty("cpu", process.processors());
        }
        if (process != null && program) {
            quota.addProperty("threads", process.threads());
        }
        row.add("quota", quota);
    }

    private JsonArray calls() {
        Map<Arrow, long[]> now = sums(system.calls().rows());
        JsonArray all = new JsonArray();
        now.forEach((arrow, sum) -> {
            long[] was = before.getOrDefault(arrow, new long[sum.length]);
            // Who was forgotten meanwhile begins anew.
            boolean again = sum[0] < was[0];
            long count = sum[0] - (again ? 0 : was[0]);
            if (count > 0) {
                JsonObject row = new JsonObject();
                row.addProperty("from", arrow.from);
                row.addProperty("to", arrow.to);
                row.addProperty("endpoint", arrow.endpoint);
                row.addProperty("count", count);
                row.addProperty("failed", sum[1] - (again ? 0 : was[1]));
                row.addProperty("nanos", sum[2] - (again ? 0 : was[2]));
                all.add(row);
            }
        });
        before = now;
        return all;
    }

    /** Rows of one name, such as of two that serve an endpoint one after the other, are one arrow. */
    private static Map<Arrow, long[]> sums(List<CallCounts.Row> rows) {
        Map<Arrow, long[]> sums = new HashMap<>();
        for (CallCounts.Row row : rows) {
            long[] sum = sums.computeIfAbsent(new Arrow(row.from(), row.to(), row.endpoint()), arrow -> new long[3]);
            sum[0] += row.count();
            sum[1] += row.failed();
            sum[2] += row.nanos();
        }
        return sums;
    }
}
