package atoll.contract;

import org.jspecify.annotations.Nullable;

/**
 * The asynchronous form of the contract {@code C}: calls are gathered, submitted together, and completed on a thread of the
 * server while this one goes on. {@link Names#ring} gives one.
 *
 * <pre>{@code
 * Ring<Disk> ring = Names.ring("disk", Disk.class, 64);
 * Disk later = ring.calls();
 * later.read(7);                                  // returns null at once
 * long ticket = ring.ticket();
 * later.read(8);
 * ring.submit();                                  // both are on their way
 * Completion first = ring.take();                 // ticket, and result or failure
 * }</pre>
 *
 * <p>Each call has a ticket, counted from 0, and completes exactly once, whatever happens to the server. What a ring submits
 * is run in that order, one call after the other; completions come in the order in which calls complete. At most
 * {@link #depth} calls are gathered or under way; one more is {@link Busy}.
 *
 * <p>A {@link Region} that a call passes is taken when the call is gathered: lent, it is its owner's again when the call
 * completes; moved, it is the server's when the call begins, and is its owner's again if it never does. Until then it is
 * charged to who gathered the call. Of a region that is shared nothing is taken: it must not be closed before the call
 * completes, else that is {@link Refused}.
 *
 * <p>A ring belongs to the thread that made it: on others its methods throw {@link IllegalStateException}. It ends with its
 * process, or by {@link #close}; calls that have not begun by then are dropped.
 */
public interface Ring<C> extends AutoCloseable {
    /**
     * An object of the contract whose methods gather a call and return at once, with zero or null. Arguments are copied or
     * looked at then and there. They throw {@link Busy} when the ring is full, {@link Refused} when a right is missing or an
     * argument is not what its type says, and what {@link Region} says; such a call has no ticket.
     */
    C calls();

    /** The ticket of the call that was gathered last; -1 when there was none. */
    long ticket();

    /** Sends off what was gathered; returns how many calls. Never waits. */
    int submit();

    /**
     * The next completion; waits for it. Throws {@link IllegalStateException} when nothing is under way,
     * {@link InterruptedException} when the thread is interrupted before there is one.
     */
    Completion take() throws InterruptedException;

    /** The next completion, or null when there is none yet. */
    @Nullable Completion poll();

    /** Puts the completions that are there into {@code into}, as many as fit; returns how many. Never waits. */
    int drain(Completion[] into);

    /** Submitted calls whose completion was not taken yet. */
    int underWay();

    /** The most calls that can be gathered or under way. */
    int depth();

    /** Calls that have not begun are dropped, and no completion comes any more; regions that servers returned are closed. */
    @Override
    void close();
}
