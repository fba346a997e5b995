package atoll.system.service;

import atoll.contract.terminal.ModeHolders;
import atoll.kernel.Endpoint;
import atoll.kernel.SignalCounter;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The processes that have something of a session, by the badge that each was given; kept while they live. */
final class Holders implements ModeHolders {
    private final Endpoint<ModeHolders> asked;
    private final SignalCounter endings;
    private final AtomicLong next = new AtomicLong(1);
    private final Set<Long> held = ConcurrentHashMap.newKeySet();

    Holders(Atoll atoll) {
        asked = atoll.endpoint("holders of terminals", ModeHolders.class);
        asked.serve(this);
        endings = atoll.notification("endings of processes with a terminal");
    }

    /** Gives them to the server with these grants. */
    Grants give(Grants server) {
        return server.use("holders", asked.capability()).await("endings", endings);
    }

    /** For one process. */
    long newBadge() {
        return next.getAndIncrement();
    }

    void ended(long badge) {
        held.remove(badge);
        endings.signal(1);
    }

    @Override
    public void hold(long badge) {
        if (badge > 0 && badge < next.get()) {
            held.add(badge);
        }
    }

    @Override
    public boolean holds(long badge) {
        return held.contains(badge);
    }

    @Override
    public long next() {
        return next.get();
    }
}
