package atoll.system.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.process.Restart;
import atoll.contract.process.Strategy;
import atoll.contract.process.Tree;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import atoll.system.service.Service;
import atoll.system.service.ServiceShown;
import atoll.system.service.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a definition says is what is read, and becomes what the system knows. */
@Timeout(60)
class DefinitionTest {
    private static final Path FILE = Path.of("/shop/system.toml");

    private static SystemDefinition read(String text) throws BadDefinition {
        return DefinitionReader.parse(FILE, text);
    }

    private static ProcessDefinition process(SystemDefinition system, String name) {
        for (ProcessDefinition process : system.processes()) {
            if (process.name().equals(name)) {
                return process;
            }
        }
        throw new AssertionError("no process " + name);
    }

    private static List<Object> sources(ProcessDefinition process) {
        List<Object> all = new ArrayList<>();
        for (Mount mount : process.mounts()) {
            all.add(mount.guest());
            all.add(mount.source());
            all.add(mount.writable());
        }
        return all;
    }

    @Test
    void whatIsLeftOutIsAsWithoutADefinition() throws Exception {
        SystemDefinition small = read(Written.resource("small.toml"));
        assertEquals("small", small.name());
        assertEquals(Services.TREE, small.supervision());
        ProcessDefinition hello = process(small, "hello");
        assertEquals(new ProgramSource.Jar(Path.of("/shop/hello.jar"), null), hello.program());
        assertEquals(Restart.PERMANENT, hello.restart());
        assertEquals(Duration.ofSeconds(90), hello.ready());
        assertEquals(Duration.ZERO, hello.shutdown());
        assertEquals(new Position(2, 1), hello.at());
        assertEquals(null, hello.health());
        assertEquals(null, hello.memory());
    }

    @Test
    void everyKeyIsRead() throws Exception {
        SystemDefinition full = read(Written.resource("full.toml"));
        assertEquals(FILE, full.file());
        assertEquals(List.of(Path.of("/shop/api.jar"), Path.of("/opt/api")), full.contracts());
        assertEquals(new Tree(Strategy.REST_FOR_ONE, -1, 90_000, 0, 20, 2_000, 3), full.supervision());
        assertEquals(
                List.of(
                        new FilesDefinition(
                                "shared",
                                new Position(14, 1),
                                new FilesDefinition.Folder(Path.of("/shop/shared"), true)),
                        new FilesDefinition("memory", new Position(18, 1), new FilesDefinition.Memory(1 << 20)),
                        new FilesDefinition(
                                "space",
                                full.files().getLast().at(),
                                new FilesDefinition.Trees(Map.of("/", "shared", "/memory", "memory")))),
                full.files());
        assertEquals(
                new ProgramSource.Tool("jdk.compiler", "com.sun.tools.javac.Main"),
                process(full, "quoted.name").program());
        assertEquals(new ProgramSource.Server(BuiltIn.LOG), process(full, "log").program());
        assertEquals(
                new ProgramSource.Artifact("com.h2database:h2:jar:tests:2.3.232", "org.h2.tools.Server"),
                process(full, "artifact").program());
        assertEquals(
                new ProgramSource.Jar(Path.of("/shop/a:b.jar"), "Main"),
                process(full, "client").program());
        assertEquals(true, process(full, "client").served());
        assertEquals(false, process(full, "full").served());
        everyKeyOfAProcess(process(full, "full"));
        everyKeyOfItsLife(process(full, "full"));
        everyKeyOfASession(full.session());
    }

    private static void everyKeyOfASession(ProcessDefinition session) {
        assertEquals("session", session.name());
        assertEquals(new ProgramSource.Shell(), session.program());
        assertEquals(Map.of("HOME", "/home/me"), session.environment());
        assertEquals("/home/me", session.directory());
        assertEquals(
                List.of(new Mount.Files("space"), new Mount.Endpoint("proc", "proc")),
                session.mounts().stream().map(Mount::source).toList());
        assertEquals(List.of(new Listen(true, 0)), session.listen());
        assertEquals(List.of(new Connect("local", 0)), session.connect());
        assertEquals(32L << 20, session.memory());
        assertEquals(1, session.processors());
        assertEquals(50, session.threads());
        assertEquals("processes", session.uses().getFirst().name());
    }

    private static void everyKeyOfAProcess(ProcessDefinition full) {
        assertEquals(
                new ProgramSource.ClassPath(
                        List.of("/shop/lib/*", "/data/classes", "/opt/app.jar", "/shop", "org.ow2.asm:asm:9.8"),
                        "some.Main$Inner"),
                full.program());
        assertEquals(List.of("-x", "", "ü\n"), full.arguments());
        assertEquals(Map.of("A", "b", "odd name", ""), full.environment());
        assertEquals(Map.of("a.b", "c=d"), full.properties());
        assertEquals("/data/here", full.directory());
        assertEquals(
                List.of(
                        "/data",
                        new Mount.Folder(Path.of("/shop/data")),
                        true,
                        "/memory",
                        new Mount.Memory(2048),
                        true,
                        "/conf",
                        new Mount.Host(Path.of("/conf")),
                        false,
                        "/conf/inner",
                        new Mount.Host(Path.of("/shop/inner")),
                        true,
                        "/shared",
                        new Mount.Files("shared"),
                        false,
                        "/both",
                        new Mount.Files("memory"),
                        true),
                sources(full));
        assertEquals(
                List.of(
                        new Listen(false, 0),
                        new Listen(false, 8080),
                        new Listen(false, 8081),
                        new Listen(true, 9092),
                        new Listen(true, 0)),
                full.listen());
        assertEquals(
                List.of(
                        new Connect("db.example", 443),
                        new Connect("*", 80),
                        new Connect("::1", 5432),
                        new Connect("local", 0),
                        new Connect("*", 0)),
                full.connect());
    }

