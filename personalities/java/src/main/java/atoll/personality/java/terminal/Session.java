package atoll.personality.java.terminal;

import atoll.contract.CallFailed;
import atoll.contract.terminal.Terminal;
import atoll.kernel.SignalCounter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A process's side of a session: how calls of the server fail, and how it is waited for. */
final class Session {
    /** Who waits looks so often, should a signal have gone to one who was killed before he looked. */
    private static final long LOOK_MILLIS = 1_000;

    private final Terminal terminal;

    Session(Terminal terminal) {
        this.terminal = terminal;
    }

    interface Question<T> {
        @Nullable T of(Terminal terminal) throws IOException;
    }

    /** What the JDK says of a terminal that is hung up, when the server fails. */
    <T> @Nullable T ask(Question<T> question) throws IOException {
        try {
            return question.of(terminal);
        } catch (IOException | CallFailed | IllegalStateException e) {
            throw new IOException("Input/output error", e);
        }
    }

    /** Waits for so many milliseconds at most, 0: for ever; false when that time is over. An interrupt is kept for later, as with the host. */
    static boolean await(SignalCounter signal, long millis) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return signal.await(millis == 0 ? LOOK_MILLIS : millis) > 0 || millis == 0;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
