package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.tests.FreePort;
import atoll.tests.Jars;
import guest.Endings;
import guest.up.Stubborn;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code atoll console}, {@code atoll up --console} and {@code atoll restart}, as users type them. */
@Timeout(300)
class UpConsoleTest {
    private static final String PLAIN = """
            name = "plain"
            [process.s]
            program = "Stubborn.jar"
            shutdown = "100ms"
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void programs() throws Exception {
        Jars.runnable(folder, Stubborn.class);
        Jars.runnable(folder, Endings.class);
        definition(PLAIN);
    }

    private void definition(String text) throws Exception {
        Files.writeString(folder.resolve("atoll.toml"), text);
    }

    private static Up.Told complaint(String text) {
        return new Up.Told(2, "", "atoll: " + text + "\n");
    }

    private static void isThere(String address, int port) throws Exception {
        assertTrue(address.startsWith("http://127.0.0.1:" + port + "/#"), address);
        URI page = URI.create(address.substring(0, address.indexOf('#')));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(page).build();
            assertEquals(
                    200,
                    client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
        }
    }

    @Test
    void aSystemWithoutOneIsGivenOne() throws Exception {
        int port = FreePort.next();
        try (Up up = Up.start(folder)) {
            up.awaitOut("plain is ready");
            for (String wrong : new String[] {"0", "-1", "65536"}) {
                assertEquals(
                        complaint("no port: " + wrong + "; there are 1 to 65535"),
                        Up.atoll(folder, "console", "--port", wrong));
            }
            Up.Told word = Up.atoll(folder, "console", "--port", "web");
            assertEquals(2, word.status());
            assertTrue(word.err().contains("--port") && word.err().contains("web"), word.err());
            assertEquals(
                    complaint("collectors read by a console, and this system has none; \"atoll console\" starts one"),
                    Up.atoll(folder, "metrics", "--token"));
            assertFalse(up.status().containsKey("console"));
            int before = up.pid("s");
            String address = up.does("console", "--port", "" + port).strip();
            up.awaitState("console", "ready");
            isThere(address, port);
            // It has one by now, wherever another is asked for.
            assertEquals(
                    address, up.does("console", "--port", "" + FreePort.next()).strip());
            assertTrue(up.does("console", "--json").contains(address));
            assertEquals(before, up.pid("s"));
            up.does("down");
            assertEquals(0, up.end());
        }
        assertEquals(complaint("no system is running; \"atoll up\" starts one"), Up.atoll(folder, "console"));
    }

    @Test
    void portsThatMakeNoSenseStartNothing() throws Exception {
        assertEquals(complaint("no port: 0; there are 1 to 65535"), Up.atoll(folder, "up", "--console=0"));
        assertEquals(
                complaint("no port: 70000; there are 1 to 65535"), Up.atoll(folder, "up", "-d", "--console=70000"));
        Up.Told word = Up.atoll(folder, "up", "--console=web");
        assertEquals(2, word.status());
        assertTrue(word.err().contains("--console") && word.err().contains("web"), word.err());
    }

    @Test
    void aPortThatIsTakenIsToldAndTheRestRuns() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            try (Up up = Up.start(folder, "--no-shell", "--console=" + port)) {
                up.awaitOut("console port " + port
                        + ", on which it is to listen, is taken by another program of this machine");
                up.awaitLog("s", "stubborn");
                up.does("down");
                assertEquals(0, up.end());
            }
        }
    }

    @Test
    void aDefinitionWhoseConsoleIsNoneIsLeftAlone() throws Exception {
        definition(PLAIN + PLAIN.substring(PLAIN.indexOf('[')).replace(".s]", ".console]"));
        String why = "a process of plain is named console already, and is none;"
                + " its definition can have one by another name: program = \"atoll:console\"";
        assertEquals(
                new Up.Told(2, "", "atoll.toml: " + why + "\n"),
                Up.atoll(folder, "up", "--console=" + FreePort.next()));
        try (Up up = Up.start(folder)) {
            up.awaitOut("plain is ready");
            int before = up.pid("console");
            Up.Told refused = Up.atoll(folder, "console");
            assertEquals(2, refused.status());
            assertTrue(refused.err().contains(why), refused.err());
            assertTrue(refused.err().endsWith("nothing was changed\n"), refused.err());
            assertEquals(before, up.pid("console"));
            assertEquals("nothing has changed\n", up.does("reload"));
            up.does("down");
            assertEquals(0, up.end());
        }
    }

    @Test
    void oneOfADefinitionIsShown() throws Exception {
        int port = FreePort.next();
        definition(PLAIN + """
                [process.proc]
                program = "builtin:proc"
                [process.view]
                program = "atoll:console"
                args = ["PORT"]
                listen = [PORT]
                uses = { system = { endpoint = "proc/system", rights = ["change", "session"] } }
                """.replace("PORT", "" + port));
        // Two are not wanted.
        try (Up up = Up.start(folder, "--no-shell", "--console=" + FreePort.next())) {
            up.awaitOut("plain is ready");
            String address = up.does("console").strip();
            isThere(address, port);
            assertTrue(up.out().contains("console: " + address), up.out());
            assertFalse(up.status().containsKey("console"));
            up.does("down");
            assertEquals(0, up.end());
        }
    }

    @Test
    void restart() throws Exception {
        definition(PLAIN + """
                [process.seven]
                program = "Endings.jar"
                args = ["exit", "7"]
                restart = "temporary"
                """);
        try (Up up = Up.start(folder)) {
            up.awaitOut("plain is ready");
            int before = up.pid("s");
            assertEquals("", up.does("restart", "s"));
            up.awaitBack("s", before);
            up.awaitLines("s", 2);
            assertEquals(
                    complaint("no process of the definition is named sven; did you mean \"seven\"?"),
                    Up.atoll(folder, "restart", "sven"));
            assertEquals(2, Up.atoll(folder, "restart").status());
            up.awaitState("seven", "ended");
            String ended = up.out();
            assertEquals("", up.does("restart", "seven"));
            up.awaitState("seven", "ended");
            assertTrue(up.out().length() > ended.length(), up.out());
            int now = up.pid("s");
            up.does("kill", "-s", "STOP", "s");
            assertEquals("", up.does("restart", "s"));
            up.awaitBack("s", now);
            up.does("down");
            assertEquals(0, up.end());
        }
    }
}
