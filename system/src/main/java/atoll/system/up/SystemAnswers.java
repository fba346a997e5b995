package atoll.system.up;

import atoll.contract.process.ProcessList;
import atoll.contract.process.ProcessSignal;
import atoll.contract.process.ProcessView;
import atoll.personality.java.Program;
import atoll.system.BadInput;
import atoll.system.control.Answers;
import atoll.system.control.Exchange;
import atoll.system.control.Power;
import atoll.system.definition.BadDefinition;
import atoll.system.definition.Nearest;
import atoll.system.trace.CallTrace;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a running system answers to the commands of its user. */
final class SystemAnswers implements Answers {
    /** How often one who follows the log is told what is new. */
    private static final long STEP_MILLIS = 100;

    /** How often such a one is touched, in steps. */
    private static final int TOUCH = 20;

    /** Does what a request says; returns the exit status of the command. */
    private interface Deed {
        int run(JsonObject request, Exchange exchange)
                throws IOException, InterruptedException, BadInput, BadDefinition, NotDone;
    }

    /** What can be asked, and what it needs. */
    private record Verb(Power need, Deed deed) {}

    private final RunningSystem system;
    private final Map<String, Verb> verbs = new HashMap<>();

    SystemAnswers(RunningSystem system) {
        this.system = system;
        one("ps", Power.LOOK, request -> processes());
        one("status", Power.LOOK, request -> status());
        verb("logs", Power.LOOK, this::logs);
        verb("trace", Power.LOOK, this::trace);
        verb("picture", Power.LOOK, this::picture);
        verb("rights", Power.LOOK, this::rights);
        verb("metrics", Power.LOOK, this::metrics);
        verb("token", Power.LOOK, this::token);
        verb("collectors", Power.CHANGE, this::collectors);
        verb("kill", Power.CHANGE, this::kill);
        verb("down", Power.CHANGE, this::down);
        one("reload", Power.CHANGE, request -> reload());
        one("restart", Power.CHANGE, this::restart);
        one("upgrade", Power.CHANGE, this::upgrade);
        verb("console", Power.CHANGE, this::console);
        // It stops all processes.
        verb("memory", Power.CHANGE, this::memory);
        verbs.put(
                "exec",
                new Verb(Power.SESSION, (request, exchange) -> Execution.run(system.sessions(), request, exchange)));
    }

    /** What is answered in one line. */
    private interface Line {
        JsonObject of(JsonObject request) throws InterruptedException, BadInput, BadDefinition, NotDone;
    }

    private void one(String name, Power need, Line line) {
        verb(name, need, (request, exchange) -> exchange.send(line.of(request)));
    }

    /** What is answered in any number of lines. */
    private interface Lines {
        void send(JsonObject request, Exchange exchange)
                throws IOException, InterruptedException, BadInput, BadDefinition, NotDone;
    }

    private void verb(String name, Power need, Lines lines) {
        verbs.put(name, new Verb(need, (request, exchange) -> {
            lines.send(request, exchange);
            return 0;
        }));
    }

    @Override
    public void answer(JsonObject request, Exchange exchange) throws IOException, InterruptedException {
        try {
            String what = request.get(Exchange.DO).getAsString();
            Verb verb = verbs.get(what);
            if (verb == null) {
                throw new BadInput("this system does not know the command " + what);
            }
            if (!exchange.power().allows(verb.need)) {
                throw new BadInput(refusal(what, verb.need, exchange));
            }
            exchange.end(verb.deed.run(request, exchange));
        } catch (BadInput e) {
            exchange.fail(BadInput.oneLine(e), 2);
        } catch (BadDefinition e) {
            exchange.fail(e.getMessage() + "\nnothing was changed", 2);
        } catch (NotDone e) {
            exchange.fail(BadInput.oneLine(e), 1);
        }
    }

    private static String refusal(String what, Power need, Exchange exchange) {
        String grant = need == Power.LOOK
                ? ""
                : ", and the right \"" + need.right()
                        + "\": uses = { system = { endpoint = \"proc/system\", rights = [\"" + need.right() + "\"] } }";
        return exchange.client() + " asked for \"" + what + "\" on a connection that it got by "
                + exchange.power().method() + "; it needs " + need.method() + grant;
    }

    private void picture(JsonObject request, Exchange exchange) throws IOException, InterruptedException {
        Picture.show(system, request.has("millis") ? request.get("millis").getAsLong() : 1_000, exchange);
    }

