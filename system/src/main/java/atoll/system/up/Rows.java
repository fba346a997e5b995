package atoll.system.up;

import atoll.contract.process.ProcessView;
import atoll.system.memory.Measurement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.jspecify.annotations.Nullable;

/** Processes as rows of JSON, with the same words in every answer. */
final class Rows {
    private Rows() {}

    /** Of the definition. */
    static JsonObject of(Status status) {
        JsonObject row = new JsonObject();
        row.addProperty("name", status.name());
        row.addProperty("state", status.state());
        row.addProperty("restarts", status.restarts());
        row.addProperty("failures", status.failures());
        row.addProperty("since", status.sinceMillis());
        row.addProperty("cause", status.cause());
        return row;
    }

    /** What the kernel counts, and what was measured last; null: there is none, and its pid is JSON's null. */
    static void add(JsonObject row, @Nullable ProcessView view, @Nullable Measurement measured) {
        row.add("pid", view == null ? JsonNull.INSTANCE : new JsonPrimitive(view.pid()));
        if (view != null) {
            row.addProperty("threads", view.threads());
            row.addProperty("cpuNanos", view.cpuNanos());
            row.addProperty("allocated", view.allocated());
            row.addProperty("regions", view.regions());
            Long memory = measured == null ? null : measured.held().processes().get(view.pid());
            if (memory != null) {
                row.addProperty("memory", memory);
            }
        }
    }
}
