package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.process.ProcessSignal;
import atoll.kernel.Preload;
import atoll.system.Atoll;
import atoll.system.BadInput;
import atoll.system.definition.DefinitionReader;
import atoll.system.session.Session;
import atoll.system.up.Happening;
import atoll.system.up.LogBook;
import atoll.system.up.RunningSystem;
import atoll.system.up.Status;
import atoll.tests.Wait;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import guest.up.Asker;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What processes are told of the system that they are in, and may do to it. */
@Timeout(180)
class ControlTest {
    private static final String ALL = "\"change\", \"session\"";

    @TempDir
    Path folder;

    private final List<Happening> heard = Collections.synchronizedList(new ArrayList<>());
    private final RunningSystem system = new RunningSystem(Atoll.boot(), heard::add);

    @AfterEach
    void end() throws Exception {
        system.end();
        system.ended().get(Wait.SECONDS, TimeUnit.SECONDS);
        system.control().close();
    }

    /** A process that asks; each of {@code words} is of {@link Asker}. */
    private static String asker(String name, String rights, String... words) {
        StringBuilder args = new StringBuilder();
        for (String word : words) {
            args.append(args.isEmpty() ? "" : ", ").append("'").append(word).append("'");
        }
        return """
                [process.%s]
                class-path = ["%s"]
                main = "guest.up.Asker"
                args = [%s]
                uses = { system = { endpoint = "proc/system", rights = [%s] } }
                """.formatted(name, Preload.place(Asker.class), args, rights);
    }

    private void start(String... parts) throws Exception {
        String text = """
                name = "t"
                [process.proc]
                program = "builtin:proc"
                """ + String.join("", parts);
        system.start(DefinitionReader.parse(folder.resolve("t.toml"), text));
    }

    private List<String> said(String name) {
        List<String> lines = new ArrayList<>();
        for (LogBook.Line line : system.book().reader(List.of(name)).next()) {
            lines.add(line.text());
        }
        return lines;
    }

    private List<String> awaitSaid(String name, String line, int times) throws InterruptedException {
        Wait.until(
                () -> Collections.frequency(said(name), line) >= times,
                () -> name + " did not say " + line + " but " + said(name));
        return said(name);
    }

    private List<String> asked(String rights, String... words) throws Exception {
        start(asker("asker", rights, words));
        return awaitSaid("asker", "asked", 1);
    }

