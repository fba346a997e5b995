package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.run.Programs;
import atoll.shell.syntax.Quoting;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what commands are. */
final class Type implements Builtin {
    private static final Set<String> KEYWORDS = Set.of(
            "!", "case", "do", "done", "elif", "else", "esac", "fi", "for", "if", "in", "then", "time", "until",
            "while", "{", "}");

    @Override
    public int run(Call call) throws IOException {
        int status = 0;
        for (String word : call.arguments) {
            String what = what(call, word);
            if (what == null) {
                call.out(word + ": not found\n");
                status = 127;
            } else {
                call.out(word + " is " + what + "\n");
            }
        }
        return status;
    }

    private static @Nullable String what(Call call, String word) {
        if (KEYWORDS.contains(word)) {
            return "a shell keyword";
        }
        if (call.state.aliases.containsKey(word)) {
            return "an alias for " + call.state.aliases.get(word);
        }
        if (call.state.functions.containsKey(word)) {
            return "a shell function";
        }
        if (call.shell.builtins().isSpecial(word)) {
            return "a special shell builtin";
        }
        if (call.shell.builtins().find(word) != null) {
            return "a shell builtin";
        }
        Programs.Found found = call.shell.programs().find(word);
        if (found instanceof Programs.Script script) {
            return script.path().toString();
        }
        return found instanceof Programs.Runs runs ? (runs.place().equals(word) ? "a tool" : runs.place()) : null;
    }

    /** What would have to be typed for it; null when there is none. */
    static @Nullable String place(Call call, String word) {
        if (call.state.aliases.containsKey(word)) {
            return "alias " + word + "=" + Quoting.always(call.state.aliases.getOrDefault(word, ""));
        }
        if (KEYWORDS.contains(word)
                || call.state.functions.containsKey(word)
                || call.shell.builtins().find(word) != null) {
            return word;
        }
        Programs.Found found = call.shell.programs().find(word);
        if (found instanceof Programs.Script script) {
            return script.path().toString();
        }
        return found instanceof Programs.Runs runs ? runs.place() : null;
    }
}
