package atoll.console;

import atoll.contract.control.Control;
import java.io.IOException;
import java.util.Set;

/** With which of its rights the console asks for something. */
final class Verb {
    private static final Set<String> LOOKS =
            Set.of("ps", "status", "picture", "logs", "rights", "trace", "metrics", "token");

    private Verb() {}

    /** Returns the connection's number. What is not known to change nothing may change something. */
    static int open(Control system, String verb) throws IOException {
        if (LOOKS.contains(verb)) {
            return system.look();
        }
        return verb.equals("exec") ? system.session() : system.change();
    }
}
