package atoll.system.up;

import atoll.contract.process.ProcessSignal;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import atoll.system.BadInput;
import atoll.system.ProgramFinder;
import atoll.system.control.ControlServer;
import atoll.system.control.ControlService;
import atoll.system.control.RunFolder;
import atoll.system.definition.BadDefinition;
import atoll.system.definition.DefinitionReader;
import atoll.system.definition.Nearest;
import atoll.system.definition.Position;
import atoll.system.definition.Problems;
import atoll.system.definition.ProcessDefinition;
import atoll.system.definition.ProgramSource;
import atoll.system.definition.SystemDefinition;
import atoll.system.memory.MemoryMeter;
import atoll.system.service.Services;
import atoll.system.service.TerminalService;
import atoll.system.session.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A system of processes that a definition describes: started, watched, changed and ended as a whole. */
public final class RunningSystem {
    /** What the supervisor is called among the processes. */
    public static final String SUPERVISOR = "supervisor";

    /** What the server of terminals is called. */
    private static final String TERMINAL = "terminal";

    // One that hangs would keep ^C from programs.
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration BEAT_DEADLINE = Duration.ofSeconds(5);
    private static final int MISSES = 3;

    private static final long LOOK_MILLIS = 1_000;
    private static final long DEATH_SECONDS = 10;

    /** How it came to its end. */
    public record Ended(boolean well, String why) {}

    /** What a reload did: names of processes and files. */
    public record Change(List<String> ended, List<String> started, List<String> restarted, List<String> kept) {}

    private final Atoll atoll;
    private final Services services;
    private final LogBook book = new LogBook();
    private final Living living;
    private final MemoryMeter memory;
    private final Metrics metrics;
    private final Recordings recordings;
    private final ControlServer control;
    private final ControlService controlled;
    private final Watcher watcher;
    private final CompletableFuture<List<Status>> settled = new CompletableFuture<>();
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();

    /** One change at a time. */
    private final Object changes = new Object();

    private volatile @Nullable Plan plan;
    private volatile @Nullable Sessions sessions;
    private volatile boolean told;

    /** Of the console that it has besides; -1: none. */
    private volatile int consolePort = -1;

    /** Nothing runs yet. {@code hears} is told what happens, on a thread of the system's, which it should not hold up. */
    public RunningSystem(Atoll atoll, Consumer<Happening> hears) {
        this.atoll = atoll;
        services = new Services(atoll);
        living = new Living(atoll, services, this::ofSession);
        memory =
                new MemoryMeter(atoll.processes()::all, () -> RunFolder.ofUser().path());
        metrics = new Metrics(this);
        recordings = new Recordings(living.calls());
        control = new ControlServer(new SystemAnswers(this));
        controlled = new ControlService(atoll, control);
        watcher = new Watcher(services, happening -> {
            hears.accept(happening);
            Recordings.happened(happening);
            TakenPorts.in(happening, definitionOf(happening.process()), book).forEach(hears);
        });
    }

    /** Starts all of it; {@link BadDefinition} when it cannot be, with all that is in the way: nothing has run then. */
    public void start(SystemDefinition given) throws BadDefinition, IOException {
        SystemDefinition definition = withConsole(given);
        Plan made = new Planner(atoll, services, book, controlled, definition, null).plan();
        services.tree(definition.supervision());
        made.come().values().forEach(services::add);
        people(made);
        plan = made;
        try {
            services.start();
        } catch (IOException | RuntimeException e) {
            services.close();
            throw e;
        }
        Thread watch = new Thread(null, this::watch, "watch of the system", 0, false);
        watch.setDaemon(true);
        watch.start();
    }

    private void people(Plan made) {
        Grants given = made.session();
        if (given != null) {
            TerminalService terminals = new TerminalService(atoll, services);
            sessions = new Sessions(atoll, terminals, Shell.NAME, Shell.tools(), given.readOnlyRoot());
            services.add(terminals.service(TERMINAL).heartbeat(BEAT, BEAT_DEADLINE, MISSES));
        }
    }

    private boolean ofSession(int pid) {
        Sessions all = sessions;
        return all != null && all.has(pid);
    }

    /** Who works in it at terminals; null when its definition has no sessions. */
    public @Nullable Sessions sessions() {
        return sessions;
    }