    private void rights(JsonObject request, Exchange exchange) throws IOException, BadInput {
        JsonObject line = new JsonObject();
        line.add("rights", array(List.of(system.living().rights(text(request, "name")))));
        exchange.send(line);
    }

    /** In lines: a text may be long. */
    private void metrics(JsonObject request, Exchange exchange) throws IOException {
        for (String each : system.metrics().text().split("\n")) {
            JsonObject line = new JsonObject();
            line.addProperty("text", each + "\n");
            exchange.send(line);
        }
    }

    private void collectors(JsonObject request, Exchange exchange) throws IOException, BadInput {
        onlyOwner(exchange);
        List<WebConsole.Collected> all = WebConsole.collected(system);
        if (all.isEmpty()) {
            throw new BadInput("collectors read by a console, and this system has none; \"atoll console\" starts one");
        }
        for (WebConsole.Collected each : all) {
            JsonObject line = new JsonObject();
            line.addProperty("address", each.address());
            line.addProperty("token", each.token());
            exchange.send(line);
        }
    }

    private static void onlyOwner(Exchange exchange) throws BadInput {
        if (!exchange.client().isEmpty()) {
            throw new BadInput("the addresses of consoles are for the owner of the system");
        }
    }

    private void memory(JsonObject request, Exchange exchange) throws IOException, InterruptedException, NotDone {
        JsonObject line = head();
        MemoryAnswers.measure(system.memory(), line, exchange);
        exchange.send(line);
    }

    /** Each client hears its own. */
    private void token(JsonObject request, Exchange exchange) throws IOException, BadInput {
        if (exchange.client().isEmpty()) {
            throw new BadInput("only a process has a token; the owner needs none");
        }
        JsonObject line = new JsonObject();
        line.addProperty("token", system.token(exchange.client()));
        line.addProperty("metrics", system.metricsToken(exchange.client()));
        exchange.send(line);
    }

    private void console(JsonObject request, Exchange exchange)
            throws IOException, InterruptedException, BadInput, BadDefinition {
        onlyOwner(exchange);
        if (WebConsole.addresses(system).isEmpty()) {
            system.console(request.has("port") ? request.get("port").getAsInt() : WebConsole.PORT);
        }
        for (String address : WebConsole.addresses(system)) {
            JsonObject line = new JsonObject();
            line.addProperty("address", address);
            exchange.send(line);
        }
    }

    private JsonObject restart(JsonObject request) throws BadInput, InterruptedException {
        String name = text(request, "name");
        system.restart(name);
        JsonObject row = new JsonObject();
        row.addProperty("name", name);
        return row;
    }

    private JsonObject processes() {
        ProcessList table = system.living().table();
        JsonArray all = new JsonArray();
        for (int pid : table.living()) {
            ProcessView view = table.look(pid);
            if (view == null) {
                continue;
            }
            JsonObject row = new JsonObject();
            row.addProperty("name", view.name());
            row.addProperty("state", state(view));
            Rows.add(row, view, system.memory().last());
            row.addProperty("copied", view.copied());
            row.add("restarts", view.starts() == 0 ? JsonNull.INSTANCE : new JsonPrimitive(view.starts() - 1));
            all.add(row);
        }
        JsonObject answer = head();
        answer.add("processes", all);
        return answer;
    }

    private String state(ProcessView view) {
        return system.living().isSpare(view.name(), view.pid())
                ? "spare"
                : system.living().state(view);
    }

    private JsonObject head() {
        JsonObject head = new JsonObject();
        head.addProperty("system", system.definition().name());
        head.addProperty(
                "file", system.definition().file().toAbsolutePath().normalize().toString());
        head.addProperty("jvm", ProcessHandle.current().pid());
        return head;
    }

    private JsonObject status() {
        JsonArray all = new JsonArray();
        for (Status status : system.statuses()) {
            JsonObject row = Rows.of(status);
            row.addProperty("ready", status.state().equals(Status.READY));
            row.add("pid", status.pid() == 0 ? JsonNull.INSTANCE : new JsonPrimitive(status.pid()));
            all.add(row);
        }
        JsonObject answer = head();
        answer.add("processes", all);
        return answer;
    }

