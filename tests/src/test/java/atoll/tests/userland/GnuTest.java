package atoll.tests.userland;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.personality.java.Grants;
import atoll.system.Atoll;
import atoll.system.service.FileService;
import atoll.system.service.Services;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of the userland do what GNU's do: same outputs, same exit status, same files after it; case by case. */
@Timeout(400)
class GnuTest {
    private static final int LEAST = 200;

    @TempDir
    static Path base;

    private static final Tools TOOLS = new Tools();
    private static final Services SERVICES = new Services(Atoll.boot());
    private static final List<String> HOW = List.of("granted", "served");

    private static Path fixture;
    private static FileService served;
    private static int folders;

    @BeforeAll
    static void start() throws Exception {
        fixture = Files.createDirectory(base.resolve("fixture"));
        Bash.ask(fixture, String.join("\n", Case.lines("fixture.sh")));
        served = FileService.folder(Atoll.boot(), base, true);
        SERVICES.add(served.service("files"));
        SERVICES.start();
    }

    @AfterAll
    static void end() {
        SERVICES.close();
    }

    @TestFactory
    Stream<DynamicTest> cases() throws Exception {
        List<Case> all = Case.all();
        assertTrue(all.size() >= LEAST, "only " + all.size());
        String only = System.getProperty("atoll.userland.only", "");
        return all.stream()
                .filter(one -> one.command().startsWith(only))
                .map(one -> DynamicTest.dynamicTest(one.command(), () -> compare(one)));
    }

    private static void compare(Case one) throws Exception {
        Path gnu = prepared(one);
        Bash.Done wanted = normal(one, Bash.run(gnu, external(one.command())), gnu);
        String tree = HostTree.told(gnu, one.has('h'));
        for (String how : one.has('h') ? HOW.subList(0, 1) : HOW) {
            Path ours = prepared(one);
            Bash.Done done = normal(one, run(one, ours, how), Path.of("/w/" + ours.getFileName()));
            String said = how + ": " + one.setup() + one.command();
            assertEquals(wanted.out() + "\n" + wanted.err(), done.out() + "\n" + done.err(), said);
            assertEquals(wanted.code(), done.code(), said);
            assertEquals(tree, HostTree.told(ours, one.has('h')), said);
        }
    }

    /** Not what bash has built in, and input comes by a pipe. */
    private static String external(String command) {
        int input = command.lastIndexOf(" < ");
        return input < 0
                ? "exec " + command
                : "cat " + command.substring(input + 3) + " | exec " + command.substring(0, input);
    }

    private static Path prepared(Case one) throws Exception {
        Path folder = base.resolve("f" + folders++);
        HostTree.copy(fixture, folder);
        if (!one.setup().isEmpty()) {
            Bash.ask(folder, "umask 022\n" + one.setup());
        }
        return folder;
    }

    static Grants grants(Path base, String how, Path folder) {
        Grants grants = new Grants().directory("/w/" + folder.getFileName());
        return how.equals("granted") ? grants.write(base, "/w") : grants.mount("/w", served.capability(), true);
    }

    private static Bash.Done run(Case one, Path folder, String how) throws Exception {
        String command = one.command();
        InputStream in = InputStream.nullInputStream();
        int input = command.lastIndexOf(" < ");
        if (input > 0) {
            in = new ByteArrayInputStream(Files.readAllBytes(folder.resolve(command.substring(input + 3))));
            command = command.substring(0, input);
        }
        List<String> words = new ArrayList<>();
        for (byte[] word : Bash.words(folder, command)) {
            words.add(Tools.argument(word));
        }
        return TOOLS.run(grants(base, how, folder), words.getFirst(), words.subList(1, words.size()), in);
    }

    /** Without what may differ. */
    private static Bash.Done normal(Case one, Bash.Done done, Path folder) {
        Stream<String> lines = Arrays.stream(done.out().split("(?<=\n)"))
                .filter(line -> !one.has('t') || !line.startsWith("total "))
                .map(line -> line.replace(folder.toString(), "/folder"));
        String out = (one.has('s') ? lines.sorted() : lines).reduce("", String::concat);
        return new Bash.Done(out, done.err().replaceAll("['\"]|bash: line [0-9]+: ", ""), done.code());
    }

    /** What was wrong in one output must not be hidden by the comparison. */
    @ParameterizedTest
    @ValueSource(strings = {"cat text numbers", "ls nope"})
    void theComparisonTellsDifferences(String command) throws Exception {
        Case one = new Case("", "", command);
        Case other = new Case("", "", command + "x");
        Path folder = prepared(one);
        assertTrue(!normal(one, run(one, folder, "granted"), folder)
                .equals(normal(one, Bash.run(folder, external(other.command())), folder)));
    }
}
