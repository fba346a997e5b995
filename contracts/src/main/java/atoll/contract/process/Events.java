package atoll.contract.process;

import atoll.contract.Idempotent;
import org.jspecify.annotations.Nullable;

/** What happens to the children of a supervisor, in order. Nothing is lost while there is no supervisor. */
public interface Events {
    /**
     * The first event after number {@code seen}; waits for it {@code millis} at most, then null. Only the last who asks
     * waits. Those up to {@code done} are acknowledged and forgotten. Errors: none. Cost: a wait on a thread of the host.
     */
    @Idempotent
    @Nullable Event next(long seen, long done, long millis);
}
