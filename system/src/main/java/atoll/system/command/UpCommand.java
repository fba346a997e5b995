package atoll.system.command;

import atoll.system.Atoll;
import atoll.system.BadInput;
import atoll.system.Signals;
import atoll.system.control.ControlSocket;
import atoll.system.control.RunFolder;
import atoll.system.control.SystemLock;
import atoll.system.definition.BadDefinition;
import atoll.system.definition.DefinitionReader;
import atoll.system.definition.SystemDefinition;
import atoll.system.memory.DumpFolder;
import atoll.system.session.Sessions;
import atoll.system.up.RunningSystem;
import atoll.system.up.WebConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atoll up}: a system in this JVM, until it ends; or in one of its own. */
@picocli.CommandLine.Command(
        description = "Starts a system of processes from its definition, and keeps it running.",
        footer = {
            "",
            "Exit status: 0 when it was told to end, or all of it ended well; 1 when it failed; 2 for a file that makes no sense.",
            "",
            "Examples:",
            "  atoll up",
            "  atoll up --logs shop.toml",
            "  atoll up -d shop.toml && atoll status",
            "  atoll up --console"
        })
final class UpCommand implements Command {
    private static final String DEFAULT = "atoll.toml";

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The definition; " + DEFAULT + " if not said, or without it a system that is built in.")
    @Nullable String file;

    @Option(
            names = {"-d", "--detach"},
            description = "In the background: returns when all of it is ready, or will not be.")
    boolean detach;

    @Option(names = "--print", description = "Shows the definition, and starts nothing.")
    boolean print;

    @Option(
            names = "--no-shell",
            description = "Tells what happens, where a terminal would have a shell of the system.")
    boolean noShell;

    @Option(
            names = "--console",
            arity = "0..1",
            paramLabel = "PORT",
            fallbackValue = "" + WebConsole.PORT,
            description =
                    "With a console in the browser, on that port of the loopback; " + WebConsole.PORT + " if not said.")
    @Nullable Integer console;

    @Option(names = "--logs", description = "Also shows what the processes write.")
    boolean logs;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    boolean help;

    @Override
    public int call() throws Exception {
        Path definition = definition();
        if (print) {
            System.out.print(definition == null ? DefaultSystem.text() : Files.readString(definition));
            return 0;
        }
        if (console != null) {
            ConsoleCommand.checkPort(console);
        }
        return detach ? Background.start(definition, console) : foreground(definition);
    }

    /** Null: the one that is built in. */
    private @Nullable Path definition() {
        if (file != null) {
            return Path.of(file);
        }
        Path here = Path.of(DEFAULT);
        return Files.exists(here) ? here : null;
    }

    private int foreground(@Nullable Path from) throws BadInput, BadDefinition, IOException, InterruptedException {
        // While the file is read and looked at, the kernel boots.
        FutureTask<Atoll> boot = new FutureTask<>(Atoll::boot);
        Thread boots = new Thread(null, boot, "boot", 0, false);
        boots.setDaemon(true);
        boots.start();
        SystemDefinition definition = from == null ? DefaultSystem.read() : DefinitionReader.read(from);
        RunFolder folder = RunFolder.ofUser();
        SystemLock lock = SystemLock.take(folder, definition.name());
        try {
            DumpFolder.sweep(folder.path());
            Background.inFolder(folder, definition.name());
            return run(definition, folder.socket(definition.name()), booted(boot));
        } finally {
            lock.close();
        }
    }

    private static Atoll booted(FutureTask<Atoll> boot) throws BadInput, InterruptedException {
        try {
            return boot.get();
        } catch (ExecutionException e) {
            throw new BadInput(BadInput.oneLine(e.getCause() == null ? e : e.getCause()));
        }
    }

    private int run(SystemDefinition definition, Path socket, Atoll atoll)
            throws BadDefinition, IOException, InterruptedException {
        Narrator narrator = new Narrator();
        RunningSystem system = new RunningSystem(atoll, narrator::hear);
        listen(system);
        if (console != null) {
            system.console(console);
        }
        system.start(definition);
        String addresses = addresses(system);
        if (!addresses.isEmpty()) {
            System.out.println(addresses);
        }
        ControlSocket control = ControlSocket.open(socket, system.control());
        try {
            Console terminal = terminal(system);
            if (terminal != null) {
                int status = terminal.run();
                system.end();
                system.ended().get();
                return status;
            }
            narrator.start(system, logs);
            RunningSystem.Ended ended = system.ended().get();
            narrator.end(ended);
            return ended.well() ? 0 : 1;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end cannot fail", e);
        } finally {
            system.endNow();
            control.close();
            system.control().close();
        }
    }

    /** A line for each console; empty if there are none. */
    static String addresses(RunningSystem system) {
        List<String> lines = new ArrayList<>();
        WebConsole.addresses(system).forEach(each -> lines.add("console: " + each));
        return String.join("\n", lines);
    }

    /** Null: there is no terminal, or nobody wants a shell. */
    private @Nullable Console terminal(RunningSystem system) {
        Sessions sessions = system.sessions();
        if (sessions == null || noShell || logs) {
            return null;
        }
        try {
            return new Console(sessions);
        } catch (BadInput e) {
            return null;
        }
    }

    /** The first signal ends it in order, the second at once. */
    private static void listen(RunningSystem system) {
        AtomicBoolean again = new AtomicBoolean();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signals.on(name, number -> {
                if (again.getAndSet(true)) {
                    system.endNow();
                } else {
                    system.end();
                }
            });
        }
    }
}
