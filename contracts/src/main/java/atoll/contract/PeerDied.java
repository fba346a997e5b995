package atoll.contract;

import java.io.Serial;

/**
 * The server died or was killed, before the call or during it.
 *
 * <p>The call may have had its effect, in part or in full. A gate repeats a method marked {@link Idempotent} by itself if
 * the server is restarted; of the others the caller decides.
 */
public final class PeerDied extends CallFailed {
    @Serial
    private static final long serialVersionUID = 1L;

    /** For gates: {@code message} says which server died, and in which call. */
    public PeerDied(String message) {
        super(message);
    }
}
