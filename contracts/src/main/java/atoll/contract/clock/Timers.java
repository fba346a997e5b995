package atoll.contract.clock;

import atoll.contract.Idempotent;
import atoll.contract.Right;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one client, one for each of its bells. A bell is a notification that the client was given under the same name,
 * so it waits for it at home ({@code Names.notification(bell).await()}), and nobody waits in the server. Times are those of
 * {@link Clock#monotonic}.
 *
 * <p><b>When the server dies</b> timers go on: what rang meanwhile rings when the next server is there. A bell never rings before
 * its time, and for no death too few times; it may ring again what it had just rung. So a program that hears it looks at the clock.
 *
 * <p><b>When the client's process dies</b> its timers are dropped. <b>Errors</b>: {@code IOException} with a {@link ClockFault}.
 * <b>Rights</b>: {@code arm}. <b>Cost</b>: a call that changes something writes all armed timers to where they outlive the server.
 */
public interface Timers {
    /** The least time between two rings: a millisecond, in nanoseconds. */
    long LEAST_PERIOD = 1_000_000;

    /** How far away a time may be, either way: a hundred years, in nanoseconds. */
    long MOST_AHEAD = 3_155_760_000_000_000_000L;

    /**
     * Rings the bell at {@code at}, at once if that has passed; then each {@code period}, unless that is 0. Who looks late finds
     * one ring counted for each period that has passed. Takes the place of the bell's timer before. {@code INVALID}, {@code NO_BELL}.
     */
    @Right("arm")
    @Idempotent
    void arm(String bell, long at, long period) throws IOException;

    /** The bell rings no more; rings that were counted and not asked for stay. {@code NO_BELL}. */
    @Right("arm")
    @Idempotent
    void disarm(String bell) throws IOException;

    /** When it rings next; null when it will not. {@code NO_BELL}. */
    @Idempotent
    @Nullable Armed armed(String bell) throws IOException;
}
