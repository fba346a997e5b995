package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;

/** {@code true}, {@code false} and {@code :}. */
record Constant(int status) implements Builtin {
    @Override
    public int run(Call call) {
        return status;
    }
}
