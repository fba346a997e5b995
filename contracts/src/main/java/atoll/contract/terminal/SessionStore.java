package atoll.contract.terminal;

import atoll.contract.Idempotent;
import org.jspecify.annotations.Nullable;

/** A session, for the next server of terminals: its checkpoint. */
public interface SessionStore {
    @Idempotent
    void save(KeptSession session);

    /** What was saved last; null when nothing was. */
    @Idempotent
    @Nullable KeptSession load();
}
