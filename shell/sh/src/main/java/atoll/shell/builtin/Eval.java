package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.syntax.Lines;

/** Runs its arguments as commands. */
final class Eval implements Builtin {
    @Override
    public int run(Call call) {
        return call.shell.script(Lines.of(String.join(" ", call.arguments)), call.line());
    }
}
