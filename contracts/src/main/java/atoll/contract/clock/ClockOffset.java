package atoll.contract.clock;

import atoll.contract.Idempotent;
import org.jspecify.annotations.Nullable;

/** The offset of a clock, for its next server: its checkpoint. */
public interface ClockOffset {
    @Idempotent
    void save(Long nanos);

    /** What was saved last; null when nothing was. */
    @Idempotent
    @Nullable Long load();
}
