package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.terminal.Size;
import atoll.kernel.Preload;
import atoll.personality.java.Grants;
import atoll.system.service.TerminalService;
import atoll.system.session.Session;
import atoll.system.session.Sessions;
import atoll.system.session.Tools;
import atoll.tests.Kills;
import atoll.tests.Wait;
import guest.Piped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The shell as somebody has it who types. */
@Timeout(180)
class ShellTest extends Served {
    private static final int INTERRUPTS = 20;

    private final TerminalService terminals = new TerminalService(atoll, services, PATIENCE);
    private final List<Typist> people = new ArrayList<>();
    private Sessions sessions;

    /** One who types line after line. */
    private static final class Typist extends Person {
        private int seen;

        Typist(Sessions sessions, String... arguments) throws IOException {
            super(sessions, Map.of("HOME", "/home", "TERM", "xterm", "PS1", "\\w> "), new Size(80, 24), arguments);
        }

        /** Without what moves the cursor. */
        private String plain() {
            return shown().replaceAll("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[=>]", "");
        }

        /** After what was awaited last. */
        @Override
        void await(String text) throws InterruptedException {
            Wait.until(
                    () -> plain().indexOf(text, seen) >= 0,
                    () -> "no \"" + text + "\" on the screen after " + seen + ": " + shown().replace("\u001b", "^["));
            seen = plain().indexOf(text, seen) + text.length();
        }

        /** Types a line, and awaits what it writes and the next prompt. */
        void run(String line, String writes) throws Exception {
            type(line + "\r");
            await(writes);
            await("> ");
        }
    }

    private Typist person(String... arguments) throws Exception {
        Typist person = new Typist(sessions, arguments);
        people.add(person);
        if (arguments.length == 0) {
            person.await("/> ");
        }
        return person;
    }

    @BeforeEach
    void open() throws Exception {
        Tools tools = new Tools().add("piped", Preload.place(Piped.class), Piped.class.getName());
        tools.addShell("sh", List.of(Preload.place(atoll.shell.Main.class)), atoll.shell.Main.class.getName());
        sessions = new Sessions(atoll, terminals, "sh", tools, new Grants().write(folder, "/home"));
        services.add(terminals.service("terminal"));
        services.start();
    }

    @AfterEach
    void close() throws Exception {
        for (Typist person : people) {
            person.close();
        }
    }

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
    void keysThatEdit() throws Exception {
        Typist person = person();
        person.run("echo first", "\nfirst\r\n");
        person.run("never\u0015echo xz\u007fy", "\nxy\r\n");
        person.type("echo never\u0003");
        person.await("> ");
        person.run("echo $?", "\n130\r\n");
        person.run("history", "echo first");
        person.type("\u0004");
        assertEquals(0, person.end());
        assertTrue(Files.readString(folder.resolve(".sh_history")).startsWith("echo first\n"));
    }

    @Test
    void historyOutlivesTheShellAndItsFileMayBeBroken() throws Exception {
        Files.write(
                folder.resolve(".sh_history"), new byte[] {'e', 'c', 'h', 'o', ' ', 'o', 'l', 'd', '\n', -1, 0, '\n'});
        Typist person = person();
        person.run("history", "echo old");
        person.type("exit\r");
        assertEquals(0, person.end());
    }

    private long running() {
        return atoll.processes().all().stream()
                .filter(process -> process.name().contains("piped"))
                .count();
    }

    /** Types a command, and waits until one process more is there. */
    private void start(Typist person, String line) throws Exception {
        long before = running();
        person.type(line + "\r");
        Wait.until(() -> running() > before, person::shown);
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
        person.type("one two three\r");
        person.await("> ");
        person.run("echo \"$y|$x\"", "\ntwo three|one\r\n");
    }

    @Test
    void theWindow() throws Exception {
        Typist person = person();
        person.session.resize(new Size(40, 10));
        person.run("echo 0123456789012345678901234567890123456789012345", "\n0123456789");
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
