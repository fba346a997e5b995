package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;

/** There is none. */
final class Umask implements Builtin {
    @Override
    public int run(Call call) {
        return call.error("there are no permissions of files here: what a program may do is what it was granted");
    }
}
