package atoll.kernel;

import java.atoll.World;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A process: a program with its own threads, slot and exit status. What makes a program run (loader, streams, files) is
 * the personality's subclass; life and death are here.
 *
 * <p>Races with kill:
 * <ol>
 *   <li>{@link #mark} sets {@code killed}, under {@code lock}; the slot is raised before, so that the handler of
 *       a thread that a hook has just unwound for {@code killed} sees it when it polls. {@link #resume} lowers the slot
 *       under the same lock, and not once it is killed. Once killed the slot is not raised again: after the death it is
 *       another process's.
 *   <li>{@link #threadStarts} registers a thread under {@code lock} and refuses when {@code killed}: every thread is
 *       either refused or seen by the killer.
 *   <li>a registered thread that is not alive yet is kept as long as another thread is alive, for that one may still be
 *       in {@code start0}, or the host is ({@link ThreadSet#start}).
 *   <li>exit against kill, and two exits: one wins the edge to STOPPING, and its status is the status.
 *   <li>kill during shutdown hooks: the edge was taken by exit; {@link #die} is run once, by {@code dying}.
 *   <li>{@link #terminate} against {@link #start}: the host starts threads of the process in both, and the kill may come
 *       between; the thread is then refused as in (2), and the host goes on.
 *   <li>a call that comes in: {@link java.atoll.Visit} and {@link Endpoint} say how it is seen or stopped. A slot with a
 *       visitor is not used again.
 *   <li>{@link #terminate} against the last thread's end: one of them takes the edge and runs the hooks; nobody else does.
 * </ol>
 */
public abstract class Process extends World {
    private static final long AWAIT_STEP_NANOS = 100_000;
    private static final int AWAIT_SHARE = 10;

    private final Kernel kernel;
    private final int id;
    private final String name;
    private final ThreadGroup group;
    private final Slots.Slot slot;
    private final AtomicReference<ProcessState> state = new AtomicReference<>(ProcessState.NEW);
    private final CompletableFuture<DeathNotice> death = new CompletableFuture<>();
    private final Object lock = new Object();
    private final Serving serving;

    // Guarded by lock.
    final ThreadSet threads = new ThreadSet();
    private @Nullable ExitStatus status;
    private boolean dying;
    private int started;
    private @Nullable Thread waiter;
    /** Reaches the program's loaders until they are collected; set at death. */
    private volatile WeakReference<Object> probe = new WeakReference<>(null);

    private final Meter meter = new Meter();
    /** Written under lock. */
    volatile boolean paused;

    public final FirstThread first = new FirstThread();
    public final PollTrap trap = new PollTrap(this);
    private volatile int threadLimit = Integer.MAX_VALUE;

    /** Runs the shutdown hooks; not counted, so that a process at its limit can still exit. Set once, before it starts. */
    private volatile @Nullable Thread exitThread;

    protected Process(Kernel kernel, String name) {
        this.kernel = kernel;
        this.name = name;
        this.slot = kernel.slots().take();
        this.serving = new Serving(this, slot.index);
        this.id = kernel.processes().add(this);
        this.group = slot.group;
        own(group);
        bind(slot.index);
        ProcessState.step(state, ProcessState.NEW, ProcessState.ADMITTED);
    }

    static ThreadGroup emptyGroup(ThreadGroup parent, int index) {
        return newGroup(parent, "process-" + index);
    }

    /** Called once, after the hooks are in place and before the first process. */
    static void prepareHost() {
        shareStreams();
    }

    public final int id() {
        return id;
    }

    public final String name() {
        return name;
    }

    public final ProcessState state() {
        return state.get();
    }

    /** The slot's class name in internal form: what the linker puts where rewritten code names the placeholder. */
    public final String slotName() {
        return Slots.name(slot.index);
    }

    public final Kernel kernel() {
        return kernel;
    }

    /** Completes when the process is dead and everything visible of it is released. */
    public final CompletableFuture<DeathNotice> death() {
        return death.copy();
    }

    public final DeathNotice waitFor() throws InterruptedException {
        try {
            return death.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("a death cannot fail", e);
        }
    }

    /** After death: whether the program's loaders, and so its classes and statics, are collected. */
    public final boolean collected() {
        return state.get() == ProcessState.DEAD && probe.get() == null;
    }

    public final void limitThreads(int limit) {
        threadLimit = limit;
    }

    /** Live threads, without carriers. */
    public final int threadCount() {
        return liveThreads().size();
    }

    /** What it was given by name; fixed before it starts. */
    protected abstract NameTable names();

    @Override
    protected final boolean serves() {
        return names().servesAny();
    }

    /** Whether this unwinds a killed thread. */
    static boolean ends(Throwable thrown) {
        return isKill(thrown);
    }

    final Serving serving() {
        return serving;
    }

    /** Told of each class that the program's loader is about to define. */
    protected final PureMethods pure() {
        return serving.pure();
    }

    final boolean isKilled() {
        return killed;
    }

    final int slotIndex() {
        return slot.index;
    }

    /** A daemon thread of this process, with nothing of the thread that makes it when that is the host's. */
    final Thread newThread(Runnable body, String name) {
        Thread thread = new Thread(group, body, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader());
        return thread;
    }

    /** Starts the first thread; does nothing when it was killed before. */
    public final void start() {
        Thread main = new Thread(group, null, "main", 0, false);
        main.setDaemon(false);
        main.setPriority(Thread.NORM_PRIORITY);
        prepare(main);
        if (ProcessState.step(state, ProcessState.ADMITTED, ProcessState.RUNNING)) {
            first.start(threads, main);
        }
    }

    @Override
    protected final @Nullable Runnable main(Thread thread) {
        try {
            return first.begins(thread) ? first.runs(entry()) : null;
        } catch (Throwable e) {
            mainFailed(e);
            return null;
        }
    }

    @Override
    protected final void mainFailed(Throwable error) {
        if (!isKill(error) && !killed) {
            first.failed();
            uncaught(Thread.currentThread(), error);
        }
    }

    /** What runs the program, on the program's first thread; null when it cannot be started and was told so. */
    protected abstract @Nullable Runnable entry();

    /** Called before the first thread starts, on the kernel's thread. */
    protected abstract void prepare(Thread main);

    /** Runs the program's shutdown hooks, on a thread of the process. */
    protected abstract void runHooks();

    /** The object whose collection proves that the program is gone: the root of its loaders. */
    protected abstract Object program();

    /** Drops the process's own references to the program, and those that the JDK keeps for it. After the death notice. */
    protected abstract void forgetProgram();

    /** Closes what the process has open, so that blocked threads wake up. Called often; must not run foreign code. */
    protected abstract void closeAll();

    /** Releases everything visible, after the last thread is gone; adds a line for each thing released. */
    protected abstract void release(List<String> released);

    // -- life

    @Override
    protected final long number() {
        return id;
    }

    @Override
    protected final ThreadGroup group() {
        return group;
    }

    @Override
    protected final void exit(int code) {
        terminate(code);
        stopHere();
    }

    /**
     * Ends the process as its own exit with {@code code} would, shutdown hooks included; returns at once. Does nothing
     * when it is already ending. To be sure that it ends, follow with {@link #kill}.
     */
    public final void terminate(int code) {
        if (end(ExitStatus.exited(code))) {
            Thread hooks = new Thread(group, this::finish, "exit", 0, false);
            prepare(hooks);
            exitThread = hooks;
            threads.startUnlessKilled(hooks);
        }
    }

    private void finish() {
        try {
            runHooks();
        } finally {
            beginDeath();
        }
    }

    @Override
    protected final void halt(int code) {
        if (!end(ExitStatus.exited(code))) {
            synchronized (lock) {
                // A shutdown hook halts: its status is the one.
                status = dying ? status : ExitStatus.exited(code);
            }
        }
        beginDeath();
        stopHere();
    }

    /** The calling thread goes no further; it ends when the kill reaches it. */
    private void stopHere() {
        while (true) {
            poll();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000L);
        }
    }

    /** Ends the process for certain; returns at once. {@link #death} tells when it is over. */
    public final void kill() {
        end(ExitStatus.killed());
        mark();
        beginDeath();
    }

    /** Takes the edge to STOPPING; false when someone else had taken it. */
    private boolean end(ExitStatus how) {
        synchronized (lock) {
            if (status != null) {
                return false;
            }
            status = how;
        }
        if (!ProcessState.step(state, ProcessState.RUNNING, ProcessState.STOPPING)) {
            ProcessState.step(state, ProcessState.ADMITTED, ProcessState.STOPPING);
        }
        return true;
    }

    private void beginDeath() {
        synchronized (lock) {
            if (dying) {
                return;
            }
            dying = true;
        }
        kernel.reap(this);
    }

    /** No memory for a reaper, or no stack: the next kill tries again. */
    final void notReaped() {
        synchronized (lock) {
            dying = false;
        }
    }

    /** Kill point: no code of the process runs past its next poll, nor past the return of a call into another process. */
    final void mark() {
        synchronized (lock) {
            if (!killed) {
                slot.raise();
                killed = true;
            }
        }
        serving.withdraw(this);
        serving.expect(liveThreads());
    }

    /** What is compiled without a poll runs no further. */
    final void stopCompiled() {
        synchronized (lock) {
            slot.stop();
        }
    }

    /**
     * Its threads stop at their next poll, until {@link #resume} or a kill; those inside JDK code go on to it. They keep
     * the locks that they hold, which may be the JDK's own when it has called code of the process.
     */
    public final void pause() {
        synchronized (lock) {
            if (!killed && !paused) {
                paused = true;
                askAtPolls();
            }
        }
    }

    /** Every poll goes its slow way, to {@link #pauseAtPoll}. */
    final void askAtPolls() {
        synchronized (lock) {
            if (!killed) {
                slot.raise();
                slot.stop();
            }
        }
    }

    public final void resume() {
        synchronized (lock) {
            if (paused && !killed && !trap.isSet()) {
                slot.lower();
            }
            paused = false;
        }
    }

    public final boolean isPaused() {
        return paused;
    }

    @Override
    protected abstract long maxMemory();

    public final Account account() {
        return meter.read(liveThreads(), carriers(), serving.holdings());
    }

    final List<Thread> liveThreads() {
        synchronized (lock) {
            return threads.alive();
        }
    }

    /** Threads that run here now: its own, unless they have called into others, and visitors. */
    public final List<Thread> threadsInside() {
        return serving.inside(liveThreads());
    }

    /** Waits until no thread is alive and no visitor is in, at most {@code nanos}; false when some are left. */
    final boolean awaitThreads(long nanos) {
        long deadline = System.nanoTime() + nanos;
        while (true) {
            boolean gone;
            long before = System.nanoTime();
            boolean visited = serving.hasVisitors();
            synchronized (lock) {
                gone = !visited && threads.noneAlive();
                // The last to unregister is still on its way out; a moment more and it is not alive.
                waiter = gone ? null : Thread.currentThread();
            }
            long now = System.nanoTime();
            long left = deadline - now;
            if (gone || left <= 0) {
                return gone;
            }
            // Looking at many threads takes the lock from those that end.
            long step = Math.max(AWAIT_STEP_NANOS, AWAIT_SHARE * (now - before));
            java.util.concurrent.locks.LockSupport.parkNanos(this, Math.min(left, step));
        }
    }

    /** Last step of death, on the reaper's thread. */
    final void die(List<String> undead) {
        List<String> released = new ArrayList<>();
        first.forget();
        stopScheduler(Serving.anyElsewhere(liveThreads()));
        ExitStatus how;
        synchronized (lock) {
            how = java.util.Objects.requireNonNull(status);
            released.add(started + " threads");
            threads.clear();
        }
        try {
            release(released);
            serving.holdings().die(released);
        } catch (RuntimeException | Error e) {
            released.add("release broke: " + e);
        }
        probe = new WeakReference<>(program());
        exitThread = null;
        ProcessState.step(state, ProcessState.STOPPING, ProcessState.DEAD);
        kernel.processes().remove(this);
        death.complete(new DeathNotice(id, name, how, List.copyOf(released), List.copyOf(undead)));
        forget(undead.isEmpty());
    }

    /** Not before the notice: it takes time, discards compiled code perhaps, and a successor may be waited for. */
    private void forget(boolean gone) {
        forgetStatics();
        forgetProgram();
        if (gone) {
            unbind(slot.index);
            disown(group);
            if (!serving.hasVisitors()) {
                kernel.slots().give(slot);
            }
        }
    }

    // -- threads

    @Override
    protected final void threadStarts(Thread thread) {
        synchronized (lock) {
            poll();
            if (threads.size() >= threadLimit && thread != exitThread) {
                throw new OutOfMemoryError("unable to create thread: process " + id + " (" + name + ") has "
                        + threads.size() + " of " + threadLimit + "; --threads " + threadLimit * 2 + " allows more");
            }
            threads.add(thread);
            started++;
        }
    }

    @Override
    protected final void threadEnds(Thread thread) {
        boolean last;
        if (!thread.isVirtual()) {
            meter.ends();
        }
        synchronized (lock) {
            threads.remove(thread);
            if (threads.size() == 0) {
                java.util.concurrent.locks.LockSupport.unpark(waiter);
            }
            last = !thread.isDaemon() && threads.onlyDaemons();
        }
        if (last && state.get() == ProcessState.RUNNING && end(ExitStatus.exited(first.status()))) {
            finish();
        }
    }

    @Override
    protected final void first(String className) {
        kernel.initialise(className);
    }

    @Override
    protected final void pauseAtPoll() {
        if (!inKernel()) {
            trap.polled();
        }
    }
}
