package atoll.kernel;

import atoll.contract.Refused;
import java.atoll.Callee;
import java.atoll.Headroom;
import org.jspecify.annotations.Nullable;

/**
 * The regions of one call of a ring. They leave the client when the call is gathered, when nobody knows which server it will
 * come to, and are on their way until a worker begins it ({@link #arrive}) or the client drops it ({@link #drop}): one of
 * the two, and what was dropped is the client's again. Of a region that is shared nothing is taken before the call begins:
 * it is looked at twice.
 *
 * <p>Races, besides those of {@link Passage}:
 * <ol>
 *   <li>the client drops a call, by a deadline, by closing the ring or for a server that died, while the worker begins it:
 *       this lock. A worker that comes too late is told so.
 *   <li>it drops one that is answered: who comes second closes the region that the server returned.
 *   <li>the client is dead ({@link Holdings#die}): that drops what is on its way, so nothing of the dead comes to a server
 *       afterwards; what a server returned to it meanwhile is closed by the worker.
 *   <li>the same call is made at the next server while a worker of the dead one is still in it: by another passage
 *       ({@link #again}).
 * </ol>
 *
 * <p>Locks: this one, then {@link Holdings}, then a block's.
 */
final class RingPassage extends Passage {
    /** The arguments as they were gathered, with the client's regions. Guarded by this. */
    private @Nullable Object[] gathered = NOTHING;

    /** What the server returned, until the client has it. Guarded by this. */
    private @Nullable OwnedRegion answer;

    private RingPassage(Capability<?> link, RegionMethod how, Holdings from, int method, @Nullable Object[] given) {
        super(link, how, from, from, method, given);
    }

    /** On the client's thread; throws with nothing taken. */
    static RingPassage take(Capability<?> link, int method, RegionMethod how, Holdings from, @Nullable Object[] given) {
        RingPassage passage = new RingPassage(link, how, from, method, given);
        passage.admit();
        passage.gathered = passage.arguments;
        Headroom.needShort();
        boolean taken = false;
        try {
            passage.hand();
            taken = true;
            return passage;
        } finally {
            if (!taken) {
                passage.drop();
            }
        }
    }

    // -- on the worker's thread

    /**
     * The call begins: what the server is called with. Null when the client has dropped it; throws when a shared region was
     * closed meanwhile, and then nothing is taken.
     */
    synchronized @Nullable Object @Nullable [] arrive(Callee callee) {
        if (phase != PASSING) {
            return null;
        }
        arguments = Messages.copies(gathered);
        to = link.endpoint().kernel().holdings(Capability.server(callee));
        boolean given = false;
        try {
            if (!make()) {
                throw new IllegalStateException("the process is dead");
            }
            give();
            given = true;
        } finally {
            phase = given ? BEGUN : NEVER;
            if (!given) {
                settle(arguments);
                settle(sources);
            }
        }
        return arguments;
    }

    private void give() {
        for (int i = 0; i < sources.length; i++) {
            OwnedRegion source = sources[i];
            if (source == null || !(arguments[i] instanceof OwnedRegion made)) {
                continue;
            }
            String why = null;
            synchronized (source.block) {
                if (source.block.shared) {
                    why = source.hindrance(false, false);
                    if (why == null && made.lender == null) {
                        source.block.owns(made);
                    }
                }
                if (why == null) {
                    made.state = OwnedRegion.State.OWNED;
                }
            }
            if (why != null) {
                throw new Refused(
                        "the region of " + source.block.size + " bytes " + why + "; " + this + " was not called");
            }
        }
    }

    /** What the client is given for what the server returned. */
    @Nullable Object answer(@Nullable Object result) {
        Object received = received(result);
        if (received instanceof OwnedRegion region) {
            boolean awaited;
            synchronized (this) {
                awaited = phase == BEGUN;
                answer = awaited ? region : null;
            }
            if (!awaited || from.isOver()) {
                region.close();
            }
        }
        return received;
    }

    // -- on the client's thread

    /** The client has the answer, and the server what it was given. */
    @Override
    synchronized void forget() {
        super.forget();
        gathered = NOTHING;
        answer = null;
    }

    /** Nobody waits for the call any more. If it has not begun, all is as it was. */
    void drop() {
        OwnedRegion unwanted;
        synchronized (this) {
            leave();
            unwanted = answer;
            if (phase == NEVER) {
                settle(sources);
            }
            forget();
        }
        if (unwanted != null) {
            unwanted.close();
        }
    }

    /** The same call for the next server; throws, with nothing taken, when the client's regions are not to be had. */
    RingPassage again(int method) {
        @Nullable Object[] given = gathered;
        drop();
        return take(link, method, how, from, given);
    }
}
