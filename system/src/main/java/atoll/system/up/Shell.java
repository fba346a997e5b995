package atoll.system.up;

import atoll.system.OwnJars;
import atoll.system.session.Tools;
import java.util.List;

/** The shell and the commands that come with Atoll. */
final class Shell {
    static final String NAME = "sh";
    private static final String MAIN = "atoll.shell.Main";
    /** Its own, and JLine's, which its edited lines need. */
    private static final List<String> CLASSES =
            List.of(MAIN, "org.jline.reader.LineReader", "org.jline.terminal.Terminal");

    private static final String USERLAND = "atoll/userland/commands";

    private Shell() {}

    /** The commands, and the shell itself, for scripts. */
    static Tools tools() {
        return new Tools().add(USERLAND).addShell(NAME, OwnJars.ofClasses(CLASSES), MAIN);
    }
}
