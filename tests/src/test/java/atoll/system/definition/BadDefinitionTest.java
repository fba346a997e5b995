package atoll.system.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in a definition is told: all of it, each in a line, with its place. */
@Timeout(120)
class BadDefinitionTest {
    private static final Path FILE = Path.of("bad.toml");

    @TempDir
    Path folder;

    static List<Written.Bad> bad() throws IOException {
        return Written.bad();
    }

    private static List<String> lines(BadDefinition bad) {
        List<String> lines = new ArrayList<>();
        bad.problems().forEach(problem -> lines.add(problem.toString()));
        assertEquals(String.join("\n", lines), bad.getMessage());
        return lines;
    }

    private List<String> refused(String text) throws IOException {
        return refused(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> refused(byte[] bytes) throws IOException {
        Path file = folder.resolve("x.toml");
        Files.write(file, bytes);
        List<String> lines = new ArrayList<>();
        for (String line : lines(assertThrows(BadDefinition.class, () -> DefinitionReader.read(file)))) {
            assertTrue(line.startsWith(file.toString()), line);
            lines.add(line.substring(file.toString().length() + 1));
        }
        return lines;
    }

    @ParameterizedTest
    @MethodSource
    void bad(Written.Bad bad) {
        BadDefinition thrown =
                assertThrows(BadDefinition.class, () -> DefinitionReader.parse(FILE, bad.text()), bad.title());
        List<String> expected = new ArrayList<>();
        bad.lines().forEach(line -> expected.add("bad.toml:" + line));
        assertEquals(String.join("\n", expected), thrown.getMessage());
        assertEquals(expected, lines(thrown));
    }

    @Test
    void whatTheHostDoesNotHaveIsTold() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("file"), "");
        String at = folder.toString();
        assertEquals(
                List.of(
                        "2:14: contracts: no such file or folder: " + at + "/gone.jar",
                        "4:1: files.f.folder: a file, not a folder: " + at + "/file",
                        "6:1: process.a.program: no such file or folder: " + at + "/a.jar",
                        "7:23: process.a.mount[0].host: no such file or folder: " + at + "/sub/gone",
                        "7:64: process.a.mount[1].memory: the JVM of Atoll itself has only "
                                + (Runtime.getRuntime().maxMemory() >> 20) + "m",
                        "9:1: process.b.program: a folder, not a jar; to run a class in it: class-path and main",
                        "11:15: process.c.class-path: no such file or folder: " + at + "/libs"),
                refused("""
                        name = "x"
                        contracts = ["gone.jar"]
                        [files.f]
                        folder = "file"
                        [process.a]
                        program = "a.jar"
                        mount = [{ at = "/x", host = "sub/../sub/gone" }, { at = "/y", memory = "900t" }, { at = "/z", folder = "sub" }]
                        [process.b]
                        program = "sub"
                        [process.c]
                        class-path = ["libs/*", "sub", "sub/*", "/m/classes"]
                        main = "c.Main"
                        mount = [{ at = "/m", memory = "1m" }]
                        """));
    }

    @Test
    void filesThatCannotBeRead() throws IOException {
        Path gone = folder.resolve("gone.toml");
        assertEquals(
                List.of(gone + ": no such file"),
                lines(assertThrows(BadDefinition.class, () -> DefinitionReader.read(gone))));
        assertEquals(
                List.of(folder + ": a folder, not a file"),
                lines(assertThrows(BadDefinition.class, () -> DefinitionReader.read(folder))));
        Path endless = Path.of("/dev/zero");
        assertEquals(
                List.of("/dev/zero: larger than 128k, which is the most that is read"),
                lines(assertThrows(BadDefinition.class, () -> DefinitionReader.read(endless))));
    }

    @Test
    void textThatIsNoUtf8() throws IOException {
        byte[] bytes = "name = \"x\"\n# ü \n[process]\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(List.of("2:3: not UTF-8"), refused(bytes));
        assertEquals(List.of("1:1: not UTF-8"), refused(new byte[] {(byte) 0xff, (byte) 0xfe, 'n', 0}));
        assertEquals(List.of("1:2: not UTF-8"), refused(new byte[] {'n', (byte) 0xe2, (byte) 0x82}));
    }

    @Test
    void aMarkOfTheByteOrderIsNoPartOfTheText() throws Exception {
        assertEquals(
                "small",
                DefinitionReader.parse(FILE, "\ufeff" + Written.resource("small.toml"))
                        .name());
    }

