package atoll.system.command;

import atoll.system.BadInput;
import atoll.system.Tty;
import atoll.system.Window;
import atoll.system.session.Session;
import atoll.system.session.Sessions;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A shell of the system at the host's terminal that this JVM has. */
final class Console {
    private final Sessions sessions;
    private final Tty tty;

    /** {@link BadInput} when standard input and output are no terminal. */
    Console(Sessions sessions) throws BadInput {
        this.sessions = sessions;
        this.tty = Tty.standard();
    }

    /** Until the shell ends, or the terminal is hung up: its status. The terminal is then as it was. */
    int run() throws IOException, InterruptedException {
        try (Session session = sessions.open(
                List.of(),
                Map.of("TERM", Objects.requireNonNullElse(System.getenv("TERM"), "dumb")),
                Tty.size(),
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out))) {
            try (Window window = new Window(tty, session::resize)) {
                window.open();
                return session.waitFor();
            }
        }
    }
}
