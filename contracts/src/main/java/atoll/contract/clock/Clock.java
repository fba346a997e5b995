package atoll.contract.clock;

import atoll.contract.Idempotent;
import atoll.contract.Right;
import java.io.IOException;

/**
 * The time. The wall clock is the host's and an offset, which one who has the right {@code set} sets for all; it outlives the
 * server. Cost of each: a look.
 */
public interface Clock {
    /** The most that an offset may be, either way: a hundred years, in nanoseconds. */
    long MOST_OFFSET = 3_155_760_000_000_000_000L;

    /** Nanoseconds since 1970. May be set, and so go back. */
    @Idempotent
    long now();

    /** Nanoseconds since a moment that never changes: the same for all who ask and for the next server. Never goes back. */
    @Idempotent
    long monotonic();

    /** What {@link #now} adds to the host's clock, in nanoseconds. */
    @Idempotent
    long offset();

    /** Sets {@link #offset}. {@link ClockFault#INVALID} when it is more than {@link #MOST_OFFSET}. Timers do not notice. */
    @Right("set")
    @Idempotent
    void setOffset(long nanos) throws IOException;
}
