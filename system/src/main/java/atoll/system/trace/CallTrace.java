package atoll.system.trace;

import atoll.kernel.CallWatch;
import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one process makes and gets, as they end. The last {@value #KEPT} are kept; who does not read them in time is told how
 * many were lost.
 */
public final class CallTrace implements AutoCloseable {
    static final int KEPT = 4_096;

    private final Watches watches;
    private final Supplier<@Nullable Process> process;
    private final AtomicLong count = new AtomicLong();
    private final AtomicReferenceArray<@Nullable Call> calls = new AtomicReferenceArray<>(KEPT);
    private final CallWatch gets = this::keep;
    private final CallWatch makes = this::keepOwn;

    // Guarded by this.
    private final Set<Endpoint<?>> served = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Endpoint<?>> called = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean closed;

    private volatile int pid;

    /** {@code process}: it now, as a service has one process after the other; null when there is none. */
    public CallTrace(Watches watches, Supplier<@Nullable Process> process) {
        this.watches = watches;
        this.process = process;
        look();
    }

    /** Sees what the process serves and calls by now; {@link #after} does so too. Not on a thread of a process. */
    public synchronized void look() {
        Process now = process.get();
        if (now == null || closed) {
            return;
        }
        pid = now.id();
        for (Endpoint<?> endpoint : Endpoint.servedBy(now)) {
            if (served.add(endpoint)) {
                watches.add(endpoint, gets);
            }
        }
        for (Endpoint<?> endpoint : Endpoint.calledBy(now)) {
            if (called.add(endpoint)) {
                watches.add(endpoint, makes);
            }
        }
    }

    /** Of whoever called. */
    private void keepOwn(
            Endpoint<?> endpoint,
            String method,
            @Nullable Process caller,
            long begun,
            long nanos,
            @Nullable String thrown) {
        if (caller != null && caller.id() == pid) {
            keep(endpoint, method, caller, begun, nanos, thrown);
        }
    }

    private void keep(
            Endpoint<?> endpoint,
            String method,
            @Nullable Process caller,
            long begun,
            long nanos,
            @Nullable String thrown) {
        long number = count.incrementAndGet();
        calls.set(
                (int) (number % KEPT),
                new Call(
                        number,
                        caller == null ? 0 : caller.id(),
                        caller == null ? "" : caller.name(),
                        endpoint.name(),
                        method,
                        begun,
                        nanos,
                        thrown));
    }

    /** How many there were. */
    public long count() {
        return count.get();
    }

    /** Those that are kept with a greater number, in the order in which they ended; one whose thread is killed just then is left out. */
    public List<Call> after(long number) {
        look();
        long last = count.get();
        List<Call> found = new ArrayList<>();
        for (long next = Math.max(number, last - KEPT) + 1; next <= last; next++) {
            Call call = calls.get((int) (next % KEPT));
            if (call != null && call.number() == next) {
                found.add(call);
            }
        }
        return found;
    }

    /** Calls that begin from now on cost what they did. */
    @Override
    public synchronized void close() {
        closed = true;
        served.forEach(endpoint -> watches.remove(endpoint, gets));
        called.forEach(endpoint -> watches.remove(endpoint, makes));
    }
}
