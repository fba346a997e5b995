package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.tests.Wait;
import atoll.tests.services.HostPty;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shells at a terminal of the host, from outside: {@code atoll up} and {@code atoll shell}. */
@Timeout(300)
class AtTerminalTest {
    private static final String UP = "\u001b[A";

    @TempDir
    Path folder;

    private HostPty start(String terminal, String... words) throws Exception {
        return new HostPty("terminal.py", Up.atTerminal(folder, terminal, words));
    }

    private static String hex(String text) {
        return HostPty.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void type(HostPty pty, String keys) {
        assertEquals("ok", pty.ask("K " + hex(keys)));
    }

    private static void await(HostPty pty, String wanted) {
        String shown = pty.ask("A " + hex(wanted));
        assertFalse(shown.startsWith("-"), () -> "no \"" + wanted + "\" but " + text(shown) + threads(pty));
    }

    private static String text(String shown) {
        return new String(HostPty.bytes(shown.replace("-", "")), StandardCharsets.UTF_8);
    }

    /** What the JVM's threads do: it shows them at the terminal. */
    private static String threads(HostPty pty) {
        pty.ask("S 3");
        return text(pty.ask("A " + hex("JNI global refs")));
    }

    /** Types a line, and awaits what it writes. */
    private static void run(HostPty pty, String line, String writes) {
        type(pty, line + "\r");
        await(pty, writes);
    }

    /** It ends so, and the terminal's modes are those from before. */
    private static void end(HostPty pty, int status) {
        String[] told = pty.ask("E").split(" ", -1);
        assertEquals(status + " 1", told[0] + " " + told[1]);
    }

    /** The host tells the system of a new size by and by. */
    private static void awaitSize(HostPty pty, String size) throws InterruptedException {
        StringBuilder shown = new StringBuilder();
        Wait.until(
                () -> {
                    type(pty, "echo is $COLUMNS $LINES now\r");
                    return shown.append(text(pty.ask("A " + hex(" now\r\n"))))
                            .toString()
                            .contains("is " + size + " now\r\n");
                },
                shown::toString);
    }

    private static void work(HostPty pty, boolean edits) throws InterruptedException {
        // The first prompt is there before lines can be edited, and no key is lost.
        await(pty, "~ $ ");
        run(pty, "echo one$((1+1))", "one2\r\n");
        if (edits) {
            run(pty, UP, "one2\r\n");
        }
        // Keys are for the program, and in its form, once it has the terminal; as at a terminal of the host's.
        run(pty, "echo sleeps; sleep 1000", "sleeps\r\n");
        type(pty, "\u0003");
        run(pty, "echo status $?", "status 130\r\n");
        run(pty, "echo begun; cat", "begun\r\n");
        run(pty, "typed", "typed\r\ntyped\r\n");
        type(pty, "\u0004");
        await(pty, "~ $ ");
        run(pty, "echo stops; sleep 1000", "stops\r\n");
        type(pty, "\u001a");
        await(pty, "[1] Stopped     sleep 1000\r\n");
        run(pty, "fg", "sleep 1000\r\n");
        type(pty, "\u001a");
        await(pty, "[1] Stopped     sleep 1000\r\n");
        run(pty, "bg", "[1] sleep 1000\r\n");
        run(pty, "kill %1; wait %1; echo status $?", "status 143\r\n");
        assertEquals("ok", pty.ask("W 30 101"));
        awaitSize(pty, "101 30");
        // An end that is typed before the prompt is the program's.
        run(pty, "PS1=la''st\\ ", "last ");
        type(pty, "\u0004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm", "dumb"})
    void aSystemAtATerminal(String terminal) throws Exception {
        try (HostPty pty = start(terminal, "up")) {
            work(pty, terminal.equals("xterm"));
            end(pty, 0);
        }
    }

    @Test
    void oneShellMoreAndItsEnds() throws Exception {
        try (Up up = Up.start(folder, "--no-shell")) {
            up.awaitOut("atoll is ready");
            try (HostPty pty = start("xterm", "shell")) {
                work(pty, true);
                end(pty, 0);
            }
            for (String how : new String[] {"S 9", "H"}) {
                try (HostPty pty = start("xterm", "shell")) {
                    await(pty, "~ $ ");
                    run(pty, "sleep 1000 & echo begun; cat", "begun\r\n");
                    run(pty, "typed", "typed\r\ntyped\r\n");
                    assertTrue(up.does("ps").contains(" sleep "));
                    String answer = pty.ask(how);
                    // The ok is to the signal; who was hung up ends by itself: the shell hears of that, or of the end
                    // of its input.
                    assertTrue(List.of("ok", "129", "0").contains(answer), answer);
                    String left = up.does("ps");
                    while (left.contains(" sleep ") || left.contains(" cat ") || left.contains(" sh ")) {
                        left = up.does("ps");
                    }
                }
            }
            assertEquals("well\n", up.does("exec", "echo", "well"));
            assertTrue(up.status().values().stream()
                    .allMatch(row -> row.get("state").getAsString().equals("ready")));
            up.does("down");
            assertEquals(0, up.end());
        }
    }
}
