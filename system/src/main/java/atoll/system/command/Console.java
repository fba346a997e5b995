package atoll.system.command;

import atoll.kernel.SignalCounter;
import atoll.system.BadInput;
import atoll.system.Signals;
import atoll.system.Tty;
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
    private final SignalCounter resized;

    /** {@link BadInput} when standard input and output are no terminal. */
    Console(Sessions sessions, SignalCounter resized) throws BadInput {
        this.sessions = sessions;
        this.resized = resized;
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
            Thread resizing = new Thread(null, () -> resize(session), "terminal resized", 0, false);
            resizing.setDaemon(true);
            resizing.start();
            Signals.on("WINCH", number -> resized.signal(1));
            // ^Z is the shell's; another's stop of the whole job is told by nobody but the one who lets it go on.
            Signals.on("CONT", number -> goOn());
            tty.raw();
            try {
                return session.waitFor();
            } finally {
                resizing.interrupt();
            }
        } finally {
            tty.close();
        }
    }

    private void goOn() {
        try {
            tty.raw();
        } catch (IOException e) {
            // It is hung up: who reads it will find out.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        resized.signal(1);
    }

    private void resize(Session session) {
        try {
            while (true) {
                resized.await();
                session.resize(Tty.size());
            }
        } catch (InterruptedException | IOException e) {
            // The end of it.
        }
    }
}
