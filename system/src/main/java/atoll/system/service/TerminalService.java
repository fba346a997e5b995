package atoll.system.service;

import atoll.contract.terminal.SessionStore;
import atoll.contract.terminal.Terminal;
import atoll.contract.terminal.TerminalDriver;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.SignalCounter;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Standard;
import atoll.system.Atoll;
import atoll.system.OwnJars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Terminals in the system: which sessions there are, who drives them, whose programs they are. Name all sessions, at most 60, then add
 * the {@link #service} to the services, and give processes what they need by {@link #let}, {@link #control} and {@link #drive}.
 *
 * <p>Each of these is for one process: by its badge the server knows whose end to wait for. A session is driven by one driver after
 * the other; processes belong to the one that it had when they were given the terminal.
 */
public final class TerminalService {
    private static final String PROGRAM = "atoll.server.terminal.TerminalServer";
    private static final Set<String> PROGRAMS = Set.of("read", "write", "modes");
    private static final Set<String> CONTROL = Set.of("read", "write", "modes", "control");

    /** What a session signals. */
    public enum Bell {
        /** There may be something to read. */
        INPUT,
        /** There may be room to write. */
        ROOM,
        /** There may be something to show. */
        OUTPUT,
        /** There may be room for keys. */
        KEYS,
        INTERRUPT,
        QUIT,
        SUSPEND,
        RESIZED,
        HUNG_UP;

        String text() {
            return this == HUNG_UP ? "hung up" : name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private record Session(
            Endpoint<Terminal> terminal, Endpoint<TerminalDriver> driver, Map<Bell, SignalCounter> bells) {
        SignalCounter bell(Bell bell) {
            SignalCounter counter = bells.get(bell);
            if (counter == null) {
                throw new IllegalStateException("no bell " + bell);
            }
            return counter;
        }
    }

    private final Atoll atoll;
    private final Services services;
    private final Duration patience;
    private final Holders holders;
    private final Clients<Session> sessions = new Clients<>("a terminal server");

    /** A call waits for the server {@code patience} at most. */
    public TerminalService(Atoll atoll, Services services, Duration patience) {
        this.atoll = atoll;
        this.services = services;
        this.patience = patience;
        holders = new Holders(atoll);
    }

    /** As the other, with a patience of ten seconds. */
    public TerminalService(Atoll atoll, Services services) {
        this(atoll, services, Duration.ofSeconds(10));
    }

    /** Before the server is made. {@link IllegalArgumentException} when the name is taken. */
    public TerminalService session(String name) {
        String known = ClientName.checked(name);
        Map<Bell, SignalCounter> bells = new EnumMap<>(Bell.class);
        for (Bell bell : Bell.values()) {
            bells.put(bell, atoll.notification(bell.text() + " of " + known));
        }
        Endpoint<Terminal> terminal =
                atoll.endpoint("terminal of " + known, Terminal.class).patience(patience);
        Endpoint<TerminalDriver> driver =
                atoll.endpoint("driver of " + known, TerminalDriver.class).patience(patience);
        sessions.add(known, new Session(terminal, driver, bells));
        return this;
    }

    /** The server, to be kept running under that name; its sessions are kept under that name as well. */
    public Service service(String name) {
        List<String> arguments = new ArrayList<>();
        Grants grants = holders.give(new Grants());
        sessions.forEach((session, of) -> {
            arguments.add(session);
            grants.use("state of " + session, services.store(name + " " + session, SessionStore.class))
                    .serve("terminal of " + session, of.terminal)
                    .serve("driver of " + session, of.driver);
            of.bells.forEach((bell, counter) -> grants.signal(bell.text() + " of " + session, counter));
        });
        return new Service(name, new Program(name, List.of(OwnJars.ofClass(PROGRAM)), PROGRAM, arguments), grants);
    }

    /** Gives the process with these grants {@code terminal}, and the notifications {@code terminal input} and {@code terminal room}. */
    public Grants let(String session, Grants process) {
        return give(session, process, PROGRAMS);
    }

    /**
     * As {@link #let}, with the right {@code control}, and the notifications {@code terminal interrupt}, {@code quit}, {@code suspend},
     * {@code resized} and {@code hung up}: for the one process that decides what these mean to the others.
     */
    public Grants control(String session, Grants process) {
        controlBells(sessions.known(session), process);
        return give(session, process, CONTROL);
    }

    private static void controlBells(Session of, Grants process) {
        for (Bell bell : List.of(Bell.INTERRUPT, Bell.QUIT, Bell.SUSPEND, Bell.RESIZED, Bell.HUNG_UP)) {
            process.await("terminal " + bell.text(), of.bell(bell));
        }
    }

    /** {@link #control} and {@link #attach} together: for a shell. */
    public Grants lead(String session, Grants process) {
        Session of = sessions.known(session);
        controlBells(of, process);
        Capability<Terminal> terminal = ofOne(of.terminal.capability().with(CONTROL), process);
        return process.terminal(terminal, of.bell(Bell.INPUT), of.bell(Bell.ROOM));
    }

    /**
     * As {@link #let}, and the process has the session as its standard input and output and its console, in place of the streams that it
     * is given: a program needs to know nothing of this.
     */
    public Grants attach(String session, Grants process) {
        return attach(session, process, EnumSet.allOf(Standard.class));
    }

    /** As the other, in place of these streams alone. */
    public Grants attach(String session, Grants process, Set<Standard> standard) {
        Session of = sessions.known(session);
        Capability<Terminal> terminal = ofOne(of.terminal.capability().with(PROGRAMS), process);
        return process.terminal(terminal, of.bell(Bell.INPUT), of.bell(Bell.ROOM), standard);
    }

    private Grants give(String session, Grants process, Set<String> rights) {
        Session of = sessions.known(session);
        return process.use("terminal", ofOne(of.terminal.capability().with(rights), process))
                .await("terminal input", of.bell(Bell.INPUT))
                .await("terminal room", of.bell(Bell.ROOM));
    }

    /** Gives the process with these grants {@code driver}, and the notifications {@code driver output} and {@code driver keys}. */
    public Grants drive(String session, Grants process) {
        Session of = sessions.known(session);
        return process.use("driver", ofOne(of.driver.capability(), process))
                .await("driver output", of.bell(Bell.OUTPUT))
                .await("driver keys", of.bell(Bell.KEYS));
    }

    /** With a badge of its own, whose end the server hears of. */
    private <C> Capability<C> ofOne(Capability<C> capability, Grants process) {
        long badge = holders.newBadge();
        process.whenEnding(() -> holders.ended(badge));
        return capability.badged(badge);
    }

    /** Forgets what was signalled and nobody has heard, before somebody else has the session. */
    public void clear(String session) {
        sessions.known(session).bells.values().forEach(SignalCounter::poll);
    }

    /** For the host itself, which nobody expects to end. */
    public Capability<Terminal> terminal(String session) {
        return sessions.known(session).terminal.capability();
    }

    /** For the host itself. */
    public Capability<TerminalDriver> driver(String session) {
        return sessions.known(session).driver.capability();
    }

    /** So long a call waits for a server, at most. */
    Duration patience() {
        return patience;
    }

    /** Whether there may be a server again when there is none. */
    boolean goesOn() {
        return !services.isDone();
    }

    /** For the host itself; who waits for one must be the only one. */
    public SignalCounter bell(String session, Bell bell) {
        return sessions.known(session).bell(bell);
    }
}
