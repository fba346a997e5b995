package atoll.tests.services;

import atoll.kernel.Preload;
import atoll.personality.java.Grants;
import atoll.system.service.TerminalService;
import atoll.system.session.Sessions;
import atoll.system.session.Tools;
import atoll.tests.Wait;
import guest.Piped;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Shells that people type at, with {@code folder} as their home. */
abstract class AtShell extends Served {
    private final TerminalService terminals = new TerminalService(atoll, services, PATIENCE);
    private final List<Typist> people = new ArrayList<>();
    Sessions sessions;

    /** Somebody whose terminal can move its cursor; with arguments a script runs there. */
    Typist person(String... arguments) throws Exception {
        Typist person = at("xterm", arguments);
        if (arguments.length == 0) {
            // The first is shown before lines can be edited.
            person.await("/> ");
            person.await("/> ");
        }
        return person;
    }

    Typist at(String terminal, String... arguments) throws Exception {
        Typist person = new Typist(sessions, terminal, arguments);
        people.add(person);
        return person;
    }

    @BeforeEach
    void open() throws Exception {
        Tools tools = new Tools().add("piped", Preload.place(Piped.class), Piped.class.getName());
        tools.addShell(
                "sh",
                List.of(
                        Preload.place(atoll.shell.Main.class),
                        Preload.place(org.jline.reader.LineReader.class),
                        Preload.place(org.jline.terminal.Terminal.class)),
                atoll.shell.Main.class.getName());
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

    private long running() {
        return atoll.processes().all().stream()
                .filter(process -> process.name().contains("piped"))
                .count();
    }

    /** Types a command, and waits until one process more is there. */
    void start(Typist person, String line) throws Exception {
        long before = running();
        person.type(line + "\r");
        Wait.until(() -> running() > before, person::shown);
    }

    /** Nothing runs that a command started. */
    void awaitNoPrograms(Typist person) throws Exception {
        Wait.until(() -> running() == 0, person::shown);
    }
}
