package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.system.session.Session;
import atoll.tests.Kills;
import atoll.tests.Wait;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The shell as somebody has it who types. */
@Timeout(180)
class ShellTest extends AtShell {
    private static final int INTERRUPTS = 20;

    @Test
    void commandsAndPrompts() throws Exception {
        Typist person = person();
        person.run("echo hello $((6*7))", "\nhello 42\r\n");
        person.run("cd /home", "~");
        person.run("piped echo one | piped cat > f; piped cat < f", "\none\r\n");
        assertEquals("one\n", Files.readString(folder.resolve("f")));
        person.run("piped exit 5; echo $?", "\n5\r\n");
        person.run("nosuch", "sh: nosuch: not found");
        person.run("if true", "");
        person.run("then echo inside; fi", "\ninside\r\n");
        person.run("for (", "yntax error");
        person.run("x=$(piped echo word); echo \"<$x>\"", "\n<word>\r\n");
        person.type("exit 7\r");
        assertEquals(7, person.end());
    }

    @Test
    void keysForJobs() throws Exception {
        Typist person = person();
        start(person, "piped hang");
        person.type("\u0003");
        person.await("> ");
        person.run("echo $?", "\n130\r\n");
        start(person, "piped hang");
        person.type("\u001a");
        person.await("[1] Stopped     piped hang");
        person.await("> ");
        person.run("jobs", "[1] Stopped");
        person.run("bg", "[1] piped hang");
        person.run("jobs", "[1] Running");
        person.run("kill %1; wait %1; echo $?", "\n143\r\n");
        start(person, "piped yes | piped sum");
        person.type("\u0003");
        person.await("> ");
        start(person, "piped hang");
        person.type("\u001c");
        person.await("> ");
        person.run("echo $?", "\n131\r\n");
    }

    @Test
    void theBackground() throws Exception {
        Typist person = person();
        person.run("piped hang &", "[1] ");
        person.run("piped cat & wait $!; echo $?", "\n0\r\n");
        person.run("kill %1; wait; echo over", "over");
        person.type("exit 3\r");
        assertEquals(3, person.end());
    }

    @Test
    void programsReadTheTerminalThemselves() throws Exception {
        Typist person = person();
        start(person, "piped cat");
        person.type("typed\n");
        person.await("typed\r\ntyped\r\n");
        person.type("\u0004");
        person.await("> ");
        person.type("read x y\r");
        person.await("\r\n");
        person.type("one two three\r");
        person.await("> ");
        person.run("echo \"$y|$x\"", "\ntwo three|one\r\n");
    }

    @Test
    void whoHangsUpEndsIt() throws Exception {
        Typist person = person();
        person.type("piped hang &\r");
        person.await("[1] ");
        person.fingers.close();
        person.end();
    }

    @Test
    void aScriptAtATerminal() throws Exception {
        // The key comes before the program is started, while it is, and after.
        for (int i = 0; i < INTERRUPTS; i++) {
            Typist person = person("-c", "echo \"$1\"; piped echo x; piped hang; echo never", "name", "argument");
            person.await("argument\r\nx\r\n");
            person.type("\u0003");
            assertEquals(130, person.end());
            assertFalse(person.shown().contains("never"));
        }
    }

    @Test
    void withoutATerminal() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Session session = sessions.run(
                List.of("-c", "read x; echo \"<$x>\"; piped cat; piped both"),
                Map.of("HOME", "/home"),
                new java.io.ByteArrayInputStream("line\nrest\n".getBytes(StandardCharsets.UTF_8)),
                out,
                out);
        assertEquals(0, session.waitFor());
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("<line>\nrest\n") && text.contains("out\n") && text.contains("err\n"), text);
    }

    @Test
    void theTerminalServerMayDieWhileSomebodyTypes() throws Exception {
        Typist person = person();
        Kills killer = kills("terminal", 10, new Random(7));
        int count = 0;
        while (killer.isAlive() || count < 5) {
            // What was shown may be lost with a server, what was typed is not.
            person.type("echo " + count + " >> /home/said\r");
            count++;
            int lines = count;
            Wait.until(() -> said().size() >= lines, () -> said() + " of " + lines + ": " + person.shown());
        }
        killer.end();
        for (int i = 0; i < count; i++) {
            assertEquals(Integer.toString(i), said().get(i));
        }
        person.type("exit\r");
        assertEquals(0, person.end());
    }

    private List<String> said() {
        try {
            return Files.exists(folder.resolve("said")) ? Files.readAllLines(folder.resolve("said")) : List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
