package atoll.system.up;

import atoll.system.BadInput;
import atoll.system.control.Exchange;
import atoll.system.memory.Held;
import atoll.system.memory.Measurement;
import atoll.system.memory.MemoryMeter;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code memory}: what each process holds of the heap, measured for who asks. */
final class MemoryAnswers {
    private static final long TOUCH_MILLIS = 1_000;

    private MemoryAnswers() {}

    /** Adds what was measured to {@code answer}; {@link IOException}: the client is gone, and the measuring goes on. */
    static void measure(MemoryMeter meter, JsonObject answer, Exchange exchange)
            throws IOException, InterruptedException, NotDone {
        CompletableFuture<Measurement> measuring = meter.measure();
        while (true) {
            try {
                add(measuring.get(TOUCH_MILLIS, TimeUnit.MILLISECONDS), answer);
                return;
            } catch (TimeoutException e) {
                exchange.touch();
            } catch (ExecutionException e) {
                throw new NotDone(why(e.getCause() == null ? e : e.getCause()));
            }
        }
    }

    private static String why(Throwable cause) {
        String kind = cause instanceof BadInput ? "" : " (" + cause.getClass().getSimpleName() + ")";
        return "memory cannot be measured: " + BadInput.oneLine(cause) + kind;
    }

    private static void add(Measurement measured, JsonObject answer) {
        Held held = measured.held();
        JsonArray rows = new JsonArray();
        new TreeMap<>(held.processes()).forEach((pid, bytes) -> {
            JsonObject row = new JsonObject();
            row.addProperty("pid", pid);
            row.addProperty("name", measured.names().get(pid));
            row.addProperty("memory", bytes);
            rows.add(row);
        });
        answer.addProperty("measured", measured.atMillis());
        answer.addProperty("still", TimeUnit.NANOSECONDS.toMillis(measured.stillNanos()));
        answer.addProperty("took", TimeUnit.NANOSECONDS.toMillis(measured.wholeNanos()));
        answer.add("processes", rows);
        answer.addProperty("shared", held.shared());
        answer.addProperty("rest", held.rest());
        answer.addProperty("total", held.total());
    }
}
