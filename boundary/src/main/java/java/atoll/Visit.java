package java.atoll;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import jdk.internal.vm.annotation.ForceInline;

/**
 * Where a thread is: the processes that it has called into, on top of its own (thread segments: J-Kernel, I-JVM,
 * RedLeaf). Gates enter and leave; {@link Identity} asks here first, so that all that a callee does is done with the
 * callee's rights.
 *
 * <p>Leaving is one store into a field, without a call: a caller that has chosen the end of its stack could make any call
 * overflow, and would go on as the callee. Everything else that belongs to a segment ({@link Baggage}) is exchanged when
 * it is next looked at, by whoever looks.
 *
 * <p>Entering against kill: the entry is stored before the callee is asked whether it is killed; the killer marks it
 * killed before it looks for visitors, looks again until it finds none twice, and code that still comes in meets the
 * callee's raised slot at its first poll.
 */
public final class Visit {
    /** Processes that one thread can be in; a call from the last one runs on a thread of the callee. */
    public static final int MOST = 32;

    /** {@link #here()} of a visit to the host. */
    static final int HOST = -1;

    /** No value of {@link #at}: nobody is so deep. */
    private static final int NOWHERE = -1;

    private static final int DEPTH_SHIFT = 24;
    private static final int HERE_MASK = (1 << DEPTH_SHIFT) - 1;

    /**
     * The number of the thread's visit is kept in an {@code int} of {@code Thread} that the JDK uses for the random
     * numbers of three collections; they get theirs from {@link #random()}.
     */
    private static final VarHandle NUMBER;

    private static final VarHandle DELIVERER;

    /** The number of a thread that has ended, and had a visit. */
    private static final int ENDED = -1;

    /** The number of one that had none. */
    private static final int ENDED_AT_HOME = -2;

    /** As long as the store of another core may take to be seen; a margin of a hundred. */
    private static final long SEEN_NANOS = 2_000;

    private static final long STEP_NANOS = 20_000;

    // Guarded by the class, but read without: an element is set before its number is seen.
    private static volatile Visit[] all = new Visit[64];
    private static final ArrayDeque<Integer> FREE = new ArrayDeque<>();
    private static int used = 1;

