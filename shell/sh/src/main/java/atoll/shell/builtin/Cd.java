package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Changes the working directory. */
final class Cd implements Builtin {
    @Override
    public int run(Call call) throws IOException {
        List<String> words = new ArrayList<>(call.arguments);
        boolean physical = false;
        while (!words.isEmpty() && words.getFirst().matches("-[LP]+|--")) {
            physical = words.removeFirst().endsWith("P");
        }
        String to = words.isEmpty() ? call.state.variables.get("HOME") : words.getFirst();
        if (to == null) {
            return call.usage("HOME is not set");
        }
        boolean back = to.equals("-");
        if (back) {
            to = call.state.variables.get("OLDPWD");
            if (to == null) {
                return call.usage("OLDPWD is not set");
            }
        }
        if (to.isEmpty()) {
            return 0;
        }
        Path place;
        try {
            place = call.state.path(to);
            Path real = physical ? place.toRealPath() : place.normalize();
            if (!Files.isDirectory(place)) {
                return call.usage("can't cd to " + to);
            }
            place = real;
        } catch (IOException | InvalidPathException e) {
            return call.usage("can't cd to " + to);
        }
        call.state.variables.set("OLDPWD", call.state.directory());
        call.state.setDirectory(place.toString());
        call.state.variables.set("PWD", place.toString());
        if (back) {
            call.out(place + "\n");
        }
        return 0;
    }
}
