package atoll.contract;

import java.io.Serial;

/**
 * The capability lacks the right that the method needs. The server was not called.
 *
 * <p>The same call is refused again until another capability is used.
 */
public final class Refused extends CallFailed {
    @Serial
    private static final long serialVersionUID = 1L;

    /** For gates: {@code message} says what was refused, to whom, the missing right, and the exact grant that would allow it. */
    public Refused(String message) {
        super(message);
    }
}
