package atoll.system;

import atoll.system.command.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line. Exit status: the program's own; {@value #BAD} for what makes no sense, with one line that says why.
 * Without a library: reading its classes took a third of the time of a start.
 */
public final class Main {
    /** Exit status for bad usage and bad input. */
    static final int BAD = 2;

    /** Exit status when Atoll itself broke, as sysexits.h has it. */
    private static final int BROKEN = 70;

    private Main() {}

    public static void main(String[] arguments) {
        int status = execute(arguments);
        System.out.flush();
        System.err.flush();
        // The JVM ends here even when something of a dead process still lingers in it.
        Runtime.getRuntime().halt(status);
    }

    /** Does what the words say and returns the exit status; for those who have a JVM already. */
    public static int execute(String... words) {
        try {
            return dispatch(List.of(words));
        } catch (BadInput e) {
            System.err.println("atoll: " + BadInput.oneLine(e));
            return BAD;
        } catch (Exception | Error e) {
            if (System.getenv("ATOLL_TRACE") != null) {
                e.printStackTrace(System.err);
            }
            System.err.println(
                    "atoll: broken: " + BadInput.oneLine(e) + " (ATOLL_TRACE=1 in the environment shows where)");
            return BROKEN;
        }
    }

    private static int dispatch(List<String> words) throws Exception {
        String first = words.isEmpty() ? "" : words.getFirst();
        return switch (first) {
            case "run" -> RunCommand.run(words.subList(1, words.size()));
            case "learn" -> LearnCommand.run(words.subList(1, words.size()));
            case "-h", "--help" -> show("help.txt");
            case "help" -> help(words.subList(1, words.size()));
            case "-V", "--version" -> version();
            case "" -> throw new BadInput("no command; see atoll --help");
            default -> {
                if (Commands.has(first)) {
                    yield Commands.execute(words);
                }
                throw new BadInput((first.startsWith("-") ? "unknown option " : "unknown command ") + first
                        + Commands.hint(first) + "; see atoll --help");
            }
        };
    }

    private static int help(List<String> words) throws BadInput, IOException {
        if (words.isEmpty()) {
            return show("help.txt");
        }
        String name = words.getFirst();
        if (name.equals("run") || name.equals("learn")) {
            return show(name + ".txt");
        }
        if (!Commands.has(name)) {
            throw new BadInput("unknown command " + name + Commands.hint(name) + "; see atoll --help");
        }
        Commands.show(name);
        return 0;
    }

    private static int version() {
        @Nullable String version = Main.class.getPackage().getImplementationVersion();
        System.out.println("atoll " + (version == null ? "(development)" : version) + " on "
                + System.getProperty("java.vm.name") + " " + Runtime.version());
        return 0;
    }

    /** Prints a help text. */
    static int show(String name) throws IOException {
        try (@Nullable InputStream text = Main.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IOException(name + " is missing from Atoll's own jar");
            }
            System.out.print(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }
        return 0;
    }
}
