package atoll.system.memory;

import java.io.IOException;
import java.io.Serial;

/** A file is no dump of this JVM's heap, or not a whole one: the message is the one line that tells why. */
final class BadDump extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    BadDump(String why) {
        super("the heap dump cannot be read: " + why);
    }
}