    @Test
    void aMegabyteIsNotRead() throws IOException {
        assertEquals(List.of(" larger than 128k, which is the most that is read"), refused("#".repeat(1 << 20)));
        BadDefinition thrown =
                assertThrows(BadDefinition.class, () -> DefinitionReader.parse(FILE, "\n".repeat(1 << 20)));
        assertEquals("bad.toml: larger than 128k, which is the most that is read", thrown.getMessage());
    }

    /** Each is read at all, or refused with the place where it is too deep. */
    @ParameterizedTest
    @ValueSource(strings = {"[", "{a=", "a.", "[a.", "[[a."})
    void deepNestingIsBounded(String opens) throws IOException {
        String text = (opens.startsWith("a") ? "" : "x = ") + opens.repeat(30_000) + "1";
        List<String> lines = refused("name = \"x\"\n" + text + "\n");
        assertTrue(lines.getFirst().matches("2:\\d+: .*"), lines.toString());
    }

    /** The library alone would take minutes over these. */
    @Test
    void manyLinesThatSayNothingAreCountedAndCostNothing() throws IOException {
        assertEquals(
                List.of("100001:1: process.a.colour: there is no such key", "100002:10: Unexpected"),
                List.of(
                        refused("name = \"x\"\n[process.a]\n" + "\n".repeat(99_998)
                                        + "colour = 1\nprogram = \"a.jar\"\n")
                                .getFirst(),
                        refused("name = \"x\"\n[process.a]\n" + "\n".repeat(99_998)
                                        + "program = \"a.jar\"\ncolour = \n")
                                .getFirst()
                                .substring(0, "100002:10: Unexpected".length())));
        assertEquals(
                List.of("10002:1: process.a.restart: \"x\" is not permanent, transient or temporary"),
                refused("name = \"x\"\n" + "# no\r\n".repeat(9_999)
                        + "process.a.program = \"jdk.x/y\"\nprocess.a.restart = \"x\"\n"));
    }

    /** A comment that TOML does not allow is not left out with the others. */
    @Test
    void commentsAreJudged() throws IOException {
        List<String> lines = refused("# \u0001\nname = \"x\"\nprocess.a.program = \"jdk.x/y\"\n");
        assertTrue(lines.getFirst().startsWith("1:3: "), lines.toString());
    }

    @Test
    void atMostAHundredAreTold() throws IOException {
        StringBuilder text = new StringBuilder("name = \"x\"\nprocess.a.program = \"jdk.x/y\"\n");
        for (int i = 0; i < 150; i++) {
            text.append("k").append(i).append(" = 1\n");
        }
        List<String> lines = refused(text.toString());
        assertEquals(101, lines.size());
        assertEquals("102:1: and 50 more", lines.getLast());
    }

    /** A pattern that goes down a level for each part would not come back from these. */
    @Test
    void longTextsAreJudgedAndCutInMessages() throws IOException {
        String dots = "a.".repeat(9_000);
        String names = "1s".repeat(9_000);
        List<String> lines = refused("name = \"x\"\n[process.a]\nprogram = \"jdk.x/y\"\nmain = \"" + dots
                + "\"\nready = \"" + names + "\"\nserves = { x = \"" + dots + "b\" }\nuses = { \"" + dots + "\" = \""
                + names + "/x\" }\n");
        assertEquals(5, lines.size(), lines.toString());
        for (String line : lines) {
            assertTrue(line.length() < 300, line);
        }
    }

    @Test
    void aLongCycleIsShortInItsMessage() throws IOException {
        StringBuilder text = new StringBuilder("name = \"x\"\n");
        for (int i = 0; i < 900; i++) {
            text.append("[process.p" + i + "]\nprogram = \"jdk.x/y\"\nneeds = [\"p" + (i + 1) % 900 + "\"]\n");
        }
        List<String> lines = refused(text.toString());
        assertEquals(1, lines.size());
        assertTrue(
                lines.getFirst().startsWith("2701:10: process.p899.needs: a cycle: p0 needs p1 needs "),
                lines.toString());
        assertTrue(lines.getFirst().endsWith(" needs p899 needs p0"), lines.toString());
        assertTrue(lines.getFirst().length() < 400, lines.toString());
    }
}
