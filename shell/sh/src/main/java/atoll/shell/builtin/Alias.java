package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.syntax.Quoting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Words that stand for others. */
final class Alias implements Builtin {
    @Override
    public int run(Call call) throws IOException {
        Map<String, String> aliases = call.state.aliases;
        List<String> words = call.arguments;
        if (words.isEmpty()) {
            words = new ArrayList<>(aliases.keySet());
            words.sort(null);
        }
        int status = 0;
        for (String word : words) {
            int equals = word.indexOf('=', 1);
            if (equals > 0) {
                aliases.put(word.substring(0, equals), word.substring(equals + 1));
                continue;
            }
            String value = aliases.get(word);
            if (value == null) {
                status = call.error(word + ": not found");
            } else {
                call.out(word + "=" + Quoting.always(value) + "\n");
            }
        }
        return status;
    }
}
