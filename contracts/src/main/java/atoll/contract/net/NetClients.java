package atoll.contract.net;

import atoll.contract.Idempotent;

/**
 * What a net server asks of whoever starts it: which of its sockets have lost their owner. A server that keeps things for
 * its clients would keep those of dead ones, and a thread that waits in it for a client would keep that alive.
 */
public interface NetClients {
    /**
     * How often a process of that client was seen ending. What was opened while this was lower belongs to none that goes on
     * and is to be closed, which lets threads that wait in it return. The server is signalled when it grows. 0 for a name
     * that is no client's.
     */
    @Idempotent
    long endings(String client);
}