    private Plan plan() {
        Plan now = plan;
        if (now == null) {
            throw new IllegalStateException("it was not started");
        }
        return now;
    }

    /** What it runs by. */
    public SystemDefinition definition() {
        return plan().definition();
    }

    /** What it says of that process; null for one that it does not name, such as of a session, or files. */
    @Nullable ProcessDefinition definitionOf(String process) {
        Plan.Part part = plan().parts().get(process);
        return part == null ? null : part.definition();
    }

    // -- what becomes of it

    private void watch() {
        try {
            long seen = -1;
            while (!services.done().isDone()) {
                seen = services.await(seen, LOOK_MILLIS);
                look();
            }
            String why = services.done().get();
            look();
            awaitDeaths();
            memory.close();
            ended.complete(new Ended(told, why));
            recordings.close();
            control.close();
        } catch (InterruptedException | ExecutionException e) {
            ended.complete(new Ended(false, String.valueOf(e)));
        }
    }

    private void look() {
        synchronized (changes) {
            watcher.look();
        }
        metrics.look();
        recordings.look();
        List<Status> statuses = statuses();
        boolean still = true;
        boolean over = true;
        boolean any = false;
        for (Status status : statuses) {
            ProcessDefinition process = definitionOf(status.name());
            boolean builtIn = process == null || process.program() instanceof ProgramSource.Server;
            any |= !builtIn;
            over &= builtIn || status.isOver();
            still &= status.isOver() || status.state().equals(Status.READY);
        }
        if (still) {
            settled.complete(statuses);
        }
        if (over && any && !told) {
            boolean well = true;
            for (Status status : statuses) {
                well &= !status.isOver() || watcher.endedWell(status.name());
            }
            told = well;
            services.stop();
        }
    }

    /** Completes when each process is ready, or will not be. */
    public CompletableFuture<List<Status>> settled() {
        return settled.copy();
    }

    /** Completes when all is over, and all processes are dead. */
    public CompletableFuture<Ended> ended() {
        return ended.copy();
    }

    /** How the processes of the definition are, and its files, in its order. */
    public List<Status> statuses() {
        Plan now = plan();
        Set<String> names = new LinkedHashSet<>(now.files().keySet());
        names.addAll(now.parts().keySet());
        return watcher.statuses(names);
    }

    /** What collectors of metrics read. */
    Metrics metrics() {
        return metrics;
    }

    /** What measures the heap that processes hold. */
    MemoryMeter memory() {
        return memory;
    }

    /** Waits so long; whether it has ended by then. */
    boolean awaitEnd(long millis) throws InterruptedException {
        try {
            ended.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end cannot fail", e);
        }
    }

    /** Who asks it what it is, and tells it what to do. To be closed by whoever started it. */
    public ControlServer control() {
        return control;
    }

    /** See {@link ControlService#token}. */
    public String token(String client) {
        return controlled.token(client);
    }

    /** See {@link ControlService#metricsToken}. */
    public String metricsToken(String client) {
        return controlled.metricsToken(client);
    }

    /** The processes that live in it. */
    Living living() {
        return living;
    }

    public LogBook book() {
        return book;
    }

    // -- what is done to it

    /** Does that to the process of that name, or of that number; returns its number. {@link BadInput} when there is none. */
    public int signal(String nameOrNumber, ProcessSignal signal) throws BadInput {
        return living.signal(nameOrNumber, signal);
    }

    /** Starts that process anew, whatever became of it: see {@link Services#restart}. */
    public void restart(String name) throws BadInput, InterruptedException {
        List<String> names = services.names();
        if (!names.contains(name)) {
            throw new BadInput("no process of the definition is named " + name + Nearest.hint(name, names));
        }
        synchronized (changes) {
            services.restart(name);
            watcher.look();
        }
    }

    /** Ends all, those that need others first, each as it is told in the definition; {@link #ended} tells when that is done. */
    public void end() {
        told = true;
        services.stop();
    }

    /** Ends all at once. */
    public void endNow() {
        told = true;
        services.close();
    }

    private void awaitDeaths() throws InterruptedException {
        services.close();
        for (String name : services.names()) {
            awaitDeath(services.process(name));
        }
        awaitDeath(services.supervisor());
    }

