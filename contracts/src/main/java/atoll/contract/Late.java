package atoll.contract;

import java.io.Serial;

/**
 * The deadline of the call passed before the server answered.
 *
 * <p>The server may still be at work: the call may have had its effect, in part or in full, or have it later.
 */
public final class Late extends CallFailed {
    @Serial
    private static final long serialVersionUID = 1L;

    /** For gates: {@code message} says which call was late, and the time it had. */
    public Late(String message) {
        super(message);
    }
}