    private Status status(String name) {
        for (Status status : system.statuses()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        throw new AssertionError("no process " + name);
    }

    @Test
    void whoMayLookSeesAndChangesNothing() throws Exception {
        List<String> said = asked(
                "",
                "look",
                "{\"do\": \"status\"}",
                "look",
                "{\"do\": \"kill\", \"names\": [\"proc\"]}",
                "change",
                "{\"do\": \"kill\", \"names\": [\"proc\"]}",
                "session",
                "{\"do\": \"exec\"}",
                "look",
                "{\"do\": \"console\"}",
                "look",
                "{\"do\": \"logs\", \"names\": [\"proc\"]}");
        assertEquals("{\"end\":0}", said.get(6));
        JsonObject status = JsonParser.parseString(said.getFirst()).getAsJsonObject();
        assertEquals("t", status.get("system").getAsString());
        assertEquals("{\"end\":0}", said.get(1));
        JsonObject refused = JsonParser.parseString(said.get(2)).getAsJsonObject();
        assertEquals(
                "asker asked for \"kill\" on a connection that it got by look(); it needs change(), and the right \"change\":"
                        + " uses = { system = { endpoint = \"proc/system\", rights = [\"change\"] } }",
                refused.get("error").getAsString());
        assertTrue(said.get(3).startsWith("Refused: "), said::toString);
        assertTrue(said.get(4).startsWith("Refused: "), said::toString);
        assertTrue(said.get(5).contains("it needs change()"), said::toString);
        assertEquals(0, status("proc").restarts());
    }

    @Test
    void whoMayChangeIsAsTheOwnerButForTheirTokens() throws Exception {
        List<String> said = asked(
                ALL,
                "change",
                "{\"do\": \"kill\", \"names\": [\"proc\"], \"signal\": \"KILL\"}",
                "change",
                "{\"do\": \"console\"}",
                "session",
                "{\"do\": \"kill\", \"names\": [\"proc\"], \"signal\": \"KILL\"}");
        assertTrue(said.getFirst().contains("\"signal\":\"KILL\""), said::toString);
        assertTrue(said.get(2).contains("are for the owner of the system"), said::toString);
        assertTrue(said.get(3).contains("it needs change()"), said::toString);
        Wait.until(() -> status("proc").restarts() == 1, () -> "proc is not back: " + status("proc"));
    }

    @Test
    void aCommandInASession() throws Exception {
        start(
                "[session]\n",
                asker("asker", "\"session\"", "session", "{\"do\": \"exec\", \"words\": [\"echo\", \"hi\"]}"));
        List<String> said = awaitSaid("asker", "asked", 1);
        String out = JsonParser.parseString(said.getFirst())
                .getAsJsonObject()
                .get("out")
                .getAsString();
        assertEquals("hi\n", new String(Base64.getDecoder().decode(out), StandardCharsets.UTF_8));
        assertEquals("{\"end\":0}", said.get(1));
    }

    @Test
    void aTokenIsItsClientsAndStays() throws Exception {
        String[] ask = {"look", "{\"do\": \"token\"}"};
        start(asker("one", "", ask), asker("two", "", ask));
        List<String> one = awaitSaid("one", "asked", 1);
        List<String> two = awaitSaid("two", "asked", 1);
        assertNotEquals(one.getFirst(), two.getFirst());
        assertEquals(
                system.token("one"),
                JsonParser.parseString(one.getFirst())
                        .getAsJsonObject()
                        .get("token")
                        .getAsString());
        assertEquals(
                system.metricsToken("one"),
                JsonParser.parseString(one.getFirst())
                        .getAsJsonObject()
                        .get("metrics")
                        .getAsString());
        Set<String> all = Set.of(
                system.token("one"), system.token("two"), system.metricsToken("one"), system.metricsToken("two"));
        assertTrue(all.stream().allMatch(token -> token.length() == 40), all::toString);
        system.signal("one", ProcessSignal.KILL);
        List<String> again = awaitSaid("one", "asked", 2);
        assertEquals(one.getFirst(), again.get(3));
    }

    @Test
    void nonsense() throws Exception {
        List<String> said = asked(
                "",
                "look",
                "",
                "look",
                "nonsense",
                "look",
                "[".repeat(5_000),
                "look",
                "{\"do\": 1}",
                "look",
                "{\"do\": \"logs\", \"names\": 7}",
                "look",
                "{\"do\": \"picture\", \"millis\": \"soon\"}",
                "look",
                "{\"do\": \"ps\"}");
        assertEquals("{\"end\":0}", said.get(said.size() - 2), said::toString);
        assertEquals(6, said.stream().filter(line -> line.contains("\"end\":2")).count(), said::toString);
    }

    /** What says nothing is let go, and is in nobody's way but its own. */
    @Test
    void silence() throws Exception {
        start(asker("quiet", "", "silent", ""), asker("asker", "", "look", "{\"do\": \"ps\"}"));
        awaitSaid("quiet", "TOO_MANY", 1);
        Wait.until(() -> system.control().clients() > 60, () -> system.control().clients() + " wait");
        int deaths = awaitSaid("asker", "asked", 1).size();
        system.signal("asker", ProcessSignal.KILL);
        Wait.until(() -> said("asker").size() == 2 * deaths, () -> "no answer: " + said("asker"));
        assertTrue(said("asker").getLast().equals("asked"), () -> said("asker").toString());
        Wait.until(() -> system.control().clients() == 0, () -> system.control().clients() + " still wait");
    }

    @Test
    void whatTheDeadLeftOpenIsClosed() throws Exception {
        start(asker("asker", "", "many", "{\"do\": \"picture\"}"));
        for (int death = 1; death <= 5; death++) {
            List<String> said = awaitSaid("asker", "asked", death);
            assertEquals("IOException: TOO_MANY: there are 64 connections", said.getFirst());
            system.signal("asker", ProcessSignal.KILL);
        }
        List<String> said = awaitSaid("asker", "asked", 6);
        assertEquals(12, said.size(), said::toString);
    }

    @Test
    void thePictureShowsWhoCallsWhom() throws Exception {
        start(asker("asker", "", "look", "{\"do\": \"picture\", \"millis\": 100}"), """
                [process.reader]
                class-path = ["%s"]
                main = "guest.up.Lister"
                args = ["/proc"]
                mount = [{ at = "/proc", endpoint = "proc/proc" }]
                memory = "32m"
                """.formatted(
                        Preload.place(Asker.class)));
        Wait.until(
                () -> said("asker").stream().anyMatch(line -> line.contains("\"from\":\"reader\",\"to\":\"proc\"")),
                () -> "no arrow: " + said("asker"));
        List<String> said = said("asker");
        JsonObject picture = JsonParser.parseString(said.getLast()).getAsJsonObject();
        List<String> names = new ArrayList<>();
        for (JsonElement each : picture.getAsJsonArray("processes")) {
            JsonObject row = each.getAsJsonObject();
            names.add(row.get("name").getAsString() + " " + row.get("kind").getAsString() + " "
                    + row.get("state").getAsString());
        }
        assertEquals(
                List.of(
                        "proc server ready",
                        "asker program ready",
                        "reader program ready",
                        "supervisor supervisor running"),
                names);
        JsonObject reader = picture.getAsJsonArray("processes").get(2).getAsJsonObject();
        assertEquals(32 << 20, reader.getAsJsonObject("quota").get("memory").getAsLong());
        system.signal("reader", ProcessSignal.STOP);
        Wait.until(
                () -> said("asker").getLast().contains("\"name\":\"reader\",\"state\":\"stopped\""),
                () -> "it goes on: " + said("asker").getLast());
        // What is not looked at is not counted.
        system.signal("asker", ProcessSignal.KILL);
        system.signal("reader", ProcessSignal.CONT);
    }

    private static final String LISTER = """
            [process.reader]
            class-path = ["%s"]
            main = "guest.up.Lister"
            args = ["/proc"]
            mount = [{ at = "/proc", endpoint = "proc/proc" }]
            """.formatted(Preload.place(Asker.class));

    /** Programs of sessions have the names that their users give them. */
    @Test
    void aProgramOfASessionIsNoSpareOfItsNamesake() throws Exception {
        start(
                "[session]\n",
                asker("asker", "", "look", "{\"do\": \"picture\", \"millis\": 100}"),
                LISTER.replace("reader", "sleep"));
        Pattern row = Pattern.compile("\"name\":\"sleep [0-9]+\",\"kind\":\"session\"");
        Session session = system.sessions()
                .run(
                        List.of("-c", "sleep 1000"),
                        Map.of(),
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream());
        try {
            Wait.until(
                    () -> !said("asker").isEmpty()
                            && row.matcher(said("asker").getLast()).find(),
                    () -> "not shown: " + said("asker"));
        } finally {
            session.close();
            session.waitFor();
        }
        Wait.until(
                () -> !row.matcher(said("asker").getLast()).find(),
                () -> "still shown: " + said("asker").getLast());
    }

    /** The last whole text that the asker was given. */
    private String metrics() {
        StringBuilder text = new StringBuilder();
        String whole = "";
        for (String line : said("asker")) {
            JsonObject each = JsonParser.parseString(line).getAsJsonObject();
            if (each.has("text")) {
                text.append(each.get("text").getAsString());
            } else {
                whole = text.toString();
                text.setLength(0);
            }
        }
        return whole;
    }

    @Test
    void metricsAreInTheFormOfPrometheus() throws Exception {
        start(asker("asker", "", "again", "{\"do\": \"metrics\"}"), LISTER);
        Wait.until(() -> status("reader").state().equals("ready"), () -> "no reader: " + heard);
        system.signal("proc", ProcessSignal.KILL);
        String calls = "\natoll_calls_total{from=\"reader\",to=\"proc\",endpoint=\"proc\"} ";
        String restarts = "\natoll_process_restarts_total{process=\"proc\"} 1\n";
        Wait.until(() -> metrics().contains(calls) && metrics().contains(restarts), this::metrics);
        String text = metrics();
        assertTrue(text.contains("\natoll_process_ready{process=\"reader\"} 1\n"), text);
        assertTrue(text.startsWith("""
                # HELP atoll_system_info The system that this is.
                # TYPE atoll_system_info gauge
                atoll_system_info{system="t"} 1
                """), text);
        for (String line : text.split("\n")) {
            assertTrue(
                    line.matches(
                            "# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*\\})? [0-9.]+"),
                    line);
        }
    }

    @Test
    void flightRecorder() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        try (RecordingStream recording = new RecordingStream()) {
            recording.enable("atoll.Process");
            recording.enable("atoll.Calls").with("period", "100 ms");
            recording.onEvent(
                    "atoll.Process", event -> told.add(event.getString("process") + " " + event.getString("what")));
            recording.onEvent("atoll.Calls", event -> {
                if (event.getLong("count") > 0 && event.getDuration("time").toNanos() > 0) {
                    told.add(event.getString("from") + " calls " + event.getString("to"));
                }
            });
            recording.startAsync();
            start(LISTER);
            Wait.until(() -> told.contains("reader calls proc"), told::toString);
            system.signal("proc", ProcessSignal.KILL);
            Wait.until(() -> told.contains("proc killed; it is started again"), told::toString);
            Wait.until(() -> told.toString().contains("proc is back, process "), told::toString);
        }
    }

    @Test
    void whoHasEndedIsStartedAnew() throws Exception {
        start("""
                [process.once]
                program = "jdk.jartool/sun.tools.jar.Main"
                args = ["--version"]
                restart = "temporary"
                """, asker("stays", ""));
        Wait.until(() -> status("once").state().equals("ended"), () -> "it runs on: " + status("once"));
        int lines = said("once").size();
        assertTrue(lines > 0);
        system.restart("once");
        Wait.until(() -> said("once").size() == 2 * lines, () -> "it did not run again: " + said("once"));
        Wait.until(() -> status("once").state().equals("ended"), () -> "it runs on: " + status("once"));
        int pid = status("stays").pid();
        system.restart("stays");
        Wait.until(
                () -> status("stays").pid() > pid && status("stays").state().equals("ready"),
                () -> "it is the same: " + status("stays"));
        BadInput bad = assertThrows(BadInput.class, () -> system.restart("stayz"));
        assertEquals("no process of the definition is named stayz; did you mean \"stays\"?", bad.getMessage());
    }
}
