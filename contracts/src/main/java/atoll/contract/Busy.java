package atoll.contract;

import java.io.Serial;

/**
 * A bounded queue on the way is full. The server was not called.
 *
 * <p>The same call may succeed later; who repeats it at once only adds to the load.
 */
public final class Busy extends CallFailed {
    @Serial
    private static final long serialVersionUID = 1L;

    /** For gates: {@code message} says which queue is full, and its bound. */
    public Busy(String message) {
        super(message);
    }
}
