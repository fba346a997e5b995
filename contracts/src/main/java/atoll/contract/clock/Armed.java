package atoll.contract.clock;

/**
 * A timer that is to ring.
 *
 * @param at when it rings next, in nanoseconds of {@link Clock#monotonic}
 * @param period nanoseconds between two rings; 0 when it rings once
 * @param endings how many processes of the client had been seen ending when it was armed
 */
public record Armed(String client, String bell, long at, long period, long endings) {}
