package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;

/** Forgets aliases. */
final class Unalias implements Builtin {
    @Override
    public int run(Call call) {
        int status = 0;
        for (String word : call.arguments) {
            if (word.equals("-a")) {
                call.state.aliases.clear();
            } else if (call.state.aliases.remove(word) == null) {
                status = call.error(word + ": not found");
            }
        }
        return status;
    }
}
