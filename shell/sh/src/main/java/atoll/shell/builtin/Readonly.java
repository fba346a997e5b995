package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import java.io.IOException;

/** Marks variables that are not to change. */
final class Readonly implements Builtin {
    @Override
    public int run(Call call) throws IOException {
        return Marks.run(call, false);
    }
}
