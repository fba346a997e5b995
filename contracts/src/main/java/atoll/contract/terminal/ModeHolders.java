package atoll.contract.terminal;

import atoll.contract.Idempotent;

/** What the terminal server asks of whoever starts it: which processes live that have something of a session, by their badge. */
public interface ModeHolders {
    /** The process has something of a session from now on, until it ends; then the server is signalled. In a call of that process. */
    @Idempotent
    void hold(long badge);

    /** Whether a process that {@link #hold} was told of has not ended. */
    @Idempotent
    boolean holds(long badge);

    /** A badge above all that were given out so far. */
    @Idempotent
    long next();
}
