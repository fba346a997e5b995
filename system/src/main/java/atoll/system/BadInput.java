package atoll.system;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What the user asked for cannot be done: the message is the one line that tells why. */
public final class BadInput extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Most characters of what others say. */
    private static final int LENGTH = 1_000;

    public BadInput(String message) {
        super(message);
    }

    /** {@code message} and what {@code cause} says of it. */
    public BadInput(String message, Throwable cause) {
        super(message + ": " + oneLine(cause), cause);
    }

    /** The first line of what {@code error} says, fit for a terminal, or its type when it says nothing. */
    public static String oneLine(Throwable error) {
        @Nullable String message = error.getMessage();
        if (message == null || message.isBlank()) {
            return error.getClass().getSimpleName();
        }
        String text = message.strip();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && i < LENGTH && text.charAt(i) != '\n'; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? '?' : c);
        }
        return line.toString();
    }
}
