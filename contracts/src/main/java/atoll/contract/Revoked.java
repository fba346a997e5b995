package atoll.contract;

import java.io.Serial;

/**
 * The capability, or one that it was derived from, has been revoked. The server was not called.
 *
 * <p>Final: a revoked capability never works again.
 */
public final class Revoked extends CallFailed {
    @Serial
    private static final long serialVersionUID = 1L;

    /** For gates: {@code message} says which capability was revoked, and what it was for. */
    public Revoked(String message) {
        super(message);
    }
}
