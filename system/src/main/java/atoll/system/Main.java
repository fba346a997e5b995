package atoll.system;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Exit status: the program's own; {@value #BAD} for what makes no sense, with one line that says why. */
@Command(
        name = "atoll",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "Runs unmodified Java programs as isolated processes inside one Java virtual machine.",
        description =
                "%nA process has no right that it was not given: no files of the host, no network, no environment.",
        footer = {
            "",
            "Examples:",
            "  atoll run app.jar",
            "  atoll run --ro ~/texts --cwd ~/texts wc.jar chapter.txt",
            "  atoll run com.h2database:h2:2.5.252 -m org.h2.tools.Shell -- -help",
            "",
            "atoll run --help lists the grants; atoll test builds and tests the system itself."
        },
        subcommands = RunCommand.class)
public final class Main implements Runnable {
    /** Exit status for bad usage and bad input. */
    static final int BAD = 2;

    /** Exit status when Atoll itself broke, as sysexits.h has it. */
    private static final int BROKEN = 70;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        int status = new CommandLine(new Main())
                .setStopAtPositional(true)
                .setExpandAtFiles(false)
                .setExitCodeExceptionMapper(e -> BROKEN)
                .setParameterExceptionHandler((e, words) -> refuse(e.getCommandLine(), usage(e)))
                .setExecutionExceptionHandler((e, line, parsed) -> failed(e, line))
                .execute(arguments);
        System.out.flush();
        System.err.flush();
        // The JVM ends here even when something of a dead process still lingers in it.
        Runtime.getRuntime().halt(status);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command");
    }

    private static int failed(Exception e, CommandLine line) {
        if (e instanceof BadInput bad) {
            return refuse(line, BadInput.oneLine(bad));
        }
        if (System.getenv("ATOLL_TRACE") != null) {
            e.printStackTrace(line.getErr());
        }
        refuse(line, "broken: " + BadInput.oneLine(e) + " (ATOLL_TRACE=1 in the environment shows where)");
        return BROKEN;
    }

    private static int refuse(CommandLine line, String why) {
        PrintWriter err = line.getErr();
        err.println("atoll: " + why);
        err.flush();
        return BAD;
    }

    /** What is wrong with the words of the command line, and where to read more. */
    private static String usage(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return complaint(e) + "; see " + command + " --help";
    }

    private static String complaint(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst();
            return (word.startsWith("-") ? "unknown option " : "unknown command ") + word;
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return "missing " + missing.getMissing().getFirst().paramLabel();
        }
        return BadInput.oneLine(e);
    }
}