    private static void everyKeyOfItsLife(ProcessDefinition full) {
        assertEquals(64L << 20, full.memory());
        assertEquals(2, full.processors());
        assertEquals(200, full.threads());
        assertEquals(Map.of("stock", "shop.api.Stock", "the files", "atoll.contract.file.FileTree"), full.serves());
        assertEquals(Duration.ZERO, full.patience());
        assertEquals(Restart.TEMPORARY, full.restart());
        assertEquals(List.of("log", "memory"), full.needs());
        assertEquals(Duration.ofHours(1), full.ready());
        assertEquals(Duration.ofMillis(500), full.shutdown());
        assertEquals(new ProcessDefinition.Health(Duration.ofSeconds(2), Duration.ofSeconds(3), 4), full.health());
        assertEquals(false, full.spare());
        assertEquals(
                List.of(
                        new Use("log", new Position(68, 1), "log", "log", null, null),
                        new Use("net", new Position(69, 1), "net", "net", Duration.ofSeconds(1), Set.of()),
                        new Use("tree", new Position(70, 1), "client", "own", null, Set.of("read", "list"))),
                full.uses());
    }

    /** The same words on the command line and here give the same. */
    @Test
    void aProcessIsGivenWhatTheDefinitionSays(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("conf"));
        ProcessDefinition process = process(DefinitionReader.parse(folder.resolve("x.toml"), """
                        name = "x"
                        [process.a]
                        program = "jdk.compiler/com.sun.tools.javac.Main"
                        env = { A = "b" }
                        prop = { c = "d" }
                        cwd = "/conf"
                        mount = [{ at = "/conf", host = "conf" }, { at = "/out", host = "conf", write = true }]
                        listen = [8080, "local:9092"]
                        connect = ["[::1]:80", "local:*"]
                        memory = "32m"
                        cpu = 3
                        threads = 44
                        """), "a");
        Atoll atoll = Atoll.boot();
        Process made = atoll.prepare(
                new Program("a", List.of(), "com.sun.tools.javac.Main", List.of()),
                process.grants(),
                Streams.none(),
                List.of());
        try {
            assertEquals(
                    List.of(
                            "read /conf",
                            "write /out",
                            "listen 8080",
                            "connect ::1:80",
                            "listenLocal 9092",
                            "connectLocal 0",
                            "environment A",
                            "property c",
                            "directory /conf",
                            "threads 44",
                            "processors 3",
                            "memory " + (32 << 20)),
                    atoll.grantsOf(made));
        } finally {
            made.kill();
        }
    }

    @Test
    void aServiceIsToldWhatTheDefinitionSays() throws Exception {
        ProcessDefinition full = process(read(Written.resource("full.toml")), "full");
        Service service = full.supervised(
                new Service("full", new Program("full", List.of(), "some.Main", List.of()), new Grants()));
        String spec = ServiceShown.of(service);
        assertEquals(
                "ChildSpec[name=full, restart=TEMPORARY, readyMillis=3600000, shutdownMillis=500, beatMillis=2000, misses=4]"
                        + " after [log, memory] deadline PT3S spare false",
                spec);
    }

    @Test
    void theOrderIsThatOfTheText() throws Exception {
        StringBuilder text = new StringBuilder("name = \"x\"\n");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String name = "p" + i * 7919 % 101;
            expected.add(name);
            text.append("[process.").append(name).append("]\nprogram = \"a.jar\"\n");
        }
        List<String> names = new ArrayList<>();
        read(text.toString()).processes().forEach(process -> names.add(process.name()));
        assertEquals(expected, names);
    }

    @Test
    void nobodyChangesADefinition() throws Exception {
        SystemDefinition full = read(Written.resource("full.toml"));
        ProcessDefinition process = process(full, "full");
        assertThrows(UnsupportedOperationException.class, () -> full.processes().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> process.environment().put("A", "c"));
        assertThrows(UnsupportedOperationException.class, () -> process.serves().clear());
        assertThrows(UnsupportedOperationException.class, () -> process.mounts().clear());
    }

    @Test
    void amountsAreWhatTheySay() {
        assertEquals(1L << 40, Units.bytes("1T"));
        assertEquals(3L << 10, Units.bytes("3kb"));
        assertEquals(7, Units.bytes("7"));
        assertEquals(Duration.ofMillis(3_723_004), Units.duration("1h2m3s4ms"));
        assertTrue(Units.duration("999999999h").compareTo(Duration.ofDays(1)) > 0);
        assertThrows(IllegalArgumentException.class, () -> Units.duration("1ms".repeat(50)));
    }

    @Test
    void theNearestWordIsFound() {
        List<String> words = List.of("restart", "ready", "needs", "most-delay", "cpu");
        assertEquals("restart", Nearest.of("restrat", words));
        assertEquals("restart", Nearest.of("Restarts", words));
        assertEquals("most-delay", Nearest.of("most_delay", words));
        assertEquals("cpu", Nearest.of("cpus", words));
        assertEquals(null, Nearest.of("colour", words));
        assertEquals(null, Nearest.of("x".repeat(10_000), words));
    }
}
