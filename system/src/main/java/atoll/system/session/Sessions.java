package atoll.system.session;

import atoll.contract.terminal.Size;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import atoll.system.service.SessionDriver;
import atoll.system.service.TerminalService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * People in the system: each has a shell, and what it starts. All are given the same; none sees the terminal, the pipes or the jobs of another. At
 * most {@value #MOST} have a terminal at once.
 */
public final class Sessions {
    /** Terminals: two endpoints each, and a server has 64, with that of its health. */
    public static final int MOST = 24;

    private final Atoll atoll;
    private final String shell;
    private final Tools tools;
    private final Grants given;
    private final TerminalService terminals;

    // Guarded by this.
    private final Deque<String> free = new ArrayDeque<>();
    private boolean closed;

    private final Set<Session> living = ConcurrentHashMap.newKeySet();

    /**
     * @param terminals whose server is not made yet; it has no other sessions
     * @param shell the name of the shell among the tools
     * @param given what the shell is given, and each program that it starts; the environment is the shell's, to pass on
     */
    public Sessions(Atoll atoll, TerminalService terminals, String shell, Tools tools, Grants given) {
        this.atoll = atoll;
        this.terminals = terminals;
        this.shell = shell;
        this.tools = tools;
        this.given = given.copy();
        for (int i = 1; i <= MOST; i++) {
            String name = "tty" + i;
            terminals.session(name);
            free.addLast(name);
        }
    }

    private synchronized String take() throws IOException {
        if (closed || free.isEmpty()) {
            throw new IOException(closed ? "the system is going down" : "there are " + MOST + " sessions already");
        }
        return free.removeFirst();
    }

    /** Whether it is of a process of one of them, whatever its name is. */
    public boolean has(int pid) {
        for (Session session : living) {
            if (session.has(pid)) {
                return true;
            }
        }
        return false;
    }

    /** Has no more of them; those that there are go on until they end. */
    public synchronized void close() {
        closed = true;
    }

    /**
     * A shell at a terminal of its own: {@code keys} is what is typed there and must give what there is, {@code screen} shows it and must
     * keep nothing back. {@code environment} is the shell's besides what all have. When the keys end the terminal is hung up.
     */
    public Session open(
            List<String> arguments, Map<String, String> environment, Size size, InputStream keys, OutputStream screen)
            throws IOException {
        String name = take();
        SessionLauncher launcher = new SessionLauncher(
                atoll,
                tools,
                given.withoutEnvironment(),
                (standard, grants) -> terminals.attach(name, grants, standard));
        EndingInput watched = new EndingInput(keys);
        SessionDriver driver = new SessionDriver(terminals, name, watched, screen);
        try {
            terminals.clear(name);
            // First: processes belong to the opening that they find.
            driver.open(size);
            Grants grants = terminals.lead(name, grants(launcher, environment));
            Process process = prepare(arguments, grants, Streams.none());
            Session made = new Session(process, launcher, driver, session -> {
                living.remove(session);
                release(name);
            });
            watched.whenEnded(made::vanish);
            process.start();
            living.add(made);
            return made;
        } catch (IOException | RuntimeException | Error e) {
            launcher.close();
            driver.abandon();
            release(name);
            throw e;
        }
    }

    private synchronized void release(String name) {
        free.addLast(name);
    }

    /**
     * A shell without a terminal, with these streams, which are used by threads of its own; for one command. {@code in} may block for good: then
     * its thread ends when it is closed.
     */
    public Session run(
            List<String> arguments, Map<String, String> environment, InputStream in, OutputStream out, OutputStream err)
            throws IOException {
        SessionLauncher launcher = new SessionLauncher(atoll, tools, given.withoutEnvironment(), (standard, grants) -> {
            throw new IllegalArgumentException("the session has no terminal");
        });
        try {
            Streamed streamed = new Streamed(in, out, err);
            Process process = prepare(arguments, grants(launcher, environment), streamed.streams());
            Session made = new Session(process, launcher, streamed, living::remove);
            streamed.start();
            process.start();
            living.add(made);
            return made;
        } catch (IOException | RuntimeException | Error e) {
            launcher.close();
            throw e;
        }
    }

    private Grants grants(SessionLauncher launcher, Map<String, String> environment) {
        Grants grants = launcher.give(given.copy());
        environment.forEach(grants::environment);
        return grants;
    }

    private Process prepare(List<String> arguments, Grants grants, Streams streams) throws IOException {
        Tools.Tool tool = tools.find(shell);
        if (tool == null) {
            throw new IOException("there is no command " + shell);
        }
        return atoll.prepare(tool.program(shell, arguments, grants), grants, streams, List.of());
    }
}
