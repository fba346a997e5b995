package atoll.ssh;

import atoll.contract.control.Control;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A connection to the system that this process is in: lines of JSON, one for each thing that is said. */
final class Conversation {
    private final Control system;
    private final int connection;

    // Used by the thread that reads.
    private byte[] read = new byte[0];
    private int at;

    private volatile boolean closed;

    Conversation(Control system) throws IOException {
        this.system = system;
        connection = system.session();
    }

    /** By any thread. */
    synchronized void send(JsonObject line) throws IOException {
        if (!closed) {
            system.write(connection, (line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The next line; null at the end. By one thread. */
    @Nullable JsonObject next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (at == read.length) {
                read = system.read(connection, Control.MOST);
                at = 0;
                if (read.length == 0) {
                    return null;
                }
            }
            int begin = at;
            while (at < read.length && read[at] != '\n') {
                at++;
            }
            line.write(read, begin, at - begin);
            if (at < read.length) {
                at++;
                if (line.size() > 0) {
                    return JsonParser.parseString(line.toString(StandardCharsets.UTF_8))
                            .getAsJsonObject();
                }
            }
        }
    }

    /** Once or more often; nobody sends any more. */
    void close() {
        // Without the lock: who waits to send has it, and is ended by this.
        closed = true;
        system.close(connection);
    }
}
