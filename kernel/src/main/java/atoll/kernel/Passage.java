package atoll.kernel;

import atoll.contract.Refused;
import java.atoll.Callee;
import org.jspecify.annotations.Nullable;

/**
 * The regions of one call, from the caller to the server and back. Before the server begins, each region argument is taken
 * from its owner and a new handle of the server's stands in its place; with the first instruction of the server the move is
 * final. A call that did not get so far has moved nothing.
 *
 * <p>How far a call is, {@link #phase}, is one field of the call, not of each region, and it is set by a store without a
 * call after it. So a caller at the end of its stack cannot leave a region with two owners, or with none: what a call that
 * was cut short did not clear up, {@link OwnedRegion#settle} does when the region is next looked at.
 *
 * <p>Races:
 * <ol>
 *   <li>two threads pass the same region, or one call passes it twice: the block's lock; the second finds it moved or lent.
 *   <li>a thread uses it while another passes it: it is counted in before, and the call is refused; or it finds it gone.
 *   <li>the server dies before it begins: {@link Holdings#die} leaves alone what is on its way, {@link Callee#begin} unwinds
 *       the caller's thread, and the region is the caller's again. A server that is dead already takes nothing
 *       ({@link Holdings#add}).
 *   <li>the server dies later: what was moved is freed with all that it owns; what was lent is the caller's when its call
 *       ends, which is before the server is dead.
 *   <li>the caller is killed: it is not dead before its thread is back. One that left a call with a deadline may be: then
 *       the last user of what it had lent frees the memory.
 *   <li>a call with a deadline: its thread begins ({@link #begin}) or the caller leaves ({@link #leave}), one of them first.
 *       A result that comes when nobody waits is closed.
 *   <li>the result is taken while the server's threads use it or pass it on: as 1 and 2, and then the server has lied.
 * </ol>
 */
sealed class Passage permits RingPassage {
    static final int PASSING = 0;
    static final int BEGUN = 1;

    /** Added when the call is over. */
    static final int END = 2;

    static final int NEVER = PASSING + END;
    private static final int OVER = BEGUN + END;

    static final Object[] NOTHING = {};
    private static final OwnedRegion[] NONE = {};

    final Capability<?> link;
    private final int method;
    final RegionMethod how;
    final Holdings from;

    /** The server's; of a ring's call, the client's own until it comes to a server. */
    Holdings to;

    /** What the server is called with. */
    @Nullable Object[] arguments;

    @Nullable OwnedRegion[] sources;

    /** Written by whoever runs the call, and where two threads do, under this lock. */
    int phase = PASSING;

    /** The server's own thread has left a result. Guarded by this. */
    private boolean answered;

    Passage(Capability<?> link, RegionMethod how, Holdings from, Holdings to, int method, @Nullable Object[] given) {
        this.link = link;
        this.method = method;
        this.how = how;
        this.from = from;
        this.to = to;
        this.arguments = how.plain ? given : given.clone();
        this.sources = new OwnedRegion[given.length];
    }

    /** Takes the regions among the arguments; throws with nothing taken, and is null with nothing taken when the server is dead. */
    static @Nullable Passage open(Capability<?> link, Callee callee, int method, RegionMethod how, Object[] given) {
        Kernel kernel = link.endpoint().kernel();
        Holdings from = kernel.holdings(Capability.running());
        Holdings to = kernel.holdings(Capability.server(callee));
        Passage passage = new Passage(link, how, from, to, method, given);
        try {
            passage.admit();
            if (passage.make()) {
                passage.hand();
                return passage;
            }
        } catch (Throwable e) {
            passage.phase = NEVER;
            passage.undo();
            throw e;
        }
        passage.phase = NEVER;
        passage.undo();
        return null;
    }

    /** Looks at what is given. */
    final void admit() {
        for (int i = 0; i < arguments.length; i++) {
            Object given = arguments[i];
            if (given == null) {
                continue;
            }
            if (!how.isRegion(i)) {
                if (how.isOpen(i)) {
                    arguments[i] = link.admit(given, how.parameter(i));
                }
                continue;
            }
            if (given.getClass() != OwnedRegion.class || ((OwnedRegion) given).holder != from) {
                throw refused(given);
            }
            sources[i] = (OwnedRegion) given;
        }
    }

    /** A handle of the server's for each; false when who serves it is dead. */
    final boolean make() {
        for (int i = 0; i < sources.length; i++) {
            OwnedRegion source = sources[i];
            if (source != null) {
                boolean lends = how.isLent(i);
                OwnedRegion made = new OwnedRegion(source.block, to, this, lends ? source : null);
                if (!lends && !to.add(made)) {
                    return false;
                }
                arguments[i] = made;
            }
        }
        return true;
    }

