package atoll.kernel;

import java.atoll.Visit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What a process serves, and who is in it to be served; what it asks of others by rings. */
final class Serving {
    private final int slot;

    /** Calls on threads of the process's own. */
    private final AtomicInteger apart = new AtomicInteger();

    // Guarded by this.
    private final Set<Endpoint<?>> endpoints = new HashSet<>();
    private boolean over;

    /** Lanes of rings that the process made. */
    private final WeakList<Lane> asked = new WeakList<>();

    /** Ports that the process receives from. */
    private final Set<Port<?>> received = new HashSet<>();

    private final Crew crew;
    private final Attendants attendants = new Attendants();
    private final Holdings holdings;
    private final PureMethods pure = new PureMethods();

    Serving(Process process, int slot) {
        this.slot = slot;
        this.crew = new Crew(process.kernel(), process);
        this.holdings = new Holdings(process.kernel(), process);
    }

    /** Who runs what rings of others submit to this process. */
    Crew crew() {
        return crew;
    }

    Holdings holdings() {
        return holdings;
    }

    /** What of its objects is called without entering. */
    PureMethods pure() {
        return pure;
    }

    /** Who runs the calls that are in {@link #enters}. */
    Attendants attendants() {
        return attendants;
    }

    /** The lane is to be closed when the process dies; it is at once when that is dying. */
    void asks(Lane lane) {
        boolean closes;
        synchronized (this) {
            closes = over;
            if (!closes) {
                asked.add(lane);
            }
        }
        if (closes) {
            lane.close();
        }
    }

    /** The endpoint is to be withdrawn when the process dies; false when it is dying. */
    synchronized boolean add(Endpoint<?> endpoint) {
        if (!over) {
            endpoints.add(endpoint);
        }
        return !over;
    }

    synchronized List<Endpoint<?>> endpoints() {
        return over ? List.of() : List.copyOf(endpoints);
    }

    /** The port is to be closed when the process dies; false when it is dying. */
    synchronized boolean receives(Port<?> port) {
        if (!over) {
            received.add(port);
        }
        return !over;
    }

    /** Before anyone looks for visitors: nobody new comes in. */
    void withdraw(Process process) {
        List<Endpoint<?>> all;
        List<Lane> lanes = new ArrayList<>();
        List<Port<?>> ports;
        synchronized (this) {
            over = true;
            all = List.copyOf(endpoints);
            asked.forEach(lanes::add);
            asked.clear();
            ports = List.copyOf(received);
            received.clear();
        }
        for (Endpoint<?> endpoint : all) {
            endpoint.withdraw(process);
        }
        // Its loader is not to be held.
        pure.distrust();
        // After the endpoints: see Crew.
        crew.close();
        for (Lane lane : lanes) {
            lane.close();
        }
        for (Port<?> port : ports) {
            port.close(process);
        }
    }

    /** Whether a thread is in the process, or has called on from it. Looks at all threads that ever called. */
    boolean hasVisitors() {
        return !visitors().isEmpty();
    }

    /** Whether a call is in the process, on a thread of its caller or on one of its own. */
    boolean isCalled() {
        return apart.get() > 0 || hasVisitors();
    }

    /** A call begins on a thread of the process's own. */
    void enters() {
        apart.incrementAndGet();
    }

    void leaves() {
        apart.decrementAndGet();
    }

    /** Threads of others that are in the process, or have called on from it. */
    List<Thread> visitors() {
        synchronized (this) {
            if (endpoints.isEmpty()) {
                return List.of();
            }
        }
        return Visit.in(slot);
    }

    /** Threads that are elsewhere may hold locks there, and must be able to go on. */
    static boolean anyElsewhere(List<Thread> own) {
        for (Thread thread : own) {
            if (Visit.isElsewhere(thread)) {
                return true;
            }
        }
        return false;
    }

    /** Has those of {@code own} threads and of the visitors that have called on end when they come back. */
    void expect(List<Thread> own) {
        for (Thread thread : own) {
            if (Visit.isElsewhere(thread)) {
                Visit.expect(thread);
            }
        }
        visitors().forEach(Visit::expect);
    }

    /** Of {@code own} threads those that have not called into others, and the visitors that are here themselves. */
    List<Thread> inside(List<Thread> own) {
        List<Thread> inside = new ArrayList<>();
        for (Thread thread : own) {
            if (!Visit.isElsewhere(thread)) {
                inside.add(thread);
            }
        }
        for (Thread thread : visitors()) {
            if (Visit.isIn(thread, slot)) {
                inside.add(thread);
            }
        }
        return inside;
    }
}
