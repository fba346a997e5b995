package atoll.contract;

import java.io.Serial;

/**
 * The server threw something that its contract does not name. It is alive.
 *
 * <p>The call may have had its effect, in part or in full. What was thrown arrives as two texts, never as an object.
 */
public final class PeerFailed extends CallFailed {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String thrown;

    /** For gates: the name of the class of what the server threw, and its message or what stands for it. */
    public PeerFailed(String thrown, String message) {
        super(message);
        this.thrown = thrown;
    }

    /** Name of the class of what the server threw, such as {@code java.lang.IllegalStateException}. Text, not a promise. */
    public String thrown() {
        return thrown;
    }
}
