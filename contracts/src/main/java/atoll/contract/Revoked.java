package atoll.contract;

import java.io.Serial;

/**
 * The capability, or the right to an end of a port or notification, or one that it was derived from, has been revoked. The server
 * was not called, and nothing was sent, taken or counted.
 *
 * <p>Final: a revoked capability or right never works again.
 */
public final class Revoked extends CallFailed {
    @Serial
    private static final long serialVersionUID = 1L;

    /** For gates and ends: {@code message} says which capability or right was revoked, and what it was for. */
    public Revoked(String message) {
        super(message);
    }
}
