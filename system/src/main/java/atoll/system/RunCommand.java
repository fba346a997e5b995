package atoll.system;

import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.personality.java.audit.Audit;
import atoll.system.service.ServedGrants;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code atoll run}: one program as one process, connected to the streams of this JVM. */
final class RunCommand {
    private RunCommand() {}

    static int run(List<String> words) throws BadInput, IOException, InterruptedException {
        RunOptions options = RunOptions.parse(words);
        if (options.help) {
            return Main.show("run.txt");
        }
        if (options.served && options.audits()) {
            throw new BadInput(
                    "--served: servers refuse what is not granted, so --learn and --audit would see nothing of it");
        }
        Grants given = options.grants.decode();
        ProgramFinder.Found found = ProgramFinder.find(options);
        options.grants.directory(given, found, options.audits());
        @Nullable Tty tty = options.terminal ? Tty.standard() : null;
        Start start = new Start(options, found, tty);
        if (!options.audits()) {
            return run(start, given);
        }
        if (options.learn != null) {
            // A file that cannot be written is told before the program has run.
            GrantFile.write(options.learn, List.of());
        }
        FileOutputStream err = new FileOutputStream(FileDescriptor.err);
        String end = tty == null ? "\n" : "\r\n";
        Audit audit = new Audit(options.audit ? line -> tell(err, line.concat(end)) : line -> {});
        int status = run(start, given.audit(audit));
        if (options.learn != null) {
            GrantFile.write(options.learn, options.grants.learned(audit.options()));
        }
        return status;
    }

    /** On a thread of the process, so without the streams of {@code System}, which are the process's there. */
    private static void tell(FileOutputStream err, String line) {
        try {
            err.write("atoll: audit: ".concat(line).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Nobody listens.
        }
    }

    /** What is to be started, at the terminal, or with the plain streams of this JVM if that is null. */
    private record Start(
            RunOptions options,
            ProgramFinder.Found found,
            @Nullable Tty tty) {}

    private static int run(Start start, Grants given) throws BadInput, InterruptedException {
        Signals signals = Signals.listen();
        Tty tty = start.tty;
        try {
            if (tty != null) {
                tty.quiet();
            }
            return run(start, given, signals);
        } catch (IOException e) {
            throw new BadInput("cannot start " + start.found.program().name(), e);
        } finally {
            if (tty != null) {
                tty.close();
            }
        }
    }

    private static int run(Start start, Grants direct, Signals signals)
            throws BadInput, IOException, InterruptedException {
        Beside beside = new Beside(boot());
        Program program = start.found.program();
        Grants given = given(start, direct, beside);
        @Nullable HostTerminal terminal = start.tty == null ? null : new HostTerminal(start.tty, signals, beside);
        beside.start();
        try {
            return terminal == null
                    ? run(program, given, beside, signals, plain())
                    : terminal.run(given, () -> run(program, given, beside, signals, Streams.none()));
        } finally {
            beside.end();
        }
    }

    /** What the process is given, with the servers that this takes. */
    private static Grants given(Start start, Grants direct, Beside beside) throws BadInput, IOException {
        Grants given = direct;
        if (start.options.served) {
            try {
                String name = start.found.program().name().replace(',', '_').replace('=', '_');
                ServedGrants served = new ServedGrants(beside.atoll(), name, direct);
                served.services().forEach(beside::add);
                given = served.grants();
            } catch (IllegalArgumentException e) {
                throw new BadInput("--served", e);
            }
        }
        start.options.grants.servers.mount(beside, given);
        for (Path extra : start.found.besides()) {
            if (!given.serves(extra)) {
                given.read(extra, extra.toString());
            }
        }
        return given;
    }

    private static int run(Program program, Grants given, Beside beside, Signals signals, Streams streams)
            throws IOException, InterruptedException {
        Process process = beside.atoll().spawn(program, given, streams);
        signals.endOrKill(process);
        return process.waitFor().status().code();
    }

    private static Streams plain() {
        StandardInput input = new StandardInput(new FileInputStream(FileDescriptor.in));
        input.start();
        return new Streams(input, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    }

    private static Atoll boot() throws BadInput {
        try {
            return Atoll.boot();
        } catch (IllegalStateException e) {
            throw new BadInput(BadInput.oneLine(e));
        }
    }
}