    private static Refused refused(Object given) {
        return new Refused(
                given.getClass() == OwnedRegion.class
                        ? "the region of " + ((OwnedRegion) given).block.size + " bytes is another process's"
                        : "an object of " + given.getClass().getName() + " is no region that the kernel made");
    }

    /** Each from the caller to the server, if it is made there yet. In the plain case there is no call under the lock. */
    final void hand() {
        for (int i = 0; i < sources.length; i++) {
            OwnedRegion source = sources[i];
            if (source == null) {
                continue;
            }
            OwnedRegion made = arguments[i] == source ? null : (OwnedRegion) arguments[i];
            boolean lends = how.isLent(i);
            String why = null;
            synchronized (source.block) {
                if (!source.isPlain() || source.users() > 0) {
                    why = source.hindrance(false, !source.block.shared);
                    if (why == null && source.lender != null && !lends) {
                        why = "was lent, and is its owner's to move";
                    }
                }
                if (why == null) {
                    if (source.block.shared) {
                        if (!lends && made != null) {
                            source.block.owns(made);
                        }
                    } else if (lends) {
                        source.lent = this;
                    } else {
                        source.came = null;
                        source.gone = this;
                        source.state = OwnedRegion.State.MOVED;
                    }
                    if (made != null) {
                        made.state = OwnedRegion.State.OWNED;
                    }
                }
            }
            if (why != null) {
                throw source.misused(why + "; " + this + " was not called");
            }
        }
    }

    // -- how far it is

    boolean isUndone() {
        return phase == NEVER;
    }

    boolean isOnItsWay() {
        return phase == PASSING;
    }

    boolean isFinal() {
        return phase == BEGUN || phase == OVER;
    }

    boolean isOver() {
        return phase >= END;
    }

    /** The server is about to be called, by the only thread. */
    void beginHere() {
        phase = BEGUN;
    }

    /** The same, on a thread of the server's; false when the caller has left. */
    synchronized boolean begin() {
        if (phase == PASSING) {
            phase = BEGUN;
            return true;
        }
        return false;
    }

    /** On the server's thread, with the result in its place; false when nobody waits for it. */
    synchronized boolean answer() {
        answered = phase == BEGUN;
        return answered;
    }

    /** The caller waits no longer, or needs not, or the server is out of it; true when there is a result. May be called again. */
    synchronized boolean leave() {
        if (phase < END) {
            phase += END;
        }
        return answered;
    }

    /** The call failed. If the server was not called, all is as it was; the arguments are, for the next try. */
    void undo() {
        if (phase == NEVER) {
            settle(sources);
            settle(arguments);
        }
        restore();
    }

    private void restore() {
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] != null) {
                arguments[i] = sources[i];
            }
        }
    }

    static void settle(@Nullable Object[] handles) {
        for (Object handle : handles) {
            if (handle instanceof OwnedRegion region) {
                synchronized (region.block) {
                    region.settle();
                }
            }
        }
    }

    /** What was moved does not hold those who had it before. */
    void forget() {
        arguments = NOTHING;
        sources = NONE;
    }

    // -- the result

    /** The result on the caller's side, once it has left the server. */
    @Nullable Object received(@Nullable Object result) {
        if (result == null) {
            return null;
        }
        if (how.returns) {
            return taken(result);
        }
        return how.resultOpen ? link.admit(result, how.result) : result;
    }

    private OwnedRegion taken(Object result) {
        if (result.getClass() != OwnedRegion.class) {
            throw new Refused("an object of " + result.getClass().getName() + ", which " + this
                    + " returned, is no region that the kernel made");
        }
        OwnedRegion source = (OwnedRegion) result;
        OwnedRegion made = new OwnedRegion(source.block, from, this, null);
        from.add(made);
        String why = source.holder == to ? null : "is another process's";
        synchronized (source.block) {
            if (why == null && (!source.isPlain() || source.users() > 0)) {
                why = source.hindrance(false, !source.block.shared);
                if (why == null && source.lender != null) {
                    why = "was lent, and is its owner's to return";
                }
            }
            if (why == null) {
                if (source.block.shared) {
                    source.block.owns(made);
                } else {
                    source.came = null;
                    source.gone = this;
                    source.state = OwnedRegion.State.MOVED;
                }
                made.state = OwnedRegion.State.OWNED;
            } else {
                made.state = OwnedRegion.State.CLOSED;
            }
        }
        if (why != null) {
            throw new Refused("the region of " + source.block.size + " bytes that " + this + " returned " + why);
        }
        return made;
    }

    /** On a thread of the server's, when nobody waits for the result: it is nobody's. */
    void discard(@Nullable Object result) {
        if (how.returns && result instanceof OwnedRegion region && region.holder == to) {
            region.close();
        }
    }

    @Override
    public String toString() {
        return link.endpoint().type().name(method) + " of " + link.endpoint();
    }
}
