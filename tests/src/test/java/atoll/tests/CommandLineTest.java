package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.Preload;
import atoll.system.Main;
import guest.Echo;
import guest.Endings;
import guest.Hello;
import guest.MountSpace;
import guest.TerminalProgram;
import guest.Waits;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line from outside: what it starts, what it connects, how it ends, and what it says to bad input. */
class CommandLineTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void programs() throws IOException {
        Jars.runnable(folder, Hello.class);
        Jars.runnable(Files.createDirectory(folder.resolve("libs")), Hello.class);
        Path echo = Jars.runnable(folder, Echo.class);
        Jars.runnable(folder, Endings.class);
        Jars.runnable(folder, Waits.class);
        Jars.runnable(folder, MountSpace.class);
        Jars.write(
                folder.resolve("points.jar"),
                Map.of("Main-Class", "guest.Hello", "Class-Path", "Hello.jar gone.jar"),
                Map.of());
        Jars.write(folder.resolve("nomain.jar"), Map.of(), Map.of());
        Jars.write(folder.resolve("nosuch.jar"), Map.of("Main-Class", "guest.Nope"), Map.of());
        byte[] hello = Jars.bytes(Hello.class);
        oneClass("half.jar", Arrays.copyOf(hello, hello.length / 2));
        oneClass("noise.jar", "this is no class".getBytes(StandardCharsets.UTF_8));
        byte[] newer = hello.clone();
        newer[7] = 99;
        oneClass("newer.jar", newer);
        byte[] jar = Files.readAllBytes(echo);
        Files.write(folder.resolve("cut.jar"), Arrays.copyOf(jar, jar.length / 2));
        Files.writeString(folder.resolve("text.jar"), "this is no jar");
        Files.createFile(folder.resolve("empty.jar"));
        Files.createDirectory(folder.resolve("sub"));
    }

    private static void oneClass(String name, byte[] bytes) throws IOException {
        Jars.write(folder.resolve(name), Map.of("Main-Class", "guest.Hello"), Map.of("guest/Hello.class", bytes));
    }

    private static Cli.Ended run(String words) throws Exception {
        return Cli.run(folder, "", List.of(words.split(" ")));
    }

    @Test
    void jarRunsWithItsArguments() throws Exception {
        assertEquals(new Cli.Ended(0, "hello 1 a -b --ro\n", ""), run("run Hello.jar a -b --ro"));
    }

    @Test
    void leadingHyphensAreDroppedOnce() throws Exception {
        assertEquals(new Cli.Ended(0, "hello 1 -m -- x\n", ""), run("run Hello.jar -- -m -- x"));
    }

    @Test
    void classPathFormRuns() throws Exception {
        assertEquals(new Cli.Ended(0, "hello 1 x\n", ""), run("run -cp Echo.jar:Hello.jar guest.Hello x"));
        assertEquals(new Cli.Ended(0, "hello 1 x\n", ""), run("run -cp libs/* -m guest/Hello x"));
    }

    @Test
    void mainClassOverridesTheManifest() throws Exception {
        Cli.Ended ended = run("run -m guest.Nope Hello.jar");
        assertEquals(new Cli.Ended(2, "", "atoll: main class guest.Nope not found\n"), ended);
    }

    @Test
    void manifestClassPathIsSeen() throws Exception {
        assertEquals(new Cli.Ended(0, "hello 1 x\n", ""), run("run points.jar x"));
    }

    @Test
    void standardInputIsConnected() throws Exception {
        String text = "line\n".repeat(50_000);
        Cli.Ended ended = Cli.run(folder, text, List.of("run", "Echo.jar"));
        assertEquals(0, ended.status());
        assertEquals("[]\n" + text + "end\n", ended.out());
    }

    @Test
    void theHostsConsoleIsNotThePrograms() throws Exception {
        String place = Preload.place(TerminalProgram.class).toString();
        List<String> words = List.of("run", "-cp", place, "guest.TerminalProgram", "none");
        assertEquals(new Cli.Ended(0, "console null\r\n", ""), Cli.onTerminal(folder, words));
    }

    @Test
    void exitStatusIsTheProgramsOwn() throws Exception {
        assertEquals(new Cli.Ended(7, "hook\n", ""), run("run Endings.jar exit 7"));
        assertEquals(new Cli.Ended(9, "", ""), run("run Endings.jar halt 9"));
        assertEquals(1, run("run Endings.jar throw").status());
    }

    @Test
    void grantsArrive() throws Exception {
        String at = folder.toRealPath().toString();
        Cli.Ended ended = Cli.run(
                folder,
                "",
                List.of(
                        "run",
                        "--env",
                        "A=b=c",
                        "--prop",
                        "colour=red",
                        "--ro",
                        at,
                        "--cwd",
                        at + "/sub",
                        "--cpu",
                        "1",
                        "--memory",
                        "32m",
                        "Echo.jar",
                        "given"));
        assertEquals(new Cli.Ended(0, "[given]\n{A=b=c} red " + at + "/sub 1 " + (32 << 20) + "\nend\n", ""), ended);
    }

    private static Cli.Ended mounted(String mount, String... commands) throws Exception {
        List<String> words = new ArrayList<>(List.of("run", "--mount", mount, "MountSpace.jar", "look"));
        words.addAll(List.of(commands));
        return Cli.run(folder, "", words);
    }

    @Test
    void fileServersRunBesideTheProgram() throws Exception {
        assertEquals(
                new Cli.Ended(0, "write /data/f = f\nread /data/f = written\nlist /data = [f]\n", ""),
                mounted("/data=memory", "write /data/f", "read /data/f", "list /data"));
        assertEquals(
                new Cli.Ended(0, "write /data/f = IOException: No space left on device\n", ""),
                mounted("/data=memory:1k", "write /data/f"));
        Path kept = Files.createDirectories(folder.resolve("kept"));
        assertEquals(new Cli.Ended(0, "write /data/f = f\n", ""), mounted("/data=folder:" + kept, "write /data/f"));
        assertEquals("written", Files.readString(kept.resolve("f")));
        assertEquals(
                new Cli.Ended(0, "write /data/f = AccessDeniedException: /data/f\nread /data/f = written\n", ""),
                mounted("/data=folder:kept:ro", "write /data/f", "read /data/f"));
        Files.writeString(folder.resolve("mounts"), "--mount /data=folder:" + kept + "\n--cwd /data\n");
        assertEquals(
                new Cli.Ended(0, "read f = written\n", ""),
                Cli.run(folder, "", List.of("run", "@mounts", "MountSpace.jar", "look", "read f")));
    }

    @Test
    void whatIsGrantedMayBeServed() throws Exception {
        Path kept = Files.createDirectories(folder.resolve("served"));
        Path one = Files.writeString(folder.resolve("one"), "alone");
        String looks = "write /data/f|read /data/f|read /one|write /one|read " + kept + "/f";
        List<String> words = new ArrayList<>(
                List.of("run", "--served", "--rw", kept + ":/data", "--ro", one + ":/one", "--listen", "0"));
        words.addAll(List.of("MountSpace.jar", "look"));
        words.addAll(List.of(looks.split("\\|")));
        assertEquals(
                new Cli.Ended(
                        0,
                        "write /data/f = f\nread /data/f = written\nread /one = alone\n"
                                + "write /one = AccessDeniedException: /one\n"
                                + "read " + kept + "/f = NoSuchFileException: " + kept + "/f\n",
                        ""),
                Cli.run(folder, "", words));
        assertEquals("written", Files.readString(kept.resolve("f")));
    }

    /** A class path, and what manifests in it name, in a folder that a server has: jars and folders of classes. */
    @Test
    void aClassPathMayLieInAFolderThatIsServed() throws Exception {
        String at = folder.toRealPath().toString();
        assertEquals(new Cli.Ended(0, "hello 1 x\n", ""), run("run --served --ro " + at + " points.jar x"));
        Path classes = Files.createDirectories(folder.resolve("classes/guest"));
        Files.write(classes.resolve("Hello.class"), Jars.bytes(Hello.class));
        assertEquals(
                new Cli.Ended(0, "hello 1 x\n", ""),
                run("run --served --ro " + at + " -cp " + at + "/classes guest.Hello x"));
    }

    @Test
    void aClassPathMayLieOnAFileServer() throws Exception {
        assertEquals(
                new Cli.Ended(0, "hello 1 x\n", ""),
                run("run --mount /lib=folder:libs:ro -cp /lib/Hello.jar guest.Hello x"));
        assertOneLine(
                "main class guest.Hello not found",
                2,
                run("run --mount /lib=memory -cp /lib/Hello.jar guest.Hello").err());
    }

    @Test
    void whatAServerKeepsIsNotLearned() throws Exception {
        List<String> words = List.of(
                "run",
                "--learn",
                "learned",
                "--mount",
                "/data=memory",
                "MountSpace.jar",
                "look",
                "write /data/f",
                "list /data");
        assertEquals(new Cli.Ended(0, "write /data/f = f\nlist /data = [f]\n", ""), Cli.run(folder, "", words));
        assertEquals(1, Files.readAllLines(folder.resolve("learned")).size());
    }

    @Test
    void hostEnvironmentStaysOutside() throws Exception {
        assertTrue(run("run Echo.jar given").out().startsWith("[given]\n{} null / "));
    }

    @ParameterizedTest
    @CsvSource({"INT, 130, latch", "TERM, 143, latch", "INT, 130, reading"})
    void signalEndsItWithItsHooks(String signal, int status, String how) throws Exception {
        Path err = folder.resolve("signal.err");
        Process process = Cli.start(folder, err, List.of("run", "Waits.jar", how));
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder text = Cli.await(out, "ready");
            send(signal, process);
            assertEquals(new Cli.Ended(status, "ready\nhook\n", ""), Cli.end(process, err, text));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void secondInterruptKillsWhatDoesNotEnd() throws Exception {
        Path err = folder.resolve("stubborn.err");
        Process process = Cli.start(folder, err, List.of("run", "Waits.jar", "stubborn"));
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder text = Cli.await(out, "ready");
            send("INT", process);
            text.append(Cli.await(out, "hook"));
            send("INT", process);
            assertEquals(new Cli.Ended(130, "ready\nhook\n", ""), Cli.end(process, err, text));
        } finally {
            process.destroyForcibly();
        }
    }

    private static void send(String signal, Process process) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor());
    }

    @Test
    void javaDashJarNeedsNoFlags() throws Exception {
        Cli.Ended ended = Cli.ofJar(folder, List.of("run", "Hello.jar", "x"));
        assertEquals(new Cli.Ended(0, "hello 1 x\n", ""), ended);
    }

    @Test
    void toolsOfTheJdkArePrograms() throws Exception {
        Cli.Ended version = Cli.run(folder, "", List.of("run", "jdk.compiler/com.sun.tools.javac.Main", "-version"));
        assertEquals(new Cli.Ended(0, "javac " + System.getProperty("java.version") + "\n", ""), version);
        Cli.Ended wrong = Cli.run(folder, "", List.of("run", "jdk.compiler/com.sun.tools.javac.Nothing"));
        assertEquals(new Cli.Ended(2, "", "atoll: main class com.sun.tools.javac.Nothing not found\n"), wrong);
    }

    @Test
    void coordinatesAreResolvedAndTheirChecksumsVerified() throws Exception {
        Path remote = Files.createDirectory(folder.resolve("remote"));
        publish(remote, "app", Files.readAllBytes(folder.resolve("points.jar")), "lib");
        publish(remote, "lib", Files.readAllBytes(folder.resolve("Hello.jar")), null);
        assertEquals(new Cli.Ended(0, "hello 1 x\n", ""), coordinates("first", "test:app:1", "x"));
        assertEquals(
                new Cli.Ended(0, "hello 1 -- x\n", ""),
                coordinates("first", "test:lib:jar:1", "-m", "guest.Hello", "--", "--", "x"));

        Files.writeString(remote.resolve("test/lib/1/lib-1.jar.sha1"), "0".repeat(40));
        Cli.Ended broken = coordinates("second", "test:app:1");
        assertEquals(2, broken.status());
        assertTrue(broken.err().startsWith("atoll: test:app:1: cannot be resolved: "), broken.err());
        assertTrue(broken.err().toLowerCase(Locale.ROOT).contains("checksum"), broken.err());
        assertEquals(1, broken.err().lines().count(), broken.err());

        Cli.Ended gone = coordinates("second", "test:gone:1");
        assertEquals(2, gone.status());
        assertTrue(gone.err().startsWith("atoll: test:gone:1: cannot be resolved: "), gone.err());
        assertEquals(1, gone.err().lines().count(), gone.err());
    }

    private static Cli.Ended coordinates(String local, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "run",
                "--repository",
                folder.resolve(local).toString(),
                "--remote",
                folder.resolve("remote").toUri().toString()));
        all.addAll(List.of(words));
        return Cli.run(folder, "", all);
    }

    /** Puts version 1 of an artifact into a Maven repository. */
    private static void publish(Path remote, String name, byte[] jar, String needs) throws Exception {
        Path place = Files.createDirectories(remote.resolve("test/" + name + "/1"));
        String dependency = needs == null
                ? ""
                : "<dependencies><dependency><groupId>test</groupId><artifactId>" + needs
                        + "</artifactId><version>1</version></dependency></dependencies>";
        String pom = "<project><modelVersion>4.0.0</modelVersion><groupId>test</groupId><artifactId>" + name
                + "</artifactId><version>1</version>" + dependency + "</project>";
        for (Map.Entry<String, byte[]> file : Map.of(".jar", jar, ".pom", pom.getBytes(StandardCharsets.UTF_8))
                .entrySet()) {
            byte[] sum = MessageDigest.getInstance("SHA-1").digest(file.getValue());
            Path path = place.resolve(name + "-1" + file.getKey());
            Files.write(path, file.getValue());
            Files.writeString(
                    path.resolveSibling(path.getFileName() + ".sha1"),
                    HexFormat.of().formatHex(sum));
        }
    }

    @Test
    void helpAndVersionAreAnswers() throws Exception {
        assertTrue(run("--version").out().startsWith("atoll "));
        assertTrue(run("--help").out().contains("run"));
        Cli.Ended help = run("run --help");
        assertEquals(0, help.status());
        for (String option : List.of(
                "--ro",
                "--rw",
                "--mount",
                "--served",
                "--listen",
                "--connect",
                "--env",
                "--prop",
                "--cwd",
                "--memory",
                "--cpu",
                "--threads",
                "-cp",
                "-m, ",
                "--repository",
                "-t, --terminal")) {
            assertTrue(help.out().contains(option), option);
        }
    }

    /** What is refused before there is a process. {@code @} stands for the folder of the programs. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    run @/gone.jar                          | gone.jar: no such file
                    run @/text.jar                          | not a jar
                    run @/empty.jar                         | not a jar
                    run @/cut.jar                           | a damaged jar
                    run @/sub                               | a folder, not a jar
                    run @/nomain.jar                        | no main class in its manifest
                    run -cp @/gone guest.Hello              | gone: no such file
                    run -cp @/gone/* guest.Hello            | no such folder
                    run -cp @/text.jar guest.Hello          | not a jar
                    run -cp @/Hello.jar                     | no program named
                    run                                     | no program named
                    run --nope @/Hello.jar                  | unknown option --nope
                    fly                                     | unknown command fly
                    run --memory                            | --memory: missing SIZE
                    run a:b                                 | neither a file nor GROUP:ARTIFACT
                    run a:b:c:d:e:f                         | neither a file nor GROUP:ARTIFACT
                    run --ro @/gone @/Hello.jar             | no such file or folder
                    run --rw @/gone:/x @/Hello.jar          | no such file or folder
                    run --ro @/sub:x @/Hello.jar            | must be absolute
                    run --ro @/sub:/x --rw @:/x @/Hello.jar | already granted at /x
                    run --ro= @/Hello.jar                   | an empty path
                    run --mount /x @/Hello.jar              | --mount /x: not NAME=VALUE
                    run --mount /x=disk @/Hello.jar         | neither memory[:SIZE] nor folder:HOST[:ro]
                    run --mount /x=memory:x @/Hello.jar     | --mount /x=memory:x: not a size
                    run --mount x=memory @/Hello.jar        | must be absolute
                    run --mount /x=folder:@/gone @/Hello.jar | no such file or folder
                    run --mount /x=folder:@/gone:ro @/Hello.jar | no such file or folder
                    run --mount /x=folder:@/Hello.jar @/Hello.jar | a file, not a folder
                    run --mount /x=memory --ro @:/x @/Hello.jar | already granted at /x
                    run --served --ro @ --rw @/sub @/Hello.jar | lies in what a server has at
                    run --served --ro /dev/zero @/Hello.jar | neither a file nor a folder
                    run --served --audit @/Hello.jar        | --served: servers refuse what is not granted
                    run --served --learn x @/Hello.jar      | --served: servers refuse what is not granted
                    run --served --ro @ --mount @/sub=memory @/Hello.jar | a served tree neither holds a mount
                    run --served --ro / @/Hello.jar         | a served tree neither holds a mount
                    run --connect a,b:1 @/Hello.jar         | not HOST:PORT
                    run --listen 65536 @/Hello.jar          | --listen 65536: not a number from 0 to 65535
                    run --listen -1 @/Hello.jar             | --listen -1: not a number from 0 to 65535
                    run --connect localhost @/Hello.jar     | --connect localhost: not HOST:PORT
                    run --connect h:0 @/Hello.jar           | --connect h:0: not a number from 1 to 65535
                    run --env K @/Hello.jar                 | --env K: not NAME=VALUE
                    run --prop =v @/Hello.jar               | --prop =v: not NAME=VALUE
                    run --cwd @/sub @/Hello.jar             | the process sees no folder
                    run --memory 12q @/Hello.jar            | --memory 12q: not a size
                    run --memory 0 @/Hello.jar              | a process needs some memory
                    run --memory 900t @/Hello.jar           | the JVM of Atoll itself has only
                    run --cpu 0 @/Hello.jar                 | --cpu 0: not a number
                    run --threads many @/Hello.jar          | --threads many: not a number
                    """)
    void badInputGetsOneLine(String words, String line) {
        PrintStream host = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        int status;
        try {
            status = Main.execute(words.replace("@", folder.toString()).split(" "));
        } finally {
            System.setErr(host);
        }
        assertOneLine(line, status, written.toString(StandardCharsets.UTF_8));
    }

    /** What the JVM refuses when the process starts. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    run nosuch.jar                     | main class guest.Nope not found
                    run half.jar                       | main class guest.Hello cannot be loaded: java.lang.ClassFormatError
                    run noise.jar                      | main class guest.Hello cannot be loaded: java.lang.ClassFormatError
                    run newer.jar                      | compiled by a more recent version
                    run -cp Hello.jar guest.Nope       | main class guest.Nope not found
                    run -cp Hello.jar java.lang.String | no main method in class java.lang.String
                    """)
    void badProgramGetsOneLine(String words, String line) throws Exception {
        Cli.Ended ended = run(words);
        assertEquals("", ended.out());
        assertOneLine(line, ended.status(), ended.err());
    }

    private static void assertOneLine(String line, int status, String err) {
        assertEquals(2, status, err);
        assertTrue(err.startsWith("atoll: ") && err.contains(line), err);
        assertEquals(1, err.lines().count(), err);
    }
}
