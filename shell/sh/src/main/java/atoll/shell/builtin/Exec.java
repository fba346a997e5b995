package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.run.Leave;

/** Makes redirections stay; with a command, runs that and ends. */
final class Exec implements Builtin {
    @Override
    public int run(Call call) {
        if (call.arguments.isEmpty()) {
            return 0;
        }
        throw new Leave(Leave.Kind.EXIT, call.shell.program(call.arguments));
    }
}
