package atoll.system.up;

import atoll.system.control.Exchange;
import atoll.system.trace.Call;
import atoll.system.trace.CallTrace;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.List;

/** {@code trace}: the calls of a process for a client of the control socket, until it goes or has had as many as it wants. */
final class Tracing {
    private static final long STEP_MILLIS = 100;
    private static final int TOUCH = 20;

    private Tracing() {}

    /** {@code most}: 0 for all. */
    static void run(RunningSystem system, CallTrace trace, long most, Exchange exchange)
            throws IOException, InterruptedException {
        long seen = trace.count();
        long sent = 0;
        for (int i = 1; !system.ended().isDone(); i++) {
            Thread.sleep(STEP_MILLIS);
            List<Call> calls = trace.after(seen);
            long lost = calls.isEmpty() ? 0 : calls.getFirst().number() - seen - 1;
            if (lost > 0) {
                JsonObject line = new JsonObject();
                line.addProperty("lost", lost);
                exchange.send(line);
            }
            for (Call call : calls) {
                exchange.send(line(call));
                seen = call.number();
                if (++sent == most) {
                    return;
                }
            }
            if (i % TOUCH == 0) {
                exchange.touch();
            }
        }
    }

    private static JsonObject line(Call call) {
        JsonObject line = new JsonObject();
        line.addProperty("begun", call.begun());
        line.addProperty("nanos", call.nanos());
        line.add("caller", call.caller() == 0 ? JsonNull.INSTANCE : new JsonPrimitive(call.caller()));
        line.add("callerName", call.caller() == 0 ? JsonNull.INSTANCE : new JsonPrimitive(call.callerName()));
        line.addProperty("endpoint", call.endpoint());
        line.addProperty("method", call.method());
        line.add("thrown", call.thrown() == null ? JsonNull.INSTANCE : new JsonPrimitive(call.thrown()));
        return line;
    }
}
