package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands of the shell, by name. Classes are loaded when they are called. */
public final class Builtins implements Builtin.Table {
    private static final Set<String> SPECIAL = Set.of(
            ":",
            ".",
            "break",
            "continue",
            "eval",
            "exec",
            "exit",
            "export",
            "readonly",
            "return",
            "set",
            "shift",
            "trap",
            "unset");

    private static final List<String> NAMES = List.of(
            ".",
            ":",
            "[",
            "alias",
            "bg",
            "break",
            "cd",
            "command",
            "continue",
            "echo",
            "eval",
            "exec",
            "exit",
            "export",
            "false",
            "fg",
            "getopts",
            "help",
            "history",
            "java",
            "jobs",
            "kill",
            "local",
            "printf",
            "pwd",
            "read",
            "readonly",
            "return",
            "set",
            "shift",
            "source",
            "test",
            "trap",
            "true",
            "type",
            "umask",
            "unalias",
            "unset",
            "wait");

    private final History history;

    /** @param history what was typed, the last line last */
    public Builtins(List<String> history) {
        this.history = new History(history);
    }

    @Override
    public boolean isSpecial(String name) {
        return SPECIAL.contains(name);
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public @Nullable Builtin find(String name) {
        Builtin flow = flow(name);
        return flow != null ? flow : other(name);
    }

    private static @Nullable Builtin flow(String name) {
        return switch (name) {
            case ":", "true" -> new Constant(0);
            case "false" -> new Constant(1);
            case "break", "continue" -> new LeaveLoop();
            case "return" -> new Return();
            case "exit" -> new Exit();
            case "eval" -> new Eval();
            case ".", "source" -> new Dot();
            case "exec" -> new Exec();
            case "command" -> new CommandWord();
            case "set" -> new SetOptions();
            case "shift" -> new Shift();
            case "export" -> new Export();
            case "readonly" -> new Readonly();
            case "unset" -> new Unset();
            case "local" -> new Local();
            case "trap" -> new Trap();
            default -> null;
        };
    }

    private @Nullable Builtin other(String name) {
        return switch (name) {
            case "echo" -> new Echo();
            case "printf" -> new Printf();
            case "test", "[" -> new Test();
            case "read" -> new Read();
            case "cd" -> new Cd();
            case "pwd" -> new Pwd();
            case "alias" -> new Alias();
            case "unalias" -> new Unalias();
            case "type" -> new Type();
            case "getopts" -> new Getopts();
            case "wait" -> new WaitFor();
            case "jobs" -> new ListJobs();
            case "fg", "bg" -> new Resume();
            case "kill" -> new Kill();
            case "umask" -> new Umask();
            case "history" -> history;
            case "help" -> new Help();
            case "java" -> new Java();
            default -> null;
        };
    }
}