    private static void awaitDeath(@Nullable Process process) throws InterruptedException {
        if (process != null) {
            try {
                process.death().get(DEATH_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                // The JVM ends with it.
            }
        }
    }

    /**
     * Reads the definition again, and makes the system what it says: only what is another than before is ended and started, and what
     * is the same goes on. {@link BadDefinition} when it cannot be: nothing has changed then.
     */
    public Change reload() throws BadDefinition, InterruptedException {
        synchronized (changes) {
            Plan before = plan();
            SystemDefinition next = DefinitionReader.read(before.definition().file());
            if (!next.name().equals(before.definition().name())) {
                Problems problems = new Problems(next.file());
                problems.add(
                        Position.NONE,
                        "name: a running system keeps its name, which is \""
                                + before.definition().name() + "\"; end it with atoll down to start it under another");
                problems.check();
            }
            return become(withConsole(next));
        }
    }

    private Change become(SystemDefinition next) throws BadDefinition, InterruptedException {
        Plan before = plan();
        Plan now = new Planner(atoll, services, book, controlled, next, before).plan();
        boolean same = now.gone().isEmpty()
                && now.come().isEmpty()
                && next.supervision().equals(before.definition().supervision());
        if (!same) {
            services.change(now.gone(), List.copyOf(now.come().values()), next.supervision());
        }
        plan = now;
        watcher.look();
        return change(before, now);
    }

    /** As it is told beside its definition. */
    private SystemDefinition withConsole(SystemDefinition next) throws BadDefinition {
        int port = consolePort;
        try {
            return port < 0 ? next : WebConsole.in(next, port);
        } catch (BadInput e) {
            Problems problems = new Problems(next.file());
            problems.add(Position.NONE, BadInput.oneLine(e));
            problems.check();
            return next;
        }
    }

    /** Has a console in the browser, whatever its definition says: from the start, or from now on. Does nothing if it has one. */
    public void console(int port) throws BadDefinition, InterruptedException {
        synchronized (changes) {
            int before = consolePort;
            consolePort = port;
            if (plan != null) {
                try {
                    become(withConsole(definition()));
                } catch (BadDefinition e) {
                    consolePort = before;
                    throw e;
                }
            }
        }
    }

    private static Change change(Plan before, Plan now) {
        Change change = new Change(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<String> was = new LinkedHashSet<>(before.files().keySet());
        was.addAll(before.parts().keySet());
        Set<String> is = new LinkedHashSet<>(now.files().keySet());
        is.addAll(now.parts().keySet());
        for (String name : was) {
            if (!is.contains(name)) {
                change.ended.add(name);
            }
        }
        for (String name : is) {
            List<String> to =
                    !was.contains(name) ? change.started : now.gone().contains(name) ? change.restarted : change.kept;
            to.add(name);
        }
        return change;
    }

    /** The program of that process, with another jar in place of the one in its definition. */
    public Program nextProgram(String name, String jar) throws BadInput {
        Plan.Part part = plan().parts().get(name);
        if (part == null || part.program() == null) {
            throw new BadInput(
                    part == null
                            ? "no process is named " + name
                                    + Nearest.hint(name, plan().parts().keySet())
                            : name + " is a server of Atoll's: it comes with Atoll");
        }
        ProcessDefinition process = part.definition();
        String main = switch (process.program()) {
            case ProgramSource.Jar source -> source.main();
            case ProgramSource.Artifact source -> source.main();
            case ProgramSource.ClassPath source -> source.main();
            default -> throw new BadInput(name + " runs no jar");
        };
        ProgramSource source = new ProgramSource.Jar(Path.of(jar), main);
        ProgramFinder.Found found = new ProgramFinder(path -> false).find(source, process.arguments());
        Program next = found.program();
        return new Program(name, next.classPath(), next.mainClass(), next.arguments());
    }

    /** What was the last that happened to that process. */
    public String lastCause(String name) {
        watcher.look();
        for (Status status : watcher.statuses(Set.of(name))) {
            return status.cause();
        }
        return "";
    }

    /** See {@link Services#upgrade}: for as long as the system runs, and the definition does not change for that process. */
    public boolean upgrade(String name, Program program, Duration limit) {
        return services.upgrade(name, program, limit);
    }
}
