package atoll.system.up;

import atoll.contract.process.ProcessView;
import atoll.system.control.Exchange;
import atoll.system.definition.ProcessDefinition;
import atoll.system.definition.ProgramSource;
import atoll.system.memory.Measurement;
import atoll.system.trace.CallCounts;
import atoll.system.trace.CallDeltas;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code picture}: a system as it is again and again, and who calls whom meanwhile, for a client that draws it. */
final class Picture {
    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 60_000;

    private final RunningSystem system;
    private final CallDeltas calls;

    private Picture(RunningSystem system) {
        this.system = system;
        this.calls = new CallDeltas(system.living().calls());
    }

    /** Until the client goes, or the system ends. */
    static void show(RunningSystem system, long millis, Exchange exchange) throws IOException, InterruptedException {
        long step = Math.clamp(millis, SHORTEST_MILLIS, LONGEST_MILLIS);
        Picture picture = new Picture(system);
        try (CallCounts.Counting counting = system.living().calls().begin()) {
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
        Measurement measured = system.memory().last();
        if (measured != null) {
            line.addProperty("measured", measured.atMillis());
        }
        line.add("processes", processes(measured));
        line.add("calls", calls());
        return line;
    }

    private JsonArray processes(@Nullable Measurement measured) {
        JsonArray all = new JsonArray();
        Set<Integer> shown = new HashSet<>();
        for (Status status : system.statuses()) {
            JsonObject row = Rows.of(status);
            ProcessView view =
                    status.pid() == 0 ? null : system.living().table().look(status.pid());
            if (view != null && system.living().isStopped(view.pid())) {
                row.addProperty("state", Living.STOPPED);
            }
            Rows.add(row, view, measured);
            definition(row, system.definitionOf(status.name()));
            shown.add(status.pid());
            all.add(row);
        }
        for (int pid : system.living().table().living()) {
            ProcessView view = system.living().table().look(pid);
            if (view != null && !shown.contains(pid) && !system.living().isSpare(view.name(), pid)) {
                all.add(other(view, measured));
            }
        }
        return all;
    }

    /** What no definition names. */
    private JsonObject other(ProcessView view, @Nullable Measurement measured) {
        JsonObject row = new JsonObject();
        row.addProperty("name", system.living().shownName(view.name(), view.pid()));
        row.addProperty("kind", system.living().kind(view.name(), view.pid()));
        row.addProperty("state", system.living().state(view));
        row.addProperty("restarts", Math.max(0, view.starts() - 1));
        Rows.add(row, view, measured);
        return row;
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
        JsonArray all = new JsonArray();
        calls.next().forEach((arrow, sum) -> {
            JsonObject row = new JsonObject();
            row.addProperty("from", arrow.from());
            row.addProperty("to", arrow.to());
            row.addProperty("endpoint", arrow.endpoint());
            row.addProperty("count", sum.count());
            row.addProperty("failed", sum.failed());
            row.addProperty("nanos", sum.nanos());
            all.add(row);
        });
        return all;
    }
}
