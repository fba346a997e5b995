package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.run.Leave;

/** Ends the shell. */
final class Exit implements Builtin {
    private static final int MASK = 0xff;

    @Override
    public int run(Call call) {
        throw new Leave(Leave.Kind.EXIT, status(call) & MASK);
    }

    static int status(Call call) {
        if (call.arguments.isEmpty()) {
            return call.state.status();
        }
        int status = Numbers.small(call.arguments.getFirst());
        if (status < 0) {
            throw call.fatal("not a status: " + call.arguments.getFirst());
        }
        return status;
    }
}
