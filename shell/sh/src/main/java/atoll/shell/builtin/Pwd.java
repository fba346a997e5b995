package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import java.io.IOException;

/** Writes the working directory. */
final class Pwd implements Builtin {
    @Override
    public int run(Call call) throws IOException {
        boolean physical =
                !call.arguments.isEmpty() && call.arguments.getFirst().equals("-P");
        String directory = call.state.directory();
        call.out((physical ? call.state.path(directory).toRealPath().toString() : directory) + "\n");
        return 0;
    }
}
