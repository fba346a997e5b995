package atoll.kernel;

import java.atoll.Callee;
import java.atoll.Headroom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A place where a contract is served. Capabilities name the endpoint, not who serves it: a server that comes back serves
 * it again, and holders do not notice.
 *
 * <p>Races with the server's death: {@link #serve} registers with the process's {@link Serving}, which refuses
 * once that is killed; the killer withdraws what was registered. Between, callers reach a callee that is killed, and the
 * gate's poll tells.
 */
public final class Endpoint<C> {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final Kernel kernel;
    private final String name;
    private final GateType<C> type;

    // Guarded by this.
    private @Nullable Callee callee;
    private @Nullable Process server;

    /** What the callee is made of. */
    private @Nullable Object served;

    private @Nullable CallWatch watch;
    private boolean suspended;
    private final WeakList<Capability<C>> capabilities = new WeakList<>();

    private volatile long patienceNanos;
    private volatile @Nullable Consumer<Process> hears;

    Endpoint(Kernel kernel, String name, GateType<C> type) {
        this.kernel = kernel;
        this.name = name;
        this.type = type;
    }

    /**
     * How long a call waits for a server when there is none, for example while one is restarted; at first not at all.
     * A method marked {@code @Idempotent} that loses its server waits for the next, and is called again there.
     */
    public Endpoint<C> patience(Duration patience) {
        patienceNanos = patience.toNanos();
        return this;
    }

    boolean isPatient() {
        return patienceNanos > 0;
    }

    long patienceNanos() {
        return patienceNanos;
    }

    /** Returns when somebody serves, when {@code asks} is revoked, or at that time. An interrupt stays pending and ends the wait. */
    synchronized void awaitServer(Capability<?> asks, long deadline) {
        while ((callee == null || suspended) && !asks.isRevoked()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    public String name() {
        return name;
    }

    /** The endpoint that a gate reaches; null for what is no gate, and for one that is revoked. */
    public static @Nullable Endpoint<?> reachedBy(@Nullable Object gate) {
        Capability<?> capability = Behind.of(gate);
        return capability == null || capability.isRevoked() ? null : capability.endpoint();
    }

    /** Those that the process serves now. */
    public static List<Endpoint<?>> servedBy(Process process) {
        return process.serving().endpoints();
    }

    /** Those that the process was given capabilities for, by name. */
    public static List<Endpoint<?>> calledBy(Process process) {
        return process.names().used();
    }

    /** Which endpoint it is, of all that this JVM ever has. */
    public long number() {
        return number;
    }

    public Class<C> contract() {
        return type.contract();
    }

    /** Serves with an object of the host: it runs with the host's rights on the callers' threads. Takes the place of who served. */
    public void serve(C object) {
        bind(null, object);
    }

    /** Serves with an object of the process, until that dies; throws {@link IllegalStateException} when it is dying. */
    void serve(Process process, Object object) {
        if (!type.contract().isInstance(object)) {
            throw new IllegalArgumentException(object.getClass().getName() + " does not implement " + type.contract());
        }
        // A server may ask at the end of its stack.
        Headroom.need();
        if (!process.serving().add(this)) {
            throw new IllegalStateException("process " + process.id() + " (" + process.name() + ") is dying");
        }
        bind(process, object);
        if (process.isKilled()) {
            withdraw(process);
        }
        Consumer<Process> listener = hears;
        if (listener != null) {
            listener.accept(process);
        }
    }

    private synchronized void bind(@Nullable Process process, Object object) {
        callee = callee(process, object);
        served = object;
        server = process;
        suspended = false;
        capabilities.forEach(c -> c.bind(callee));
        notifyAll();
    }

    /** With the lock. */
    private Callee callee(@Nullable Process process, Object object) {
        CallWatch now = watch;
        Object called = now == null ? object : type.tapped(new EndpointTap(this, now, object, null));
        return Capability.callee(process, called, type);
    }

    /**
     * From now on {@code hears} is told of each call that begins, in place of who was before; null: nobody, and calls cost what they
     * did. Calls under way go on as they began. Not on a thread of a process. Cost of a call: it is entered, also if
     * it only reads, and what {@code hears} does is added.
     */
    public void watch(@Nullable CallWatch hears) {
        type.prepareTaps(kernel.internals());
        synchronized (this) {
            watch = hears;
            Callee before = callee;
            if (before == null || served == null) {
                return;
            }
            Callee next = callee(server, served);
            callee = next;
            if (suspended) {
                next.suspend();
            } else {
                capabilities.forEach(c -> c.bind(next));
            }
            // Who has found it and is not in yet is turned away, and finds the next: see suspend.
            before.suspend();
        }
    }

    /**
     * {@code hears} is told each process that has begun to serve, on a thread of that process: it should do no more than
     * keep a note and wake a thread of its own. Takes the place of one that was named before.
     */
    public void whenServed(Consumer<Process> hears) {
        this.hears = hears;
    }

    /** The process serves no more. By its killer, and before that by who finds it killed. */
    void withdraw(Process process) {
        // To be whole, or not to be at all and done by the next.
        Headroom.need();
        synchronized (this) {
            if (server == process) {
                callee = null;
                server = null;
                served = null;
                capabilities.forEach(c -> c.bind(null));
            }
        }
    }

    /** Calls wait from now on, as when there is no server, until {@link #resume} or the next server; those under way go on. */
    public synchronized void suspend() {
        suspended = true;
        if (callee != null) {
            callee.suspend();
        }
        capabilities.forEach(c -> c.bind(null));
    }

    /** Calls reach the server again, if there is one. */
    public synchronized void resume() {
        if (suspended) {
            suspended = false;
            if (callee != null) {
                callee.resume();
            }
            capabilities.forEach(c -> c.bind(callee));
            notifyAll();
        }
    }

    /**
     * Whether no call is in the process that serves, through whichever endpoint. A caller that entered before
     * {@link #suspend} may be seen a moment later: ask twice.
     */
    public synchronized boolean isIdle() {
        return server == null || !server.serving().isCalled();
    }

    /** A capability for every method. */
    public Capability<C> capability() {
        return add(new Capability<>(this, null, -1L, 0, 0));
    }

    synchronized Capability<C> add(Capability<C> capability) {
        capabilities.add(capability);
        capability.bind(suspended ? null : callee);
        return capability;
    }

    GateType<C> type() {
        return type;
    }

    Kernel kernel() {
        return kernel;
    }

    @Override
    public String toString() {
        return name;
    }
}
