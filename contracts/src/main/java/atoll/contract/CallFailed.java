package atoll.contract;

import java.io.Serial;

/**
 * A call through a gate did not return a result. Each subclass is one cause, and says whether the call may have had an
 * effect.
 *
 * <p>Only a gate, or an end of a port or notification, throws these to a caller. Whatever a server throws, also an object of this family, arrives as
 * {@link PeerFailed} with text alone: no server can make its caller believe that another one died, that a right is missing
 * or that time is up. The object belongs to the caller; nothing of the server is reachable from it, and it has no cause.
 */
public abstract sealed class CallFailed extends RuntimeException
        permits PeerDied, PeerFailed, Refused, Revoked, Late, Busy {
    @Serial
    private static final long serialVersionUID = 1L;

    CallFailed(String message) {
        // With a cause given, if only null, none can be set later.
        super(message, null);
    }
}
