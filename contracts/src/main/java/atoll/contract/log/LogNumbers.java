package atoll.contract.log;

import atoll.contract.Idempotent;
import org.jspecify.annotations.Nullable;

/** How far a log has counted, for its next server: its checkpoint. */
public interface LogNumbers {
    /** The number of the last record, before anybody is told of it. */
    @Idempotent
    void save(Long last);

    /** What was saved last; null when nothing was. */
    @Idempotent
    @Nullable Long load();
}
