package atoll.shell.builtin;

import atoll.shell.run.Call;
import atoll.shell.run.Variables;
import atoll.shell.syntax.Quoting;
import java.io.IOException;
import java.util.List;

/** What {@code export} and {@code readonly} have in common. */
final class Marks {
    private Marks() {}

    static int run(Call call, boolean exports) throws IOException {
        Variables variables = call.state.variables;
        List<String> words = call.arguments;
        if (words.isEmpty() || words.getFirst().equals("-p")) {
            for (String name : variables.marked(exports)) {
                String value = variables.get(name);
                call.out(call.name + " " + name + (value == null ? "" : "=" + Quoting.always(value)) + "\n");
            }
            return 0;
        }
        boolean off = exports && words.getFirst().equals("-n");
        for (String word : off ? words.subList(1, words.size()) : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!isName(name)) {
                throw call.fatal(name + ": bad variable name");
            }
            if (equals >= 0) {
                variables.set(name, word.substring(equals + 1));
            }
            if (exports) {
                variables.export(name, !off);
            } else {
                variables.fix(name);
            }
        }
        return 0;
    }

    /** Whether a variable can have that name. */
    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            if (!letter && !(i > 0 && c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
