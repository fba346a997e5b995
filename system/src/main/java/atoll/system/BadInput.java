package atoll.system;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What the user asked for cannot be done: the message is the one line that tells why. */
final class BadInput extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    BadInput(String message) {
        super(message);
    }

    /** {@code message} and what {@code cause} says of it. */
    BadInput(String message, Throwable cause) {
        super(message + ": " + oneLine(cause), cause);
    }

    /** The first line of what {@code error} says, or its type when it says nothing. */
    static String oneLine(Throwable error) {
        @Nullable String message = error.getMessage();
        if (message == null || message.isBlank()) {
            return error.getClass().getSimpleName();
        }
        int end = message.strip().indexOf('\n');
        return end < 0 ? message.strip() : message.strip().substring(0, end);
    }
}
