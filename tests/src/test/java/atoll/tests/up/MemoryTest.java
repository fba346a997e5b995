package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.Preload;
import atoll.tests.Wait;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import guest.Keeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code atoll memory}, and where its figures are seen. */
@Timeout(180)
class MemoryTest {
    private static final long MB = 1 << 20;
    /** Where a JVM that is dead had a dump. */
    private static final String DEAD = "memory-" + Long.MAX_VALUE + "-x";

    @TempDir
    Path folder;

    private static JsonObject row(String table, String name) {
        for (JsonElement each : JsonParser.parseString(table).getAsJsonObject().getAsJsonArray("processes")) {
            if (each.getAsJsonObject().get("name").getAsString().equals(name)
                    && !"spare".equals(text(each.getAsJsonObject().get("state")))) {
                return each.getAsJsonObject();
            }
        }
        throw new AssertionError("no " + name + " in " + table);
    }

    private static String text(JsonElement value) {
        return value == null ? "" : value.getAsString();
    }

    private List<String> dumps() {
        try (Stream<Path> files = Files.list(folder.resolve("run"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("memory-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Up start() throws Exception {
        String asker = """
                [process.%s]
                class-path = ["PLACE"]
                main = "guest.up.Asker"
                args = ["%s", '{"do": "memory"}']
                uses = { system = { endpoint = "proc/system", rights = [%s] } }
                """;
        String text = """
                name = "weighed"
                [process.proc]
                program = "builtin:proc"
                [process.keeps]
                class-path = ["PLACE"]
                main = "guest.Keeper"
                args = ["static", "40"]
                """ + asker.formatted("looks", "look", "") + asker.formatted("changes", "change", "\"change\"");
        Files.writeString(
                folder.resolve("atoll.toml"),
                text.replace("PLACE", Preload.place(Keeper.class).toString()));
        Path left = Files.createDirectories(folder.resolve("run").resolve(DEAD));
        Files.setPosixFilePermissions(folder.resolve("run"), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(left.resolve("heap.hprof"), "secrets");
        return Up.start(folder, "--no-shell");
    }

    /** Once it is of when all was kept: somebody may have measured just before. */
    private static JsonObject measured(Up up) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Wait.SECONDS);
        while (true) {
            String json = up.does("memory", "--json");
            if (row(json, "keeps").get("memory").getAsLong() >= 40 * MB) {
                return JsonParser.parseString(json).getAsJsonObject();
            }
            assertTrue(System.nanoTime() - deadline < 0, json);
        }
    }

    @Test
    void whatIsMeasuredIsSeen() throws Exception {
        try (Up up = start()) {
            up.awaitOut("weighed is ready");
            assertFalse(dumps().contains(DEAD), "what a dead JVM left");
            up.awaitLog("keeps", "kept");
            up.awaitLog("looks", "it needs change(), and the right \\\"change\\\": uses = {");
            up.awaitLog("changes", "\"total\":");
            JsonObject answer = measured(up);
            long sum = answer.get("shared").getAsLong() + answer.get("rest").getAsLong();
            for (JsonElement each : answer.getAsJsonArray("processes")) {
                sum += each.getAsJsonObject().get("memory").getAsLong();
            }
            assertEquals(answer.get("total").getAsLong(), sum);
            JsonObject seen = row(up.does("ps", "--json"), "keeps");
            long held = seen.get("memory").getAsLong();
            assertTrue(held >= 40 * MB && held < 41 * MB, seen.toString());
            String metrics = up.does("metrics");
            assertTrue(metrics.contains("\natoll_process_memory_bytes{process=\"keeps\"} " + held + "\n"), metrics);
            assertTrue(metrics.contains("\natoll_memory_measured_timestamp_seconds "), metrics);
        }
    }

    @Test
    void whoAsksMayBeKilled() throws Exception {
        try (Up up = start()) {
            up.awaitOut("weighed is ready");
            up.awaitLog("keeps", "kept");
            for (int i = 0; i < 3; i++) {
                int before = up.pid("changes");
                up.does("kill", "-s", "KILL", "changes");
                up.awaitBack("changes", before);
            }
            measured(up);
            String table = up.does("memory");
            assertTrue(
                    Pattern.compile("(?m)^ *PID  NAME  +HELD$").matcher(table).find(), table);
            assertTrue(
                    Pattern.compile("(?m)^ *[0-9]+  keeps  +40\\.[0-9]M$")
                            .matcher(table)
                            .find(),
                    table);
            assertTrue(
                    Pattern.compile("(?m)^ +-  total  +[0-9.]+M$")
                            .matcher(table)
                            .find(),
                    table);
            // The last of those who asked may not have been answered yet.
            Wait.until(() -> dumps().isEmpty(), () -> "left: " + dumps());
            int before = up.pid("keeps");
            up.does("kill", "-s", "KILL", "keeps");
            up.awaitBack("keeps", before);
            JsonObject next = row(up.does("ps", "--json"), "keeps");
            // It was a spare then, or was not there.
            assertTrue(!next.has("memory") || next.get("memory").getAsLong() < MB, next.toString());
        }
    }
}
