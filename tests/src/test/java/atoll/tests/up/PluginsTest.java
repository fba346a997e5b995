package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of a host with hostile plug-ins. */
@Timeout(300)
class PluginsTest {
    private static final String HOST = "http://127.0.0.1:8645/";
    private static final String[] OUT = {"spin", "fill", "fork", "exit", "silent", "lie"};

    @TempDir
    Path folder;

    @Test
    void theReadmeDoesWhatIsShown() throws Exception {
        assertTrue(Example.of("plugins", folder).replay() >= 6);
    }

    @Test
    void hostAndGoodPluginAnswerWhateverTheOthersDo() throws Exception {
        try (Up up = Example.of("plugins", folder).up("host", "open at");
                HttpClient client = HttpClient.newHttpClient()) {
            int host = up.pid("host");
            int good = up.pid("good");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
            Map<String, String> table = table(client);
            // The row of "good" tells of its last call, which is this test's until the host calls it again.
            while (!areOut(table) || !table.get("good").endsWith("HELLO")) {
                assertTrue(System.nanoTime() - deadline < 0, table.toString());
                assertEquals(
                        "AB C\n", Example.ask(client, HOST + "good", "ab c").body());
                table = table(client);
            }
            assertTrue(table.get("reach").endsWith("got nothing"), table.get("reach"));
            Map<String, JsonObject> status = up.status();
            assertEquals(host, status.get("host").get("pid").getAsInt());
            assertEquals(good, status.get("good").get("pid").getAsInt());
            assertEquals(0, status.get("reach").get("restarts").getAsInt());
            for (String name : OUT) {
                assertTrue(status.get(name).get("restarts").getAsInt() > 0, name);
            }
            String processes = up.does("ps");
            for (String name : table.keySet()) {
                assertTrue(processes.contains(" " + name + " "), processes);
            }
            up.does("down");
            assertEquals(0, up.end());
        }
    }

    private static boolean areOut(Map<String, String> table) {
        for (String name : OUT) {
            if (!table.get(name).contains(" out: ")) {
                return false;
            }
        }
        return true;
    }

    /** The rows, by plug-in. */
    private static Map<String, String> table(HttpClient client) throws Exception {
        Map<String, String> rows = new HashMap<>();
        Example.ask(client, HOST, "")
                .body()
                .lines()
                .skip(1)
                .forEach(row -> rows.put(row.substring(0, row.indexOf(' ')), row));
        return rows;
    }
}
