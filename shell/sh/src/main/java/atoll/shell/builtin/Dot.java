package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.run.Leave;
import atoll.shell.syntax.Lines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Runs the commands of a file in this shell. */
final class Dot implements Builtin {
    @Override
    public int run(Call call) {
        if (call.arguments.isEmpty()) {
            throw call.fatal("needs the name of a file");
        }
        String name = call.arguments.getFirst();
        String text;
        try {
            text = Files.readString(place(call, name), StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw call.fatal("cannot read " + name);
        }
        List<String> before = call.state.parameters();
        if (call.arguments.size() > 1) {
            call.state.setParameters(call.arguments.subList(1, call.arguments.size()));
        }
        try {
            return call.inFile(name, () -> call.shell.script(Lines.of(text), 1));
        } catch (Leave leave) {
            if (leave.kind() != Leave.Kind.RETURN) {
                throw leave;
            }
            return leave.number();
        } finally {
            if (call.arguments.size() > 1) {
                call.state.setParameters(before);
            }
        }
    }

    private static Path place(Call call, String name) {
        String path = call.state.variables.get("PATH");
        if (name.indexOf('/') < 0 && path != null) {
            for (String folder : path.split(":", -1)) {
                Path place = call.state.path(folder.isEmpty() ? name : folder + "/" + name);
                if (Files.isRegularFile(place)) {
                    return place;
                }
            }
        }
        return call.state.path(name);
    }
}
