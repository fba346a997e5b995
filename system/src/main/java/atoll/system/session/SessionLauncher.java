package atoll.system.session;

import atoll.contract.process.Launch;
import atoll.contract.process.LaunchFault;
import atoll.contract.process.Launched;
import atoll.contract.process.Launcher;
import atoll.contract.process.ProcessSignal;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Standard;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import atoll.system.service.Signalling;
import java.atoll.Headroom;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts the processes of one session. Its methods run on threads of the holder, which may be killed in them and may be at the ends of
 * their stacks; processes are made by a thread of the host, so that each is there wholly or not at all. A holder that is killed while it
 * waits here is let go by {@link #close}, which is for {@link Grants#whenEnding}.
 */
public final class SessionLauncher implements Launcher, AutoCloseable {
    static {
        // Its code runs on threads of processes.
        Preload.beside(SessionLauncher.class);
    }

    private static final int WAITING_STARTS = 64;
    private static final long LOOK_MILLIS = 1_000;
    private static final String ENDS = "the session ends";

    private final Atoll atoll;
    private final Tools tools;
    private final Grants given;
    private final BiConsumer<Set<Standard>, Grants> attach;
    private final PipeTable pipes = new PipeTable();

    /** Those of the session: a shell that is started in it adds to them, and they go on when it ends. */
    private final JobTable jobs;

    private final boolean nested;
    private final ArrayBlockingQueue<Start> starts = new ArrayBlockingQueue<>(WAITING_STARTS);
    private final Thread starter = new Thread(null, this::startAll, "launcher", 0, false);

    /**
     * @param given what each process is given, besides its directory, its environment and its streams
     * @param attach gives a process the session's terminal in place of these streams; throws {@link IllegalArgumentException} without one
     */
    public SessionLauncher(Atoll atoll, Tools tools, Grants given, BiConsumer<Set<Standard>, Grants> attach) {
        this(atoll, tools, given, attach, new JobTable(), false);
    }

    private SessionLauncher(
            Atoll atoll,
            Tools tools,
            Grants given,
            BiConsumer<Set<Standard>, Grants> attach,
            JobTable jobs,
            boolean nested) {
        this.atoll = atoll;
        this.tools = tools;
        this.given = given.copy();
        this.attach = attach;
        this.jobs = jobs;
        this.nested = nested;
        starter.setDaemon(true);
        starter.start();
    }

    /** Gives it to the process with these grants, which holds it alone: it is closed with that. */
    Grants give(Grants process) {
        Endpoint<Launcher> endpoint = atoll.endpoint("launcher", Launcher.class);
        endpoint.serve(this);
        return process.use("launcher", endpoint.capability()).whenEnding(this::close);
    }

    /** Ends all that was started in the session, unless this is the launcher of a shell in it, and gives up the pipes. */
    @Override
    public void close() {
        if (!nested) {
            jobs.close();
        }
        pipes.close();
        starter.interrupt();
    }

    /** Whether it is of a living process that was started in the session. */
    boolean has(int pid) {
        return jobs.living(pid) != null;
    }

    /** After {@link #close}: returns when all that was started is dead. */
    void waitForAll() throws InterruptedException {
        jobs.awaitNone();
    }

    @Override
    public String[] tools() {
        Headroom.need();
        return tools.names();
    }

    // -- starting

    /** One start that was asked for. */
    private static final class Start {
        final Launch launch;
        final String[] arguments;
        final String[] environment;

        // Guarded by this.
        private int pid;
        private @Nullable String refused;

        Start(Launch launch, String[] arguments, String[] environment) {
            this.launch = launch;
            this.arguments = arguments;
            this.environment = environment;
        }

        synchronized void done(int started) {
            pid = started;
            notifyAll();
        }

        synchronized void refuse(@Nullable String why) {
            refused = String.valueOf(why);
            notifyAll();
        }

        /**
         * {@code starter} might end before it sees this. An interrupt is kept for later: who is told that nothing was started could never
         * end what was.
         */
        synchronized int await(Thread starter) throws IOException {
            boolean interrupted = false;
            while (pid == 0 && refused == null) {
                if (!starter.isAlive()) {
                    throw LaunchFault.TOO_MANY.because(ENDS);
                }
                try {
                    wait(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (refused != null) {
                throw new IOException(refused);
            }
            return pid;
        }
    }

    @Override
    public int start(Launch launch, String[] arguments, String[] environment) throws IOException {
        Headroom.need();
        if (launch == null || hasNull(arguments) || hasNull(environment)) {
            throw LaunchFault.INVALID.because("null");
        }
        Start start = new Start(launch, arguments, environment);
        if (!starts.offer(start)) {
            throw LaunchFault.TOO_MANY.because("so many are being started");
        }
        return start.await(starter);
    }

    private static boolean hasNull(String @Nullable [] texts) {
        if (texts == null) {
            return true;
        }
        for (String text : texts) {
            if (text == null) {
                return true;
            }
        }
        return false;
    }

    private void startAll() {
        try {
            while (true) {
                Start next = starts.take();
                try {
                    next.done(spawn(next));
                } catch (IOException e) {
                    next.refuse(e.getMessage());
                } catch (RuntimeException | Error e) {
                    next.refuse(LaunchFault.INVALID.because(e.toString()).getMessage());
                }
            }
        } catch (InterruptedException e) {
            for (Start left = starts.poll(); left != null; left = starts.poll()) {
                left.refuse(LaunchFault.TOO_MANY.because(ENDS).getMessage());
            }
        }
    }

    private int spawn(Start start) throws IOException {
        Grants grants = given.copy().directory(start.launch.directory());
        Program program = program(start.launch.code(), List.of(start.arguments), grants);
        boolean launches = start.launch.code() instanceof Launch.Tool(String name) && tools.launches(name);
        for (String variable : start.environment) {
            int equals = variable.indexOf('=');
            if (equals < 1) {
                throw LaunchFault.INVALID.because(variable + ": not NAME=VALUE");
            }
            grants.environment(variable.substring(0, equals), variable.substring(equals + 1));
        }
        jobs.reserve();
        List<AutoCloseable> ends = new ArrayList<>();
        Process process;
        try {
            if (launches) {
                SessionLauncher next = new SessionLauncher(atoll, tools, given, attach, jobs, true);
                ends.add(next);
                next.give(grants);
            }
            Streams streams = streams(start.launch, grants, ends);
            process = atoll.prepare(program, grants, streams, List.of());
        } catch (IOException | RuntimeException | Error e) {
            jobs.forgo();
            close(ends);
            throw e;
        }
        jobs.add(process, () -> close(ends));
        process.start();
        return process.id();
    }

    private Program program(Launch.Code code, List<String> arguments, Grants grants) throws IOException {
        try {
            return switch (code) {
                case Launch.Tool(String name) -> {
                    Tools.Tool tool = tools.find(name);
                    if (tool == null) {
                        throw LaunchFault.NOT_FOUND.because("no command " + name);
                    }
                    yield tool.program(name, arguments, grants);
                }
                case Launch.Jar(String path) -> {
                    Path jar = Path.of(path);
                    yield new Program(String.valueOf(jar.getFileName()), List.of(jar), "", arguments);
                }
                case Launch.Main(String classPath, String name) -> {
                    List<Path> entries = new ArrayList<>();
                    for (String entry : classPath.split(":")) {
                        entries.add(Path.of(entry));
                    }
                    yield new Program(name, entries, name, arguments);
                }
            };
        } catch (InvalidPathException e) {
            throw LaunchFault.INVALID.because(String.valueOf(e.getMessage()));
        }
    }

    private Streams streams(Launch launch, Grants grants, List<AutoCloseable> ends) throws IOException {
        Set<Standard> terminal = EnumSet.noneOf(Standard.class);
        InputStream in = input(launch.input(), terminal, ends);
        OutputStream out = output(launch.output(), Standard.OUTPUT, terminal, ends);
        boolean same = launch.error().equals(launch.output()) && !(launch.error() instanceof Launch.AtTerminal);
        OutputStream err = same ? out : output(launch.error(), Standard.ERROR, terminal, ends);
        if (!terminal.isEmpty()) {
            attach.accept(terminal, grants);
        }
        return new Streams(in, out, err);
    }

    private InputStream input(Launch.Stream stream, Set<Standard> terminal, List<AutoCloseable> ends)
            throws IOException {
        return switch (stream) {
            case Launch.AtTerminal() -> {
                terminal.add(Standard.INPUT);
                yield InputStream.nullInputStream();
            }
            case Launch.Nothing() -> InputStream.nullInputStream();
            case Launch.OfFile(String path) -> new OpenedInput(path);
            case Launch.Pipe(int number) -> {
                Pipe.Reading end = pipes.reading(number);
                ends.add(end);
                yield end;
            }
        };
    }

    private OutputStream output(Launch.Stream stream, Standard which, Set<Standard> terminal, List<AutoCloseable> ends)
            throws IOException {
        return switch (stream) {
            case Launch.AtTerminal() -> {
                terminal.add(which);
                yield OutputStream.nullOutputStream();
            }
            case Launch.Nothing() -> OutputStream.nullOutputStream();
            case Launch.OfFile(String path) -> new OpenedOutput(path);
            case Launch.Pipe(int number) -> {
                Pipe.Writing end = pipes.writing(number);
                ends.add(end);
                yield end;
            }
        };
    }

    private static void close(List<AutoCloseable> ends) {
        for (AutoCloseable end : ends) {
            try {
                end.close();
            } catch (Exception e) {
                throw new IllegalStateException("neither the end of a pipe nor a launcher can fail to close", e);
            }
        }
    }

    // -- what was started

    @Override
    public @Nullable Launched await(int pid, long millis) throws IOException {
        Headroom.need();
        try {
            return jobs.await(pid, millis);
        } catch (InterruptedException e) {
            throw PipeTable.interrupted();
        }
    }

    @Override
    public boolean signal(int pid, ProcessSignal signal) {
        Headroom.need();
        Process process = jobs.living(pid);
        return process != null && Signalling.send(process, signal);
    }

    // -- pipes

    @Override
    public int pipe() throws IOException {
        Headroom.need();
        return pipes.open();
    }

    @Override
    public byte[] read(int pipe, int most) throws IOException {
        Headroom.need();
        return pipes.read(pipe, most);
    }

    @Override
    public void write(int pipe, byte[] bytes) throws IOException {
        Headroom.need();
        pipes.write(pipe, bytes);
    }

    @Override
    public void closeReading(int pipe) {
        Headroom.need();
        pipes.closeReading(pipe);
    }

    @Override
    public void closeWriting(int pipe) {
        Headroom.need();
        pipes.closeWriting(pipe);
    }
}
