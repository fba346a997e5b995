package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.syntax.Quoting;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Options and parameters of the shell; without arguments, its variables. */
final class SetOptions implements Builtin {
    @Override
    public int run(Call call) throws IOException {
        List<String> words = call.arguments;
        if (words.isEmpty()) {
            for (Map.Entry<String, String> one : call.state.variables.values().entrySet()) {
                call.out(one.getKey() + "=" + Quoting.always(one.getValue()) + "\n");
            }
            return 0;
        }
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            if (word.equals("--") || word.equals("-")) {
                call.state.setParameters(words.subList(at + 1, words.size()));
                return 0;
            }
            if (word.length() < 2 || word.charAt(0) != '-' && word.charAt(0) != '+') {
                call.state.setParameters(words.subList(at, words.size()));
                return 0;
            }
            at = options(call, word, at + 1);
        }
        return 0;
    }

    private static int options(Call call, String word, int next) throws IOException {
        boolean on = word.charAt(0) == '-';
        int at = next;
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            if (letter != 'o') {
                if (!call.state.options.set(letter, on)) {
                    throw call.fatal("no option " + word.charAt(0) + letter);
                }
            } else if (at == call.arguments.size()) {
                for (String line : call.state.options.shown(!on)) {
                    call.out(line + "\n");
                }
            } else if (!call.state.options.set(call.arguments.get(at++), on)) {
                throw call.fatal("no option " + call.arguments.get(at - 1));
            }
        }
        return at;
    }
}
