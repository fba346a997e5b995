package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;

/** Variables that a function has for itself. */
final class Local implements Builtin {
    @Override
    public int run(Call call) {
        for (String word : call.arguments) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!Marks.isName(name)) {
                throw call.fatal(name + ": bad variable name");
            }
            if (!call.state.variables.makeLocal(name)) {
                throw call.fatal("not in a function");
            }
            if (equals >= 0) {
                call.state.variables.set(name, word.substring(equals + 1));
            }
        }
        return 0;
    }
}
