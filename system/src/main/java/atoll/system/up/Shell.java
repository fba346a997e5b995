package atoll.system.up;

import atoll.system.OwnJars;
import atoll.system.session.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The shell and the commands that come with Atoll. */
final class Shell {
    static final String NAME = "sh";
    private static final String MAIN = "atoll.shell.Main";
    /** JLine's, which its edited lines need. */
    private static final List<String> LINES = List.of("org.jline.reader.LineReader", "org.jline.terminal.Terminal");

    private static final String USERLAND = "atoll/userland/commands";

    private Shell() {}

    /** The commands, and the shell itself, for scripts. */
    static Tools tools() {
        List<Path> places = new ArrayList<>(List.of(OwnJars.ofClass(MAIN)));
        for (String each : LINES) {
            places.add(OwnJars.ofClass(each));
        }
        return new Tools().add(USERLAND).addShell(NAME, places, MAIN);
    }
}
