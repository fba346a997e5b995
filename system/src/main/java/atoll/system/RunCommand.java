package atoll.system;

import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atoll run}: one program as one process, connected to the streams of this JVM. */
@Command(
        name = "run",
        header = "Runs a Java program as an isolated process.",
        customSynopsis = {
            "atoll run [OPTIONS] APP.jar [ARGUMENTS]",
            "       atoll run [OPTIONS] -cp PATH MAIN_CLASS [ARGUMENTS]",
            "       atoll run [OPTIONS] GROUP:ARTIFACT[:EXTENSION[:CLASSIFIER]]:VERSION [-m MAIN_CLASS] [ARGUMENTS]"
        },
        description = {
            "%nStandard input, output and error are connected, and the exit status is the program's own (137 when it "
                    + "was killed, 2 when it could not be started). Ctrl-C ends the program as the JVM does, with its "
                    + "shutdown hooks, and a second Ctrl-C kills it.",
            "%nAll words after the program are its own arguments, also those that start with a hyphen; one -- before "
                    + "them is dropped."
        },
        descriptionHeading = "",
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "2:bad usage, or the program cannot be started",
            "70:Atoll itself is broken",
            "137:the process was killed",
            "other:the program's own"
        },
        footer = {
            "",
            "Without a grant a process sees the three streams, a private / and /tmp in memory, its own class path and "
                    + "the JDK, and nothing else. The class path and granted files are at their host paths, unless "
                    + ":GUEST says where."
        })
final class RunCommand implements Callable<Integer> {
    @ArgGroup(validate = false, heading = "%nProgram:%n", order = 1)
    private Source source = new Source();

    @ArgGroup(validate = false, heading = "%nGrants:%n", order = 2)
    private GrantOptions grants = new GrantOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> words = new ArrayList<>();

    /** Where the program comes from. */
    static final class Source {
        @Option(
                names = {"-cp", "-classpath", "--class-path"},
                paramLabel = "PATH",
                description = "Jars and folders, separated by colons; DIR/* stands for all jars in DIR.")
        @Nullable String classPath;

        @Option(
                names = {"-m", "--main"},
                paramLabel = "CLASS",
                description = "Main class, in place of the one in the manifest. After coordinates, -m may also follow.")
        @Nullable String main;

        @Option(
                names = "--repository",
                paramLabel = "DIR",
                defaultValue = "${env:ATOLL_REPOSITORY:-${sys:user.home}/.m2/repository}",
                showDefaultValue = picocli.CommandLine.Help.Visibility.ALWAYS,
                description = "Local repository that keeps what coordinates name (or set ATOLL_REPOSITORY).")
        String repository = "";

        @Option(
                names = "--remote",
                paramLabel = "URL",
                defaultValue = "${env:ATOLL_REMOTE:-https://repo.maven.apache.org/maven2}",
                showDefaultValue = picocli.CommandLine.Help.Visibility.ALWAYS,
                description = "Repository that coordinates are fetched from (or set ATOLL_REMOTE).")
        String remote = "";
    }

    @Override
    public Integer call() throws Exception {
        ProgramFinder finder = new ProgramFinder(source);
        ProgramFinder.Found found = finder.find(words);
        Grants given = grants.decode();
        for (Path extra : found.besides()) {
            given.read(extra, extra.toString());
        }
        grants.directory(given, found);
        return run(found.program(), given);
    }

    private static int run(Program program, Grants given) throws BadInput, InterruptedException {
        StandardInput input = new StandardInput(new FileInputStream(FileDescriptor.in));
        Streams streams = new Streams(
                input, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), true);
        Atoll atoll = boot();
        input.start();
        Process process;
        try {
            process = atoll.spawn(program, given, streams);
        } catch (IOException e) {
            throw new BadInput("cannot start " + program.name(), e);
        }
        Signals.endOrKill(process);
        return process.waitFor().status().code();
    }

    private static Atoll boot() throws BadInput {
        try {
            return Atoll.boot();
        } catch (IllegalStateException e) {
            throw new BadInput(BadInput.oneLine(e));
        }
    }
}
