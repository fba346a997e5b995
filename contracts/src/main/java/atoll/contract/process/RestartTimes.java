package atoll.contract.process;

import atoll.contract.Idempotent;
import org.jspecify.annotations.Nullable;

/** When children died, so that the next supervisor can go on counting: the checkpoint of a supervisor. */
public interface RestartTimes {
    /** Keeps them, in place of those before; nanoseconds of {@code System.nanoTime}. */
    @Idempotent
    void save(long[] nanos);

    /** Those that were kept last; null when none were. */
    @Idempotent
    long @Nullable [] load();
}
