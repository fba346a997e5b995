package atoll.system.command;

import atoll.system.BadInput;
import atoll.system.Tty;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = "Runs a command in a session of a running system, with these standard streams.",
        footer = {
            "",
            "Exit status: the command's own; 127 when there is none of that name.",
            "",
            "Examples:",
            "  atoll exec ls -l /home",
            "  atoll exec -T sh -c 'ps | grep log'",
            "  echo hello | atoll exec tee /tmp/hello"
        })
final class ExecCommand extends NamedSystemCommand {
    @Parameters(arity = "1..*", paramLabel = "WORD", description = "The command, and its arguments.")
    List<String> words = new ArrayList<>();

    @Option(
            names = {"-T", "--no-terminal"},
            description = "Gives it no terminal, also when standard input and output are one.")
    boolean noTerminal;

    @Override
    public int call() throws Exception {
        Tty tty = noTerminal ? null : Remote.tty();
        return connected(client -> {
            Remote remote = new Remote(client, words);
            return tty == null ? remote.streams() : remote.terminal(tty);
        });
    }

    /** A shell at the terminal. */
    @Command(
            description = "Opens a shell of a running system at this terminal.",
            footer = {"", "Exit status: the shell's own.", "", "Examples:", "  atoll shell"})
    static final class Shell extends NamedSystemCommand {
        @Override
        public int call() throws Exception {
            Tty tty = Remote.tty();
            if (tty == null) {
                throw new BadInput(
                        "standard input and output are not a terminal; atoll exec runs commands without one");
            }
            return connected(client -> new Remote(client, List.of()).terminal(tty));
        }
    }
}
