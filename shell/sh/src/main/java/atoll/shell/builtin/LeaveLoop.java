package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.run.Leave;

/** {@code break} and {@code continue}. */
final class LeaveLoop implements Builtin {
    @Override
    public int run(Call call) {
        int count = 1;
        if (!call.arguments.isEmpty()) {
            count = Numbers.small(call.arguments.getFirst());
            if (count <= 0) {
                throw call.fatal("not a number of loops: " + call.arguments.getFirst());
            }
        }
        int loops = call.loops();
        if (loops == 0) {
            return 0;
        }
        throw new Leave(call.name.equals("break") ? Leave.Kind.BREAK : Leave.Kind.CONTINUE, Math.min(count, loops));
    }
}
