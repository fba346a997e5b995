package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import java.io.IOException;
import java.util.List;

/** Runs a command that is no function, or says what one is. */
final class CommandWord implements Builtin {
    @Override
    public int run(Call call) throws IOException, InterruptedException {
        List<String> words = call.arguments;
        boolean shows = false;
        boolean tells = false;
        int at = 0;
        while (at < words.size() && words.get(at).matches("-[pvV]+")) {
            shows |= words.get(at).indexOf('v') > 0;
            tells |= words.get(at).indexOf('V') > 0;
            at++;
        }
        if (at < words.size() && words.get(at).equals("--")) {
            at++;
        }
        List<String> rest = words.subList(at, words.size());
        if (rest.isEmpty()) {
            return 0;
        }
        if (tells) {
            return new Type().run(call.with("type", rest));
        }
        if (shows) {
            String place = Type.place(call, rest.getFirst());
            if (place != null) {
                call.out(place + "\n");
            }
            return place == null ? 127 : 0;
        }
        return call.shell.call(rest, false);
    }
}