    static {
        try {
            NUMBER = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                    .findVarHandle(Thread.class, "threadLocalRandomSecondarySeed", int.class);
            DELIVERER = MethodHandles.lookup().findVarHandle(Visit.class, "deliverer", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Written by the thread itself; the killer reads them.
    final Thread thread;

    /**
     * Where the thread is, in one word so that it is left in one store: the number of segments below in the highest byte,
     * and {@link #here()} in the others. 0 at home.
     */
    public int at;

    /** What the caller's capability says of it, in the segment {@link #badgedAt}. Put back by who set it, as {@link #at} is. */
    public long badge;

    /** What {@link #at} is in the segment that {@link #badge} is for; what it never is: for none. */
    public int badgedAt = NOWHERE;

    /** What {@link #at} was in each segment below. */
    private final int[] below = new int[MOST];

    /** What the thread wears: see {@link Baggage}. */
    final Baggage baggage;

    /** Something is to be done when the thread leaves. Written by others too. */
    public volatile boolean attention;

    /** It may soon be interrupted because the process that it is in was killed. Set by the {@link #deliverer}. */
    private volatile boolean chased;

    /** It was, and nobody else had. Set by the {@link #deliverer}. */
    private volatile boolean struck;

    // Guarded by this.
    /** It was interrupted while it was elsewhere. */
    private boolean interrupted;

    /** Bit {@code i}: the thread was interrupted in segment {@code i} when it called on. Used by the thread alone. */
    private int held;

    /**
     * Who is interrupting the thread: another of its owner, which may run the owner's code meanwhile (a channel that is
     * closed), or a killer. Who finds it taken waits for the owner's own, and as a killer not at all.
     */
    private volatile Thread deliverer;

    /** A process that it is to come back to was killed. */
    private boolean expected;

    private Visit(Thread thread) {
        this.thread = thread;
        this.baggage = new Baggage(thread);
    }

    /**
     * Of the running thread, for a gate; null when it must not go into other processes: a thread of a class that some
     * process wrote would carry that class, and a worker of a pool its pool.
     */
    @ForceInline
    public static Visit mine() {
        Thread running = Thread.currentThread();
        Visit visit = of(running);
        if (visit == null) {
            visit = open(running);
        }
        return visit == null || visit.depth() == MOST ? null : visit;
    }

    private static Visit open(Thread thread) {
        Class<?> type = thread.getClass();
        if (type != Thread.class && !(thread.isVirtual() && type.getClassLoader() == null)) {
            return null;
        }
        Headroom.need();
        synchronized (Visit.class) {
            // From here on nobody else puts anything on the thread: see ofOther.
            Visit known = of(thread);
            if (known != null) {
                return known;
            }
            int number = FREE.isEmpty() ? used++ : FREE.pop();
            if (number >= all.length) {
                all = Arrays.copyOf(all, all.length * 2);
            }
            Visit made = new Visit(thread);
            all[number] = made;
            VarHandle.releaseFence();
            NUMBER.set(thread, number);
            return made;
        }
    }

    /** The thread ends. */
    static void end(Thread thread) {
        synchronized (Visit.class) {
            Visit visit = of(thread);
            if (visit == null) {
                NUMBER.set(thread, ENDED_AT_HOME);
                return;
            }
            if (visit.baggage.depth() > 0) {
                visit.baggage.unload(0);
            }
            int number = (int) NUMBER.get(thread);
            NUMBER.set(thread, ENDED);
            all[number] = null;
            FREE.push(number);
        }
    }

    /** Of another thread, made when it has none: it would be made, and entered with, meanwhile. Null as {@link #mine}. */
    private static Visit ofLiving(Thread thread) {
        Visit visit = of(thread);
        if (visit != null || !thread.isAlive()) {
            return visit;
        }
        Headroom.need();
        synchronized (Visit.class) {
            int number = (int) NUMBER.get(thread);
            return number == ENDED || number == ENDED_AT_HOME ? null : open(thread);
        }
    }

    /** The slot that the thread is in, plus 1; 0 at home; {@link #HOST}. */
    int here() {
        return here(at);
    }

    private static int here(int at) {
        return at << Integer.SIZE - DEPTH_SHIFT >> Integer.SIZE - DEPTH_SHIFT;
    }

    /** How many entries of {@link #below} count. */
    @ForceInline
    int depth() {
        return at >>> DEPTH_SHIFT;
    }

    /** The badge that the running thread has brought into the segment that it is in; 0: none. */
    public static long badgeHere() {
        Visit visit = of(Thread.currentThread());
        return visit == null || visit.badgedAt != visit.at ? 0 : visit.badge;
    }

    /** A thread of the callee's begins a call that carries it, or ends that with 0. */
    public static void badgeHome(long badge) {
        Visit visit = badge == 0 ? of(Thread.currentThread()) : mine();
        if (visit != null) {
            visit.badge = badge;
            visit.badgedAt = visit.at;
        }
    }

    /** Into a process; the gate has kept {@link #at}, and puts it back whatever happens. */
    @ForceInline
    public void enter(int to) {
        int from = at;
        int depth = from >>> DEPTH_SHIFT;
        if (baggage.depth() > depth) {
            baggage.unload(depth);
        }
        below[depth] = from;
        at = depth + 1 << DEPTH_SHIFT | to & HERE_MASK;
        // Costs nothing on x86, and keeps what comes next from being read before.
        VarHandle.acquireFence();
        if (deliverer != null || thread.isInterrupted()) {
            settle();
        }
    }

    /** The caller's interrupt would close the callee's channels: it waits for the thread to come back. */
    private void settle() {
        awaitDelivery();
        if (Thread.interrupted() && !struck) {
            held |= 1 << (depth() - 1);
            attention = true;
        }
    }

    /** After leaving, when {@link #attention} says so. */
    public void attend() {
        int depth = depth();
        if (baggage.depth() > depth) {
            baggage.unload(depth);
        }
        if (chased) {
            forgetInterrupt();
        }
        boolean home = at == 0;
        boolean interrupt;
        synchronized (this) {
            interrupt = interrupted && home;
            interrupted &= !home;
            expected &= !home;
            interrupt |= (held & 1 << depth) != 0;
            held &= (1 << depth) - 1;
            attention = baggage.depth() > 0 || interrupted || expected || held != 0;
        }
        if (chased) {
            // A killer that came meanwhile: its attention may be the one that was just overwritten.
            attention = true;
        }
        if (interrupt) {
            thread.interrupt();
        }
        World back = Identity.owner();
        if (back != null) {
            back.poll();
        }
    }

    /**
     * Runs {@code interrupts} for a thread of a killed process or a visitor in it, unless it is elsewhere by now: {@code
     * slot} is where it should be, or -1 for its home. Who leaves meanwhile waits, in {@link #forgetInterrupt}. Never
     * waits: who interrupts the thread just now may be running code of a process; the killer comes again.
     */
    public static void interrupt(Thread thread, int slot, Runnable interrupts) {
        Visit visit = ofLiving(thread);
        if (visit == null) {
            interrupts.run();
        } else if (visit.here() == slot + 1 && DELIVERER.compareAndSet(visit, null, Thread.currentThread())) {
            if (slot >= 0) {
                visit.chased = true;
                visit.attention = true;
            }
            visit.deliver(slot + 1, () -> visit.strike(slot, interrupts));
        }
    }

    /** A visitor's own interrupt is not lost in the killer's: who enters keeps it first, and is struck in a later round. */
    private void strike(int slot, Runnable interrupts) {
        if (slot < 0 || struck || !thread.isInterrupted()) {
            struck = slot >= 0;
            interrupts.run();
        }
    }

    /** By the {@link #deliverer}, who is it no more afterwards: false when the thread is not {@code there}. */
    private boolean deliver(int there, Runnable interrupts) {
        try {
            // Who left or entered without seeing the deliverer has done so for all to see.
            long until = System.nanoTime() + SEEN_NANOS;
            while (System.nanoTime() - until < 0) {
                Thread.onSpinWait();
            }
            if (here() == there) {
                interrupts.run();
                return true;
            }
            return false;
        } finally {
            deliverer = null;
        }
    }

    /** The running thread has left a killed process: no interrupt that was meant for it there comes after this. */
    public void forgetInterrupt() {
        awaitDelivery();
        chased = false;
        struck = false;
        Thread.interrupted();
    }

    private void awaitDelivery() {
        while (deliverer != null) {
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    /** The thread is to end when it comes back to a process that was killed, and not only at that one's next poll. */
    public static void expect(Thread thread) {
        Visit visit = of(thread);
        if (visit != null) {
            synchronized (visit) {
                visit.expected = true;
                visit.attention = true;
            }
        }
    }

    /**
     * An interrupt for a thread that is elsewhere would close the callee's channels: it is delivered at home. True when it
     * is kept, or delivered here. A thread that is about to enter waits until it is interrupted, and keeps that itself; its
     * entry is seen here when its look at {@link #deliverer} came before.
     */
    static boolean keepInterrupt(Thread target) {
        Thread running = Thread.currentThread();
        Visit visit = target == running ? null : ofLiving(target);
        if (visit == null || visit.deliverer == running) {
            return false;
        }
        while (visit.at == 0) {
            Headroom.need();
            if (!DELIVERER.compareAndSet(visit, null, running)) {
                LockSupport.parkNanos(STEP_NANOS);
            } else if (visit.deliver(0, target::interrupt)) {
                return true;
            }
        }
        synchronized (visit) {
            visit.interrupted = true;
            visit.attention = true;
        }
        return true;
    }

    /** Of a thread that is not the running one; when it has none, what is given is put on it, as it cannot enter meanwhile. */
    static Visit ofOther(Thread thread, boolean loader, Object value) {
        Visit visit = of(thread);
        if (visit != null) {
            return visit;
        }
        Headroom.need();
        synchronized (Visit.class) {
            visit = of(thread);
            if (visit == null && loader) {
                Baggage.plainLoader(thread, value);
            } else if (visit == null) {
                Baggage.plainHandler(thread, value);
            }
        }
        return visit;
    }

    /** Whether a thread that has no visit had one: what was read of it before may be a callee's. */
    static boolean wasOpen(Thread thread) {
        int number = (int) NUMBER.getVolatile(thread);
        return number != 0 && number != ENDED_AT_HOME;
    }

    /** Who has called into what the running thread is in; null: the host, or nobody. */
    static World caller() {
        Thread running = Thread.currentThread();
        Visit visit = of(running);
        int depth = visit == null ? 0 : visit.depth();
        if (depth == 0) {
            return null;
        }
        int before = here(visit.below[depth - 1]);
        return before == 0 ? Identity.of(running) : before == HOST ? null : Identity.slot(before - 1);
    }

    /** What a thread has there from before the boot is no number of ours. */
    @ForceInline
    static Visit of(Thread thread) {
        int number = (int) NUMBER.get(thread);
        if (number == 0) {
            return null;
        }
        Visit[] now = all;
        Visit visit = number > 0 && number < now.length ? now[number] : null;
        return visit != null && visit.thread == thread ? visit : null;
    }

    /** The slot, plus 1, that the running thread is in as a visitor, or 0. */
    static int whereabouts(Thread running) {
        Visit visit = of(running);
        return visit == null ? 0 : visit.here();
    }

    boolean isIn(int slot) {
        int now = at;
        for (int i = 1; i < now >>> DEPTH_SHIFT; i++) {
            if (here(below[i]) == slot + 1) {
                return true;
            }
        }
        return here(now) == slot + 1;
    }

    /** Whether the thread is in another process than its own just now. */
    public static boolean isElsewhere(Thread thread) {
        Visit visit = of(thread);
        return visit != null && visit.at != 0;
    }

    /** Whether the thread is in the process of this slot itself, as a visitor. */
    public static boolean isIn(Thread thread, int slot) {
        Visit visit = of(thread);
        return visit != null && visit.here() == slot + 1;
    }

    /** Threads that are in the process of this slot, or have called on from it, as visitors. */
    public static java.util.List<Thread> in(int slot) {
        java.util.List<Thread> found = new java.util.ArrayList<>();
        for (Visit visit : all) {
            if (visit != null && visit.isIn(slot)) {
                found.add(visit.thread);
            }
        }
        return found;
    }

    /** What {@code ThreadLocalRandom.nextSecondarySeed} says: xorshift from the clock, for a few bits of jitter. */
    static int random() {
        int r = (int) System.nanoTime() * 0x9E3779B9;
        r ^= r >>> 15;
        return r == 0 ? 1 : r;
    }
}
