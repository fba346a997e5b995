package atoll.server.clock;

import atoll.contract.Signal;
import atoll.contract.clock.Armed;
import org.jspecify.annotations.Nullable;

/** A notification of a client, and when it is to be signalled next. */
final class Bell {
    final String client;
    final String name;
    final Signal signal;

    /** Null: not at all. Guarded by the ringer. */
    @Nullable Armed armed;

    Bell(String client, String name, Signal signal) {
        this.client = client;
        this.name = name;
        this.signal = signal;
    }
}
