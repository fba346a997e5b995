package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.run.Traps;
import atoll.shell.syntax.Quoting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands for the end and for ^C. */
final class Trap implements Builtin {
    @Override
    public int run(Call call) throws IOException {
        List<String> words = call.arguments;
        if (!words.isEmpty() && words.getFirst().equals("--")) {
            words = words.subList(1, words.size());
        }
        Traps traps = call.shell.traps();
        if (words.isEmpty()) {
            for (Map.Entry<Integer, String> one : traps.all()) {
                call.out("trap -- " + Quoting.always(one.getValue()) + " " + Traps.name(one.getKey()) + "\n");
            }
            return 0;
        }
        boolean resets = words.size() == 1 || Traps.number(words.getFirst()) >= 0 && isNumber(words.getFirst());
        @Nullable String command = resets || words.getFirst().equals("-") ? null : words.getFirst();
        int status = 0;
        for (String name : resets ? words : words.subList(1, words.size())) {
            int signal = Traps.number(name);
            if (signal < 0) {
                status = call.error(name + ": bad trap");
            } else {
                traps.set(signal, command);
            }
        }
        return status;
    }

    private static boolean isNumber(String text) {
        return Numbers.small(text) >= 0;
    }
}
