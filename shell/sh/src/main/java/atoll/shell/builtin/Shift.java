package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import java.util.List;

/** Drops the first parameters. */
final class Shift implements Builtin {
    @Override
    public int run(Call call) {
        int count = call.arguments.isEmpty() ? 1 : Numbers.small(call.arguments.getFirst());
        List<String> values = call.state.parameters();
        if (count < 0) {
            throw call.fatal("not a number: " + call.arguments.getFirst());
        }
        if (count > values.size()) {
            throw call.fatal("cannot shift that many");
        }
        call.state.setParameters(values.subList(count, values.size()));
        return 0;
    }
}
