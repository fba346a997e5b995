package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import java.io.IOException;
import java.util.List;

/** Writes its arguments, with escapes as POSIX has them. */
final class Echo implements Builtin {
    @Override
    public int run(Call call) throws IOException {
        List<String> words = call.arguments;
        boolean end = words.isEmpty() || !words.getFirst().equals("-n");
        Escaped text = Escaped.of(String.join(" ", end ? words : words.subList(1, words.size())));
        call.out(end && !text.stops() ? text.text() + "\n" : text.text());
        return 0;
    }
}
