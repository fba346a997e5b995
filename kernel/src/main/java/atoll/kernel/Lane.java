package atoll.kernel;

import java.atoll.Callee;
import java.atoll.Gate;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a client's thread and a worker of one server share: a circle of entries, which the client fills up to {@link #tail}
 * and the worker answers, in place and in order, up to {@link #done}. One lane is used with one server only: when that is
 * gone the client takes a new one, so that a worker that comes too late writes where nobody looks.
 *
 * <p>Two plain stores publish, one in each direction, and nothing is asked of the other core for a message. A full fence for
 * each message costs three times as much as the message (40 against 12 ns, measured). So waking up goes like this:
 * <ol>
 *   <li>the worker raises {@link #done} (release) and looks at {@link #waiter}; a fence stands between only every
 *       {@link Crew#FENCE} messages and before it stops looking for more.
 *   <li>the client sets {@link #waiter}, fences, and looks at {@link #done} for longer than a store takes to be seen. Then
 *       it parks, and because nothing in the memory model says how long a store may take, not for ever.
 *   <li>a client that finds its worker idle, or sees that it has missed to wake it, claims the lane ({@link #claim}) and
 *       has it queued: one of two claims wins.
 * </ol>
 */
final class Lane {
    private static final int IDLE = 0;
    private static final int CLAIMED = 1;

    /** As long as the store of another core may take to be seen; a margin of a hundred. */
    private static final long SEEN_NANOS = 2_000;

    private static final long FIRST_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LAST_STEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How often a spinning thread looks, for each look at the clock. */
    private static final int LOOKS = 8;

    // Each index on cache lines of its own.
    private static final int TAIL = 16;
    private static final int DONE = 32;
    private static final int INDICES = 48;

    private static final VarHandle INDEX = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Lane.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final CallsType<?> type;
    final Capability<?> link;

    /** Whose calls these are; null: the host's. */
    final @Nullable Process asker;

    final long[] words;
    final @Nullable Object[] references;
    final int mask;

    private final long[] indices = new long[INDICES];

    /** Whom it was given to. Written by the client before anybody else knows the lane; null again when that is dead. */
    private volatile @Nullable Callee callee;

    @SuppressWarnings("unused") // through STATE
    private volatile int state;

    /** No worker answers any more. Written after what goes with it: {@link #exact}, {@link #failure}, {@link #done}. */
    private volatile boolean over;

    /** What is not done has not begun. */
    private volatile boolean exact;

    /** What comes of all that is not done, when it is not the server's death. */
    private volatile @Nullable Failure failure;

    /** The client is gone: what is queued is dropped. */
    private volatile boolean closed;

    private volatile @Nullable Thread waiter;

    // Each used by its side alone.
    private final Spin clientSpin;
    private final Spin workerSpin = new Spin();

    Lane(CallsType<?> type, Capability<?> link, @Nullable Process asker, int capacity, Spin clientSpin) {
        this.clientSpin = clientSpin;
        this.type = type;
        this.link = link;
        this.asker = asker;
        this.words = new long[capacity * type.words];
        this.references = new Object[capacity * type.references];
        this.mask = capacity - 1;
    }

    // -- the client

    void give(Callee to) {
        callee = to;
    }

    @Nullable Callee callee() {
        return callee;
    }

    void publish(long tail) {
        INDEX.setRelease(indices, TAIL, tail);
        VarHandle.fullFence();
    }

    boolean isIdle() {
        return state == IDLE;
    }

    /** True for one of those who find the lane idle: it must have the lane queued, or stop it. */
    boolean claim() {
        return STATE.compareAndSet(this, IDLE, CLAIMED);
    }

    boolean isOver() {
        return over;
    }

    /** After {@link #isOver}, and before {@link #done}. */
    boolean isExact() {
        return exact;
    }

    @Nullable Failure failure() {
        return failure;
    }

    long done() {
        return (long) INDEX.getAcquire(indices, DONE);
    }

    /** Returns when there is more than {@code head} done or no worker any more, or at that time if it is not 0. */
    void await(long head, long until) throws InterruptedException {
        if (spinForDone(head)) {
            return;
        }
        Thread running = Thread.currentThread();
        try {
            long step = SEEN_NANOS;
            long start = System.nanoTime();
            while (true) {
                if (waiter == null) {
                    waiter = running;
                    VarHandle.fullFence();
                    start = System.nanoTime();
                }
                if (done() > head || over) {
                    return;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                long now = System.nanoTime();
                if (until != 0 && now - until >= 0) {
                    return;
                }
                if (now - start >= SEEN_NANOS) {
                    step = Math.clamp(step * 2, FIRST_STEP_NANOS, LAST_STEP_NANOS);
                    LockSupport.parkNanos(until == 0 ? step : Math.min(step, until - now));
                }
            }
        } finally {
            waiter = null;
        }
    }

    private boolean spinForDone(long head) {
        long start = System.nanoTime();
        for (int i = 0; done() <= head && !over; i++) {
            if (i % LOOKS == 0 && !clientSpin.goesOn(start)) {
                return false;
            }
            Thread.onSpinWait();
        }
        clientSpin.found();
        return true;
    }

    /** The client goes, or its process is killed. */
    void close() {
        closed = true;
        callee = null;
        over = true;
    }

    // -- the worker

    /** Through which a method is called by its number. */
    Gate gate() {
        return (Gate) (Object) link.gate();
    }

    long tail() {
        return (long) INDEX.getAcquire(indices, TAIL);
    }

    void done(long done) {
        INDEX.setRelease(indices, DONE, done);
        if (waiter != null) {
            wake();
        }
    }

    /** After a fence. */
    void wake() {
        Thread waits = waiter;
        if (waits != null) {
            // Once is enough, and who is on its way would be woken for each message. Who sets it anew looks first.
            waiter = null;
            LockSupport.unpark(waits);
        }
    }

    /** Whether the server may be called on behalf of this client: it serves, is not killed, and nothing was revoked. */
    boolean isFor(Callee server) {
        return link.callee == server && !closed;
    }

    /** Waits a moment for a tail other than {@code at}, unless others wait for the worker. */
    boolean spinForTail(long at, Crew crew) {
        long start = System.nanoTime();
        for (int i = 0; tail() == at; i++) {
            if (crew.isAwaited() || over) {
                return false;
            }
            if (i % LOOKS == 0 && !workerSpin.goesOn(start)) {
                return false;
            }
            Thread.onSpinWait();
        }
        workerSpin.found();
        return true;
    }

    /** Nobody looks at the lane any more until it is claimed. */
    void rest() {
        state = IDLE;
    }

    /** What is not done has not begun, and will not here. */
    void stop(@Nullable Failure why) {
        failure = why;
        exact = true;
        lose();
    }

    /** The server is dead, or a worker broke: whether what is not done has begun is not known. */
    void lose() {
        callee = null;
        over = true;
        VarHandle.fullFence();
        wake();
    }
}
