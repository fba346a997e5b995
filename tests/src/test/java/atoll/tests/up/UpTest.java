package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.tests.FreePort;
import atoll.tests.Jars;
import guest.Endings;
import guest.Hello;
import guest.up.Flood;
import guest.up.Hail;
import guest.up.HailClient;
import guest.up.HailServer;
import guest.up.Stubborn;
import guest.up.Web;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code atoll up} and the commands for what it runs, from outside. */
@Timeout(300)
class UpTest {
    @TempDir
    Path folder;

    @BeforeEach
    void programs() throws IOException {
        for (Class<?> main :
                new Class<?>[] {Web.class, Stubborn.class, Flood.class, HailServer.class, HailClient.class}) {
            Jars.runnable(folder, main);
        }
        Jars.write(folder.resolve("hail.jar"), Map.of(), Map.of("guest/up/Hail.class", Jars.bytes(Hail.class)));
    }

    private void definition(String text) throws IOException {
        Files.writeString(folder.resolve("atoll.toml"), text);
    }

    private static String get(int port) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + "/");
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static String web(int port) {
        return """
                [process.web]
                program = "Web.jar"
                args = ["%1$d"]
                listen = [%1$d]
                env = { GREETED = "you" }
                """.formatted(port);
    }

    private static final String HAILS = """
            [process.hails]
            program = "HailServer.jar"
            args = ["hello"]
            serves = { hail = "guest.up.Hail" }

            [process.asks]
            program = "HailClient.jar"
            uses = { people = { endpoint = "hails/hail", within = "10s" } }
            needs = ["hails"]
            """;

    @Test
    void aSystemRunsIsLookedAtKilledAndEnded() throws Exception {
        int port = FreePort.next();
        definition("""
                name = "shop"
                contracts = ["hail.jar"]
                [files.scratch]
                memory = "1m"
                [files.all]
                trees = { "/a" = "scratch" }
                [process.log]
                program = "builtin:log"
                [process.proc]
                program = "builtin:proc"
                [process.db]
                program = "com.h2database:h2:2.5.252"
                main = "org.h2.tools.Server"
                args = ["-tcp", "-tcpPort", "9092", "-baseDir", "/data", "-ifNotExists"]
                mount = [{ at = "/data", memory = "16m" }]
                listen = ["local:9092"]
                """ + HAILS + web(port) + """
                mount = [
                    { at = "/s", files = "scratch" },
                    { at = "/all", files = "all" },
                    { at = "/proc", endpoint = "proc/proc" },
                ]
                needs = ["db"]
                uses = { log = "log/log", control = "proc/control" }
                """);
        try (Up up = Up.start(folder, "--logs")) {
            up.awaitOut("shop is ready after ");
            up.awaitOut("web | listening on " + port);
            assertEquals("hello you\n", get(port));
            up.awaitLog("asks", "heard hello world");
            for (String name : new String[] {"scratch", "all", "log", "proc", "db", "hails", "asks", "web"}) {
                int before = up.pid(name);
                up.does("kill", "-s", "KILL", name);
                up.awaitBack(name, before);
                assertEquals(1, up.status().get(name).get("restarts").getAsInt(), name);
            }
            int web = up.pid("web");
            up.does("kill", "supervisor", "db: files at /data");
            up.awaitOut("supervisor the supervisor died; it is started again");
            up.awaitOut("db: files at /data is back");
            assertEquals(web, up.pid("web"));
            up.awaitLines("web", 2);
            assertEquals("hello you\n", get(port));
            String table = up.does("ps");
            assertTrue(table.matches("(?s) *PID +NAME +STATE.*\\bsupervisor +running .*\\bweb +running .*"), table);
            assertEquals(0, Up.atoll(folder, "down").status());
            assertEquals(0, up.end());
            assertTrue(up.out().endsWith("shop has ended\n"), up.out());
            assertEquals("", up.err());
        }
        Up.Told none = Up.atoll(folder, "ps");
        assertEquals(new Up.Told(2, "", "atoll: no system is running; \"atoll up\" starts one\n"), none);
    }

    @Test
    void aBrokenFileIsToldWholeAndNothingRuns() throws Exception {
        definition("""
                name = "shop"
                contracts = ["hail.jar"]
                [process.web]
                program = "Web.jar"
                restarts = "never"
                needs = ["bd"]
                [process.db]
                program = "Gone.jar"
                """);
        Up.Told told = Up.atoll(folder, "up");
        assertEquals(2, told.status());
        assertEquals(3, told.err().lines().count(), told.err());
        definition("""
                name = "shop"
                contracts = ["hail.jar"]
                [process.hails]
                program = "hail.jar"
                serves = { hail = "guest.up.Gone" }
                """);
        told = Up.atoll(folder, "up");
        assertEquals(2, told.status());
        assertEquals(
                "atoll.toml:3:1: process.hails: " + folder.toRealPath() + "/hail.jar: no main class in its manifest;"
                        + " name one with the key \"main\"\n"
                        + "atoll.toml:3:1: process.hails.serves: there is no class guest.up.Gone in what \"contracts\" names\n",
                told.err());
        assertEquals("", told.out());
    }

    @Test
    void thereIsOneOfANameAndADeadOneIsNoObstacle() throws Exception {
        definition("name = \"one\"\n" + web(FreePort.next()));
        try (Up up = Up.start(folder)) {
            up.awaitOut("one is ready");
            Up.Told second = Up.atoll(folder, "up");
            assertEquals(
                    new Up.Told(
                            2,
                            "",
                            "atoll: the system \"one\" is running already, in process " + up.jvm.pid()
                                    + " of this machine; \"atoll reload -s one\" has it read its file again,"
                                    + " \"atoll down -s one\" ends it\n"),
                    second);
            assertFalse(up.status().isEmpty());
            up.jvm.destroyForcibly().waitFor();
        }
        assertTrue(Files.exists(folder.resolve("run/one.sock")));
        assertEquals(2, Up.atoll(folder, "status").status());
        try (Up up = Up.start(folder)) {
            up.awaitOut("one is ready");
            assertTrue(up.status().get("web").get("ready").getAsBoolean());
            up.jvm.destroy();
            assertEquals(0, up.end());
        }
        assertFalse(Files.exists(folder.resolve("run/one.sock")));
    }

    @Test
    void aPortThatIsTakenIsNamedAndTheOthersRun() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            definition("""
                    name = "taken"
                    contracts = ["hail.jar"]
                    [supervision]
                    starts = 2
                    delay = "1ms"
                    calm = "10ms"
                    intensity = -1
                    """ + HAILS + web(port) + "restart = \"temporary\"\n");
            try (Up up = Up.start(folder)) {
                up.awaitOut(
                        "web port " + port + ", on which it is to listen, is taken by another program of this machine");
                up.awaitLog("asks", "heard hello world");
                up.awaitState("web", "ended");
                assertEquals(0, up.status().get("asks").get("restarts").getAsInt());
                up.does("down", "-s", "taken");
                assertEquals(0, up.end());
            }
        }
    }

    @Test
    void downEndsOneThatIgnoresItAndASecondSignalAllAtOnce() throws Exception {
        definition("""
                name = "stubborn"
                [process.s]
                program = "Stubborn.jar"
                shutdown = "500ms"
                """);
        try (Up up = Up.start(folder)) {
            up.awaitOut("stubborn is ready");
            up.awaitLog("s", "stubborn");
            up.does("down");
            assertEquals(0, up.end());
        }
        definition("""
                name = "stubborn"
                [process.s]
                program = "Stubborn.jar"
                shutdown = "1h"
                """);
        try (Up up = Up.start(folder, "--logs")) {
            up.awaitOut("s | stubborn");
            up.jvm.destroy();
            up.awaitOut("s | asked");
            up.jvm.destroy();
            assertEquals(0, up.end());
        }
    }

    @Test
    void whoWritesMuchCostsTheOthersNothing() throws Exception {
        definition("""
                name = "flood"
                [process.flood]
                program = "Flood.jar"
                args = ["4096"]
                """ + web(FreePort.next()));
        try (Up up = Up.start(folder)) {
            up.awaitOut("flood is ready");
            up.awaitLog("flood", "flood ! flooded");
            assertTrue(up.does("logs", "-n", "3", "web").contains("web | listening on "));
            assertEquals(3, up.does("logs", "-n", "3").lines().count());
            assertTrue(up.does("logs").length() < 2 << 18);
            up.does("down", "--now");
            assertEquals(0, up.end());
        }
    }

    @Test
    void reloadRestartsOnlyWhatChanged() throws Exception {
        int port = FreePort.next();
        String rest = "[process.log]\nprogram = \"builtin:log\"\n" + web(port);
        definition("name = \"r\"\ncontracts = [\"hail.jar\"]\n" + HAILS + rest);
        try (Up up = Up.start(folder)) {
            up.awaitOut("r is ready");
            up.awaitLog("asks", "heard hello world");
            int hails = up.pid("hails");
            int asks = up.pid("asks");
            int web = up.pid("web");
            assertEquals("nothing has changed\n", up.does("reload"));
            definition("name = \"r\"\ncontracts = [\"hail.jar\"]\n# moved\n"
                    + HAILS.replace("\"hello\"", "\"welcome\"")
                    + "[process.more]\nprogram = \"Stubborn.jar\"\nuses = { log = \"log/log\" }\n"
                    + rest);
            assertEquals("started: more\nrestarted: hails, log\n", up.does("reload"));
            up.awaitLog("asks", "heard welcome world");
            up.awaitLog("more", "stubborn");
            assertFalse(hails == up.pid("hails"));
            assertEquals(asks, up.pid("asks"));
            assertEquals(web, up.pid("web"));
            definition("name = \"r\"\n[process.web]\nprogram = 1\n");
            Up.Told broken = Up.atoll(folder, "reload");
            assertEquals(2, broken.status());
            assertTrue(broken.err().endsWith("nothing was changed\n"), broken.err());
            int more = up.pid("more");
            assertEquals(asks, up.pid("asks"));
            definition("name = \"r\"\ncontracts = [\"hail.jar\"]\n[supervision]\nintensity = 7\n"
                    + "[process.more]\nprogram = \"Stubborn.jar\"\nuses = { log = \"log/log\" }\n"
                    + rest);
            assertEquals("ended: hails, asks\n", up.does("reload"));
            assertEquals(more, up.pid("more"));
            assertEquals(web, up.pid("web"));
            up.does("kill", "-s", "KILL", "web");
            up.awaitBack("web", web);
            up.awaitLines("web", 2);
            assertEquals("hello you\n", get(port));
            up.does("down");
            assertEquals(0, up.end());
        }
    }

    @Test
    void inTheBackgroundAndItsCommands() throws Exception {
        definition("name = \"back\"\ncontracts = [\"hail.jar\"]\n" + HAILS);
        Up.Told told = Up.atoll(folder, "up", "-d");
        assertEquals(0, told.status(), told.err());
        assertTrue(told.out().matches("back is ready after [0-9.]+ s\n"), told.out());
        try {
            String top = Up.atoll(folder, "top", "-b", "-n", "2", "-d", "0.1").out();
            assertEquals(
                    2,
                    top.lines()
                            .filter(line -> line.contains(" hails ") && line.contains("running"))
                            .count(),
                    top);
            assertEquals(
                    new Up.Told(2, "", "atoll: no process is named hail; did you mean \"hails\"?\n"),
                    Up.atoll(folder, "kill", "hail"));
            assertEquals(
                    new Up.Told(2, "", "atoll: no signal USR1; there are HUP, INT, QUIT, KILL, TERM, CONT, STOP\n"),
                    Up.atoll(folder, "kill", "-s", "USR1", "hails"));
            assertEquals(2, Up.atoll(folder, "upgrade", "hails", "gone.jar").status());
            Path next = folder.resolve("next.jar");
            Jars.write(next, Map.of("Main-Class", "guest.up.Gone"), Map.of());
            Up.Told failed = Up.atoll(folder, "upgrade", "--within", "10", "hails", "next.jar");
            assertEquals(1, failed.status());
            assertTrue(failed.err().contains("nothing was changed"), failed.err());
            Files.copy(folder.resolve("HailServer.jar"), folder.resolve("again.jar"));
            told = Up.atoll(folder, "upgrade", "hails", "again.jar");
            assertEquals(new Up.Told(0, "hails serves with its next program\n", ""), told);
            assertTrue(Files.readString(folder.resolve("run/back.out")).contains("asks started"));
        } finally {
            assertEquals(0, Up.atoll(folder, "down").status());
        }
        definition("name = \"back\"\n[process.x]\nprogram = \"Gone.jar\"\n");
        told = Up.atoll(folder, "up", "-d");
        assertEquals(2, told.status());
        assertTrue(told.err().contains("no such file or folder"), told.err());
        definition("""
                name = "back"
                contracts = ["hail.jar"]
                [supervision]
                starts = 1
                [process.hails]
                program = "Flood.jar"
                args = ["1"]
                ready = "1s"
                serves = { hail = "guest.up.Hail" }
                """);
        told = Up.atoll(folder, "up", "-d");
        assertEquals(1, told.status());
        assertTrue(told.err().startsWith("back is not complete: hails given up"), told.err());
    }

    @Test
    void followedLogsEndWithTheSystem() throws Exception {
        definition("name = \"f\"\n[process.s]\nprogram = \"Stubborn.jar\"\n" + web(FreePort.next()));
        try (Up up = Up.start(folder)) {
            up.awaitOut("f is ready");
            FutureTask<Up.Told> follow = new FutureTask<>(() -> Up.atoll(folder, "logs", "-f", "web"));
            new Thread(follow).start();
            int web = up.pid("web");
            up.awaitLines("web", 1);
            up.does("kill", "web");
            up.awaitBack("web", web);
            up.awaitLines("web", 2);
            up.does("down");
            assertEquals(2, follow.get().out().lines().count(), follow.get().out());
            assertEquals(0, up.end());
        }
    }

    /** Those who run no more and ended well end the system. */
    @Test
    void whenAllHasEndedSoHasTheSystem() throws Exception {
        Jars.runnable(folder, Hello.class);
        Jars.runnable(folder, Endings.class);
        String log = "[process.log]\nprogram = \"builtin:log\"\n";
        definition("name = \"e\"\n" + log + "[process.hello]\nprogram = \"Hello.jar\"\nrestart = \"transient\"\n");
        Up.Told told = Up.atoll(folder, "up", "--logs");
        assertEquals(0, told.status(), told.out());
        assertTrue(told.out().contains("hello | hello 1"), told.out());
        definition("name = \"e\"\n" + log
                + "[process.seven]\nprogram = \"Endings.jar\"\nargs = [\"exit\", \"7\"]\nrestart = \"temporary\"\n");
        assertEquals(1, Up.atoll(folder, "up").status());
    }

    @Test
    void completionAndHelpKnowAllCommands() throws Exception {
        String script = Up.atoll(folder, "completion", "bash").out();
        Files.writeString(folder.resolve("complete"), script);
        Process bash =
                new ProcessBuilder("bash", "-n", folder.resolve("complete").toString()).start();
        assertEquals(0, bash.waitFor());
        String help = Up.atoll(folder, "help").out();
        for (String name :
                new String[] {"up", "status", "ps", "top", "logs", "kill", "reload", "upgrade", "down", "run", "learn"
                }) {
            assertTrue(script.contains(name), name);
            assertTrue(help.contains(" " + name), name);
            String shown = Up.atoll(folder, "help", name).out();
            assertTrue(shown.contains("Usage: atoll " + name), shown);
        }
        assertTrue(script.contains("--connect"), script);
        assertEquals(
                "atoll: unknown command stats; did you mean \"status\"?; see atoll --help\n",
                Up.atoll(folder, "stats").err());
    }

    @Test
    void whatWasLearnedIsAProcessOfADefinition() throws Exception {
        Path page = Files.createDirectories(folder.resolve("site")).resolve("index.html");
        Files.writeString(page, "learned");
        int port = FreePort.next();
        Up.Told told =
                Up.atoll(folder, "learn", "--toml", "-o", "g", "--env", "GREETED=me", "Web.jar", "" + port, "exit");
        assertEquals(0, told.status(), told.err());
        assertTrue(Files.readString(folder.resolve("g")).contains("--listen " + port));
        String table = told.out().substring(told.out().indexOf("[process.Web]"));
        definition("name = \"learned\"\n" + table.replace(", \"exit\"", ""));
        try (Up up = Up.start(folder)) {
            up.awaitOut("learned is ready");
            up.awaitLog("Web", "listening on " + port);
            assertTrue(get(port).startsWith("hello "));
            up.does("down");
        }
    }

    @Test
    void aFolderThatOthersUseIsRefused() throws Exception {
        Path run = Files.createDirectories(folder.resolve("run"));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxrwxrwx"));
        Up.Told told = Up.atoll(folder, "ps");
        assertEquals(2, told.status());
        assertEquals(
                "atoll: " + run + ": others may use it, and so what runs there; chmod 700 " + run + "\n", told.err());
    }
}
