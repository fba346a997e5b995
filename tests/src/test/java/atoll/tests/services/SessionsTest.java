package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.terminal.Size;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.system.service.TerminalService;
import atoll.system.session.Session;
import atoll.system.session.Sessions;
import atoll.system.session.Tools;
import atoll.tests.Wait;
import guest.Piped;
import guest.TinyShell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shells that people have, each with a terminal of its own, and what becomes of all that they started. */
@Timeout(180)
class SessionsTest extends Served {
    private final TerminalService terminals = new TerminalService(atoll, services, PATIENCE);
    private final List<Person> people = new ArrayList<>();
    private Sessions sessions;

    private Person person(String... arguments) throws IOException {
        Person person = new Person(sessions, Map.of("WHO", "me"), new Size(91, 17), arguments);
        people.add(person);
        return person;
    }

    @BeforeEach
    void open() throws IOException {
        Tools tools = new Tools().add("piped", Preload.place(Piped.class), Piped.class.getName());
        tools.addShell("tiny", List.of(Preload.place(TinyShell.class)), TinyShell.class.getName());
        sessions = new Sessions(atoll, terminals, "tiny", tools, new Grants().environment("ALL", "have this"));
        services.add(terminals.service("terminal"));
        services.start();
    }

    @AfterEach
    void close() throws Exception {
        for (Person person : people) {
            person.close();
        }
    }

    @Test
    void aShellAtATerminal() throws Exception {
        Person person = person("-a", "b");
        person.await("shell [-a, b]\r\n");
        person.type("echo hello\n");
        person.await("hello\r\nstatus 0\r\n");
        person.type("size\n");
        person.await("Size[columns=91, rows=17]");
        person.session.resize(new Size(40, 20));
        person.type("size\n");
        person.await("Size[columns=40, rows=20]");
        person.type("env WHO\nenv ALL\n");
        person.await("me\r\n");
        person.await("have this\r\n");
        person.type("environment ALL\n");
        person.await("null /\r\n");
        person.type("exit 7\n");
        assertEquals(7, person.end());
    }

    @Test
    void twoPeopleDoNotSeeEachOther() throws Exception {
        Person one = person();
        Person other = person();
        one.type("echo one\n");
        other.type("echo other\n");
        one.await("status 0");
        other.await("status 0");
        assertTrue(one.shown().contains("one\r\n") && !one.shown().contains("other"), one::shown);
        assertTrue(other.shown().contains("other\r\n"), other::shown);
        one.type("exit 0\n");
        assertEquals(0, one.end());
        other.type("echo still\n");
        other.await("still\r\nstatus 0");
    }

    @Test
    void allEndsWithTheShell() throws Exception {
        Person person = person();
        List<Process> before = atoll.processes().all();
        person.type("start hang\nstart yes\nstart hang\n");
        Wait.until(() -> person.shown().split("started", -1).length == 4, person::shown);
        List<Process> started = new ArrayList<>(atoll.processes().all());
        started.removeAll(before);
        started.removeIf(process -> !process.name().equals("piped"));
        assertEquals(3, started.size());
        person.type("exit 3\n");
        assertEquals(3, person.end());
        for (Process process : started) {
            assertTrue(process.death().isDone(), process::name);
        }
    }

    @Test
    void aTerminalThatVanishes() throws Exception {
        Person person = person();
        person.await("shell");
        person.fingers.close();
        assertEquals(0, person.end());
        Person hanging = person();
        hanging.type("hang\n");
        hanging.await("asleep");
        hanging.fingers.close();
        assertEquals(137, hanging.end());
    }

    @Test
    void terminalsAreUsedAgain() throws Exception {
        for (int i = 0; i < Sessions.MOST; i++) {
            person();
        }
        assertEquals("there are " + Sessions.MOST + " sessions already", refused(this::person));
        for (Person person : people) {
            person.fingers.close();
            person.end();
        }
        Person next = person();
        next.type("echo again\n");
        next.await("again\r\nstatus 0");
        sessions.close();
        assertEquals("the system is going down", refused(this::person));
    }

    @Test
    void theTerminalServerIsKilledMeanwhile() throws Exception {
        Person person = person();
        person.await("shell");
        for (int i = 0; i < 5; i++) {
            kill("terminal");
            person.type("echo kill" + i + "\n");
            // What was on its way to the screen is lost with the server, what was typed is not.
            Wait.until(() -> person.shown().contains("status 0"), person::shown);
            person.screen.reset();
        }
        person.type("exit 5\n");
        assertEquals(5, person.end());
    }

    @Test
    void withoutATerminal() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Session session = sessions.run(
                List.of("-c"),
                Map.of(),
                new ByteArrayInputStream("env ALL\nexit 4\n".getBytes(StandardCharsets.UTF_8)),
                out,
                err);
        assertEquals(4, session.waitFor());
        assertEquals("shell [-c]\nhave this\n", out.toString(StandardCharsets.UTF_8));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    /** A shell in a shell starts programs as well; what it leaves behind goes on, until the session ends. */
    @Test
    void aShellInAShell() throws Exception {
        Person person = person();
        person.await("shell");
        person.type("nested\n");
        Wait.until(() -> person.shown().split("shell \\[", -1).length == 3, person::shown);
        person.type("start hang\n");
        person.await("started");
        person.type("exit 9\n");
        person.await("status 9");
        Process left = atoll.processes().all().stream()
                .filter(process -> process.name().equals("piped"))
                .findFirst()
                .orElseThrow();
        assertFalse(left.death().isDone());
        person.type("exit 2\n");
        assertEquals(2, person.end());
        assertTrue(left.death().isDone());
    }

    @Test
    void whoNeverTypesIsEndedAllTheSame() throws Exception {
        PipedInputStream silent = new PipedInputStream(new PipedOutputStream());
        Session session =
                sessions.run(List.of(), Map.of(), silent, new ByteArrayOutputStream(), new ByteArrayOutputStream());
        session.close();
        assertEquals(137, session.waitFor());
    }
}