    private void logs(JsonObject request, Exchange exchange) throws IOException, InterruptedException, BadInput {
        List<String> names = texts(request, "names");
        Collection<String> known = system.book().processes();
        for (String name : names) {
            if (!known.contains(name) && !system.living().isDefined(name)) {
                throw new BadInput("no process is named " + name + Nearest.hint(name, known));
            }
        }
        LogBook.Reader reader = system.book().reader(names);
        List<LogBook.Line> lines = reader.next();
        int most = request.has("last") ? Math.max(0, request.get("last").getAsInt()) : Integer.MAX_VALUE;
        send(lines.subList(Math.max(0, lines.size() - most), lines.size()), exchange);
        boolean follow = request.has("follow") && request.get("follow").getAsBoolean();
        for (int i = 1; follow && !system.ended().isDone(); i++) {
            Thread.sleep(STEP_MILLIS);
            send(reader.next(), exchange);
            if (i % TOUCH == 0) {
                exchange.touch();
            }
        }
        if (follow) {
            send(reader.next(), exchange);
        }
    }

    private static void send(List<LogBook.Line> lines, Exchange exchange) throws IOException {
        for (LogBook.Line line : lines) {
            JsonObject row = new JsonObject();
            row.addProperty("time", line.atMillis());
            row.addProperty("process", line.process());
            row.addProperty("stream", line.stream());
            row.addProperty("line", line.text());
            exchange.send(row);
        }
    }

    private static List<String> texts(JsonObject request, String key) {
        List<String> texts = new ArrayList<>();
        if (request.has(key)) {
            for (JsonElement each : request.get(key).getAsJsonArray()) {
                texts.add(each.getAsString());
            }
        }
        return texts;
    }

    private void kill(JsonObject request, Exchange exchange) throws IOException, BadInput {
        ProcessSignal signal =
                signal(request.has("signal") ? request.get("signal").getAsString() : "TERM");
        for (String name : texts(request, "names")) {
            int pid = system.signal(name, signal);
            JsonObject row = new JsonObject();
            row.addProperty("name", name);
            row.addProperty("pid", pid);
            row.addProperty("signal", signal.name());
            exchange.send(row);
        }
    }

    private static ProcessSignal signal(String text) throws BadInput {
        String name = text.toUpperCase(Locale.ROOT);
        name = name.startsWith("SIG") ? name.substring(3) : name;
        List<String> all = new ArrayList<>();
        for (ProcessSignal signal : ProcessSignal.values()) {
            if (signal.name().equals(name) || Integer.toString(signal.number()).equals(name)) {
                return signal;
            }
            all.add(signal.name());
        }
        throw new BadInput("no signal " + text + "; there are " + String.join(", ", all));
    }

    private void down(JsonObject request, Exchange exchange) throws IOException, InterruptedException {
        boolean now = request.has("now") && request.get("now").getAsBoolean();
        if (now) {
            system.endNow();
        } else {
            system.end();
        }
        while (true) {
            try {
                system.ended().get(1, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                exchange.touch();
            } catch (ExecutionException e) {
                return;
            }
        }
    }

    private void trace(JsonObject request, Exchange exchange) throws IOException, InterruptedException, BadInput {
        String name = text(request, "name");
        try (CallTrace trace = system.living().trace(name)) {
            Tracing.run(system, trace, request.has("most") ? request.get("most").getAsLong() : 0, exchange);
        }
    }

    private JsonObject reload() throws BadDefinition, InterruptedException {
        RunningSystem.Change change = system.reload();
        JsonObject row = head();
        row.add("ended", array(change.ended()));
        row.add("started", array(change.started()));
        row.add("restarted", array(change.restarted()));
        row.add("kept", array(change.kept()));
        return row;
    }

    private static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private JsonObject upgrade(JsonObject request) throws BadInput, NotDone {
        String name = text(request, "name");
        Program next = system.nextProgram(name, text(request, "jar"));
        long millis = request.has("millis") ? request.get("millis").getAsLong() : 30_000;
        if (!system.upgrade(name, next, Duration.ofMillis(millis))) {
            throw new NotDone(system.lastCause(name));
        }
        JsonObject row = new JsonObject();
        row.addProperty("name", name);
        row.addProperty("cause", system.lastCause(name));
        return row;
    }

    private static String text(JsonObject request, String key) throws BadInput {
        @Nullable JsonElement value = request.get(key);
        if (value == null) {
            throw new BadInput("the request has no key \"" + key + "\"");
        }
        return value.getAsString();
    }
}
