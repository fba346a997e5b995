package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import java.io.IOException;
import java.util.TreeSet;

/** What there is. */
final class Help implements Builtin {
    private static final int WIDE = 72;

    @Override
    public int run(Call call) throws IOException {
        StringBuilder all = new StringBuilder("Commands of the shell:");
        wrap(all, call.shell.builtins().names());
        all.append("\n\nTools, of which \"man NAME\" or \"NAME --help\" tells more:");
        wrap(all, new TreeSet<>(call.state.world.tools()));
        all.append(
                "\n\n\"man sh\" has these commands, the language and the keys. ^C ends what runs, ^Z stops it, ^D ends the shell.\n");
        call.out(all.toString());
        return 0;
    }

    private static void wrap(StringBuilder to, Iterable<String> names) {
        int column = WIDE;
        for (String name : names) {
            if (column + name.length() + 1 > WIDE) {
                to.append("\n ");
                column = 1;
            }
            to.append(' ').append(name);
            column += name.length() + 1;
        }
    }
}
