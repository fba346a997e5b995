package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;

/** Forgets variables, or functions. */
final class Unset implements Builtin {
    @Override
    public int run(Call call) {
        boolean functions = false;
        for (String word : call.arguments) {
            if (word.equals("-f") || word.equals("-v")) {
                functions = word.equals("-f");
            } else if (functions) {
                call.state.functions.remove(word);
            } else if (!Marks.isName(word)) {
                throw call.fatal(word + ": bad variable name");
            } else {
                call.state.variables.unset(word);
            }
        }
        return 0;
    }
}
