package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.run.Leave;

/** Leaves a function, or a file that is read. */
final class Return implements Builtin {
    @Override
    public int run(Call call) {
        throw new Leave(Leave.Kind.RETURN, Exit.status(call));
    }
}
