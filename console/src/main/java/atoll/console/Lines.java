package atoll.console;

import atoll.contract.control.Control;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of an answer, as they come. By one thread. */
final class Lines {
    /** A picture of some thousand processes. */
    private static final int LONGEST = 1 << 20;

    private final Control system;
    private final int connection;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private byte[] read = new byte[0];
    private int at;

    Lines(Control system, int connection) {
        this.system = system;
        this.connection = connection;
    }

    /** Null: the answer is whole. Empty lines are left out. */
    @Nullable String next() throws IOException {
        while (true) {
            for (int i = at; i < read.length; i++) {
                if (read[i] == '\n') {
                    begun.write(read, at, i - at);
                    at = i + 1;
                    if (begun.size() > 0) {
                        return taken();
                    }
                }
            }
            begun.write(read, at, read.length - at);
            if (begun.size() > LONGEST) {
                throw new IOException("a line of more than " + LONGEST + " bytes");
            }
            read = system.read(connection, Control.MOST);
            at = 0;
            if (read.length == 0) {
                return begun.size() > 0 ? taken() : null;
            }
        }
    }

    private String taken() {
        String line = begun.toString(StandardCharsets.UTF_8);
        begun.reset();
        return line;
    }
}
