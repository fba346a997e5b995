package atoll.system.command;

import atoll.system.BadInput;
import atoll.system.control.ControlClient;
import atoll.system.definition.BadDefinition;
import atoll.system.definition.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The commands for systems. Each is known to the library only when it is wanted: that takes most of the time of a start. */
public final class Commands {
    private static final int BAD = 2;

    private static final Map<String, Supplier<Command>> ALL = all();

    private Commands() {}

    private static Map<String, Supplier<Command>> all() {
        Map<String, Supplier<Command>> all = new LinkedHashMap<>();
        all.put("up", UpCommand::new);
        all.put("status", StatusCommand::new);
        all.put("ps", PsCommand::new);
        all.put("top", TopCommand::new);
        all.put("logs", LogsCommand::new);
        all.put("kill", KillCommand::new);
        all.put("restart", RestartCommand::new);
        all.put("reload", ReloadCommand::new);
        all.put("upgrade", UpgradeCommand::new);
        all.put("shell", ExecCommand.Shell::new);
        all.put("exec", ExecCommand::new);
        all.put("trace", TraceCommand::new);
        all.put("memory", MemoryCommand::new);
        all.put("metrics", MetricsCommand::new);
        all.put("console", ConsoleCommand::new);
        all.put("down", DownCommand::new);
        all.put("completion", CompletionCommand::new);
        return all;
    }

    public static boolean has(String name) {
        return ALL.containsKey(name);
    }

    /** {@code ; did you mean "x"?} for a command that there is not, if one is near. */
    public static String hint(String name) {
        return Nearest.hint(name, ALL.keySet());
    }

    /** Does what the words say, of which the first is the name of a command. */
    public static int execute(List<String> words) throws Exception {
        String name = words.getFirst();
        CommandLine line = line(name);
        try {
            CommandLine.ParseResult parsed =
                    line.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
            if (parsed.isUsageHelpRequested()) {
                line.usage(System.out);
                return 0;
            }
        } catch (CommandLine.ParameterException e) {
            throw new BadInput(BadInput.oneLine(e) + "; see atoll " + name + " --help");
        }
        Command command = line.getCommand();
        try {
            return command.call();
        } catch (BadDefinition e) {
            e.problems().forEach(System.err::println);
            return BAD;
        } catch (ControlClient.Failed e) {
            String why = String.valueOf(e.getMessage());
            // Several lines are what is wrong with a file, each with its place.
            System.err.println(why.indexOf('\n') < 0 ? "atoll: " + why : why);
            return e.status();
        }
    }

    /** Their names. */
    static Set<String> names() {
        return ALL.keySet();
    }

    /** Shows what a command does. */
    public static void show(String name) {
        line(name).usage(System.out);
    }

    static CommandLine line(String name) {
        @Nullable Supplier<Command> makes = ALL.get(name);
        if (makes == null) {
            throw new IllegalArgumentException(name);
        }
        CommandLine line = new CommandLine(makes.get());
        line.setCommandName("atoll " + name);
        // What comes after a command for the system is that command's own.
        line.setStopAtPositional(name.equals("exec"));
        return line;
    }
}
