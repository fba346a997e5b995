package atoll.contract.process;

import atoll.contract.Idempotent;

/** What a server asks of whoever starts it: which of the things that it keeps for its clients have lost their owner. */
public interface ClientEndings {
    /**
     * How often a process of that client was seen ending. What was made while this was lower belongs to none that goes on. The
     * server is signalled when it grows; the last time none of the process's threads is left. 0 for a name that is no client's.
     */
    @Idempotent
    long endings(String client);
}
