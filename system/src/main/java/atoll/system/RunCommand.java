package atoll.system;

import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.personality.java.audit.Audit;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code atoll run}: one program as one process, connected to the streams of this JVM. */
final class RunCommand {
    private RunCommand() {}

    static int run(List<String> words) throws BadInput, IOException, InterruptedException {
        RunOptions options = RunOptions.parse(words);
        if (options.help) {
            return Main.show("run.txt");
        }
        Grants given = options.grants.decode();
        ProgramFinder.Found found = new ProgramFinder(options).find();
        for (Path extra : found.besides()) {
            given.read(extra, extra.toString());
        }
        options.grants.directory(given, found, options.audits());
        if (!options.audits()) {
            return run(found.program(), given, options.grants.servers);
        }
        if (options.learn != null) {
            // A file that cannot be written is told before the program has run.
            GrantFile.write(options.learn, List.of());
        }
        FileOutputStream err = new FileOutputStream(FileDescriptor.err);
        Audit audit = new Audit(options.audit ? line -> tell(err, line) : line -> {});
        int status = run(found.program(), given.audit(audit), options.grants.servers);
        if (options.learn != null) {
            GrantFile.write(options.learn, options.grants.learned(audit.options()));
        }
        return status;
    }

    /** On a thread of the process, so without the streams of {@code System}, which are the process's there. */
    private static void tell(FileOutputStream err, String line) {
        try {
            err.write("atoll: audit: ".concat(line).concat("\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Nobody listens.
        }
    }

    private static int run(Program program, Grants given, MountOptions mounts) throws BadInput, InterruptedException {
        StandardInput input = new StandardInput(new FileInputStream(FileDescriptor.in));
        Streams streams =
                new Streams(input, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
        Signals signals = Signals.listen();
        Atoll atoll = boot();
        input.start();
        try {
            MountOptions.Running servers = mounts.start(atoll, given);
            try {
                Process process = atoll.spawn(program, given, streams);
                signals.endOrKill(process);
                return process.waitFor().status().code();
            } finally {
                servers.end();
            }
        } catch (IOException e) {
            throw new BadInput("cannot start " + program.name(), e);
        }
    }

    private static Atoll boot() throws BadInput {
        try {
            return Atoll.boot();
        } catch (IllegalStateException e) {
            throw new BadInput(BadInput.oneLine(e));
        }
    }
}
