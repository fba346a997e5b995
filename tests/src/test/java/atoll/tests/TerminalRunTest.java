package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.Preload;
import atoll.tests.services.HostPty;
import guest.Needs;
import guest.TerminalProgram;
import guest.TerminalUser;
import guest.Waits;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code atoll run -t} at a terminal of the host, from outside: keys, signals, sizes, and how the terminal is afterwards. */
@Timeout(300)
class TerminalRunTest {
    private static final String PLACE = Preload.place(TerminalProgram.class).toString();

    /** How a run ended, whether the terminal is as before, and what was shown since it was last looked at. */
    private record Ended(int status, boolean same, String out) {}

    private static List<String> words(Class<?> main, String... arguments) {
        List<String> words = new ArrayList<>(List.of("run", "-t", "-cp", PLACE, main.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    /** With options of {@code run} before the program. */
    private static HostPty start(List<String> options, Class<?> main, String... arguments) throws Exception {
        List<String> words = words(main, arguments);
        words.addAll(1, options);
        return new HostPty("terminal.py", Cli.command(words));
    }

    private static HostPty start(Class<?> main, String... arguments) throws Exception {
        return new HostPty("terminal.py", Cli.command(words(main, arguments)));
    }

    private static void type(HostPty pty, String keys) {
        assertEquals("ok", pty.ask("K " + hex(keys)));
    }

    private static String hex(String text) {
        return HostPty.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String hex) {
        return new String(HostPty.bytes(hex), StandardCharsets.UTF_8);
    }

    /** What was shown up to now, once that is there. */
    private static String await(HostPty pty, String wanted) {
        String shown = pty.ask("A " + hex(wanted));
        assertFalse(shown.startsWith("-"), () -> "no \"" + wanted + "\" but " + text(shown.substring(1)));
        return text(shown);
    }

    private static Ended end(HostPty pty) {
        String[] words = pty.ask("E").split(" ", -1);
        return new Ended(Integer.parseInt(words[0]), words[1].equals("1"), text(words[2]));
    }

    @Test
    void linesAreEditedAndPasswordsAreNotShown() throws Exception {
        try (HostPty pty = start(TerminalProgram.class, "console")) {
            assertEquals("true UTF-8\r\nname: ", await(pty, "name: "));
            assertEquals("0", pty.ask("M"), "the host's terminal edits lines");
            type(pty, "Rn\u00e9\u007f\u007fen\u00e9\r");
            assertEquals("Rn\u00e9\b \b\b \ben\u00e9\r\npassword: ", await(pty, "password: "));
            type(pty, "gehx\u007feim\r");
            assertEquals("\r\nRen\u00e9 has geheim\r\n", await(pty, "geheim\r\n"));
            type(pty, "more\r");
            await(pty, "then more\r\n");
            type(pty, "\u0004");
            type(pty, "\u0004");
            assertEquals(new Ended(0, true, "\r\nend null null\r\n"), end(pty));
        }
    }

    @ParameterizedTest
    @CsvSource({"3, ^C, 130", "28, ^\\, 131"})
    void keysEndTheProgramWithItsHooks(int key, String shown, int status) throws Exception {
        try (HostPty pty = start(Waits.class, "reading")) {
            await(pty, "ready\r\n");
            type(pty, Character.toString(key));
            assertEquals(new Ended(status, true, shown + "hook\r\n"), end(pty));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 129", "15, 143"})
    void signalsDoAsWell(int signal, int status) throws Exception {
        try (HostPty pty = start(Waits.class, "reading")) {
            await(pty, "ready\r\n");
            assertEquals("ok", pty.ask("S " + signal));
            assertEquals(new Ended(status, true, "hook\r\n"), end(pty));
        }
    }

    @Test
    void theSecondInterruptKills() throws Exception {
        try (HostPty pty = start(Waits.class, "stubborn")) {
            await(pty, "ready\r\n");
            type(pty, "\u0003");
            await(pty, "hook\r\n");
            type(pty, "\u0003");
            assertEquals(new Ended(130, true, "^C"), end(pty));
        }
    }

    @Test
    void statusAndLastOutputAreThePrograms() throws Exception {
        try (HostPty pty = start(TerminalProgram.class, "tally")) {
            // From here on nothing that is typed is lost, though there is no program yet.
            Wait.until(() -> pty.ask("M").equals("0"), () -> "the terminal is as it was");
            type(pty, "0\r1\r2\r\u0004");
            Ended ended = end(pty);
            assertEquals(3, ended.status);
            assertTrue(ended.same);
            assertTrue(ended.out.endsWith("0\r\n1\r\n2\r\n"), ended::out);
        }
        try (HostPty pty = start(TerminalProgram.class, "lines")) {
            type(pty, "x\r");
            await(pty, "line x\r\n");
            type(pty, "\u0013last\r\u0004");
            assertEquals(new Ended(0, true, "last\r\nline last\r\nend\r\n"), end(pty));
        }
    }

    @Test
    void theShellTakesTheTerminalAndGivesItBack() throws Exception {
        try (HostPty pty = start(TerminalProgram.class, "lines")) {
            type(pty, "first\r");
            await(pty, "line first\r\n");
            for (int i = 0; i < 2; i++) {
                type(pty, "\u001a");
                assertEquals("1", pty.ask("P"), "the terminal is not as before while the shell has it");
                // What is typed before is the host's to edit, as it is before the program begins.
                Wait.until(() -> pty.ask("M").equals("0"), () -> "the program has the terminal no more");
                type(pty, "again " + i + "\r");
                await(pty, "line again " + i + "\r\n");
            }
            type(pty, "\u0004");
            assertEquals(new Ended(0, true, "end\r\n"), end(pty));
        }
    }

    /** What is told while the terminal is raw ends its lines as a terminal needs it. */
    @Test
    void whatTheProgramNeedsIsToldAndLearned(@TempDir Path folder) throws Exception {
        Path input = Files.writeString(folder.resolve("input"), "of the host");
        Path out = Files.createDirectory(folder.resolve("out"));
        Path grants = folder.resolve("grants");
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String[] arguments = {input.toString(), out.toString(), Integer.toString(server.getLocalPort())};
            List<String> options = List.of("--audit", "--learn", grants.toString());
            try (HostPty pty = start(options, Needs.class, arguments)) {
                Ended ended = end(pty);
                assertTrue(ended.status == 0 && ended.same, ended::toString);
                assertFalse(ended.out.replace("\r\n", "").contains("\n"), ended::out);
                for (String need : List.of("--ro " + input, "--rw " + out, "--listen 0")) {
                    assertTrue(ended.out.contains("atoll: audit: " + need + "\r\n"), ended::out);
                }
            }
            assertTrue(Files.readAllLines(grants).contains("--ro " + input));
            try (HostPty pty = start(List.of("@" + grants), Needs.class, arguments)) {
                Ended ended = end(pty);
                assertTrue(ended.status == 0 && ended.same, ended::toString);
                assertTrue(ended.out.startsWith("file of the host\r\n"), ended::out);
            }
        }
        try (HostPty pty = start(List.of("--learn", folder + "/no/such"), Needs.class)) {
            String told = "atoll: --learn " + folder + "/no/such: cannot be written: " + folder + "/no/such\r\n";
            assertEquals(new Ended(2, true, told), end(pty));
        }
    }

    /** The signal waits for the program, which is ended as soon as it is there. */
    @Test
    void aSignalBeforeTheProgramBegins() throws Exception {
        try (HostPty pty = start(Waits.class, "reading")) {
            Wait.until(() -> pty.ask("M").equals("0"), () -> "the terminal is as it was");
            assertEquals("ok", pty.ask("S 15"));
            Ended ended = end(pty);
            assertTrue(ended.status == 143 && ended.same, ended::toString);
        }
    }

    /** A host that has other things to do may end while the program runs. */
    @Test
    void theEndOfTheJvmPutsTheTerminalBack() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            List<String> words = words(Waits.class, "reading");
            words.addFirst(Integer.toString(server.getLocalPort()));
            ProcessBuilder host = Jvm.of(TerminalJvm.class, words.toArray(new String[0]));
            try (HostPty pty = new HostPty("terminal.py", host.command());
                    Socket ends = server.accept()) {
                await(pty, "ready\r\n");
                assertEquals("0", pty.ask("M"), "the terminal is not raw");
                ends.shutdownOutput();
                Ended ended = end(pty);
                assertTrue(ended.status == 3 && ended.same, ended::toString);
            }
        }
    }

    @Test
    void sizesReachTheSession() throws Exception {
        try (HostPty pty = start(TerminalUser.class, "size")) {
            type(pty, "\r");
            await(pty, "80 by 24\r\n");
            assertEquals("ok", pty.ask("W 30 101"));
            StringBuilder shown = new StringBuilder();
            Wait.until(
                    () -> {
                        type(pty, "\r");
                        return shown.append(await(pty, " by ")).toString().contains("101 by ");
                    },
                    shown::toString);
            type(pty, "\u0004");
            assertTrue(end(pty).same);
        }
    }

    @Test
    void aTerminalThatGoesHangsTheSessionUp() throws Exception {
        try (HostPty pty = start(TerminalProgram.class, "hangup")) {
            await(pty, "waits\r\n");
            assertEquals("7", pty.ask("H"));
        }
    }

    @Test
    void withoutATerminalItIsRefused(@TempDir Path folder) throws Exception {
        assertEquals(
                new Cli.Ended(2, "", "atoll: -t: standard input and output are not a terminal\n"),
                Cli.run(folder, "", words(TerminalProgram.class, "lines")));
        Files.createSymbolicLink(folder.resolve("sh"), Path.of("/bin/sh"));
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", "PATH=" + folder));
        command.addAll(Cli.command(words(TerminalProgram.class, "lines")));
        try (HostPty pty = new HostPty("terminal.py", command)) {
            Ended ended = end(pty);
            assertEquals(2, ended.status);
            assertTrue(
                    ended.same
                            && ended.out.startsWith("atoll: -t: the terminal cannot be set: ")
                            && ended.out.contains("stty"),
                    ended::out);
            assertEquals(1, ended.out.lines().count(), ended::out);
        }
    }
}
