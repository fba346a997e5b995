package atoll.contract.clock;

import atoll.contract.Idempotent;
import org.jspecify.annotations.Nullable;

/** The timers that are to ring, for the next server of the clock: its checkpoint. */
public interface ArmedTimers {
    /** Keeps them, in place of those before. */
    @Idempotent
    void save(Armed[] all);

    /** Those that were kept last; null when none were. */
    @Idempotent
    Armed @Nullable [] load();
}
