package atoll.kernel;

import atoll.contract.Late;
import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.contract.Refused;
import atoll.contract.Revoked;
import atoll.contract.Ring;
import java.atoll.Callee;
import java.atoll.Gate;
import java.atoll.Headroom;
import java.atoll.Link;
import java.atoll.Visit;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The right to call an endpoint. Holding its {@link #gate} is the right to use it; what is derived from it can do no
 * more, and is revoked with it.
 */
public final class Capability<C> extends Link {
    /** A call that kills whoever serves it must not kill every successor. */
    static final int MOST_TRIES = 3;

    private final Endpoint<C> endpoint;
    private final C gate;

    /** 0: the caller waits as long as it takes, on its own thread. */
    private final long deadlineNanos;

    /** What the server is told of who calls with it; 0: nothing. */
    private final long badge;

    // Guarded by the endpoint.
    private final WeakList<Capability<C>> derived = new WeakList<>();
    private boolean revoked;

    Capability(Endpoint<C> endpoint, @Nullable Capability<C> parent, long methods, long deadlineNanos, long badge) {
        super(methods, deadlineNanos != 0 || badge != 0);
        this.endpoint = endpoint;
        this.deadlineNanos = deadlineNanos;
        this.badge = badge;
        this.gate = endpoint.type().gate(this);
        if (parent != null) {
            synchronized (endpoint) {
                parent.derived.add(this);
                revoked = parent.revoked;
            }
        }
    }

    /** What is called: an object of the contract. */
    public C gate() {
        return gate;
    }

    /** A ring of calls with this capability, for the calling thread; for a process: {@code Names.ring}. */
    public Ring<C> ring(int depth) {
        return ClientRing.of(this, null, depth);
    }

    boolean isRevoked() {
        synchronized (endpoint) {
            return revoked;
        }
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    long badge() {
        return badge;
    }

    /** Whether its calls are made on the caller's thread, where that may enter. */
    boolean isHere() {
        return deadlineNanos == 0;
    }

    /** A capability for those methods only that need no right, or one of these. Revoked when this one is. */
    public Capability<C> with(Set<String> rights) {
        long allowed = 0;
        for (int i = 0; i < endpoint.type().size(); i++) {
            String right = endpoint.type().right(i);
            if (right == null || rights.contains(right)) {
                allowed |= 1L << i;
            }
        }
        return endpoint.add(new Capability<>(endpoint, this, methods & allowed, deadlineNanos, badge));
    }

    /** A capability whose calls end with {@link Late} after that time; they run on threads of the server. */
    public Capability<C> within(Duration deadline) {
        long nanos = Math.max(1, deadline.toNanos());
        long least = deadlineNanos == 0 ? nanos : Math.min(nanos, deadlineNanos);
        return endpoint.add(new Capability<>(endpoint, this, methods, least, badge));
    }

    /**
     * A capability whose calls carry {@code badge}, which the server asks for as {@code Names.badge()}: who calls cannot
     * change it, and neither can who derives from it. {@link IllegalStateException} when this one has a badge. Cost: the
     * arguments of a call go through an array.
     */
    public Capability<C> badged(long badge) {
        if (badge == 0) {
            throw new IllegalArgumentException("0 is what the server is told of those without a badge");
        }
        if (this.badge != 0) {
            throw new IllegalStateException("it has the badge " + this.badge + ", and keeps it");
        }
        return endpoint.add(new Capability<>(endpoint, this, methods, deadlineNanos, badge));
    }

    /** From now on neither this nor what was derived from it calls anything; calls under way go on. */
    public void revoke() {
        synchronized (endpoint) {
            revoked = true;
            callee = null;
            derived.forEach(Capability::revoke);
            derived.clear();
            // Who waits for a server with it waits in vain.
            endpoint.notifyAll();
        }
    }

    /** Called with the endpoint's lock held. */
    void bind(@Nullable Callee now) {
        // With a deadline a call runs on a thread of the server, and waits while that is paused.
        callee = revoked || now == null ? null : within(now, isHere() ? methods : 0);
    }

    static Callee callee(@Nullable Process process, Object object, GateType<?> type) {
        return process == null
                ? callee(null, 0, object, 0)
                : callee(
                        process,
                        process.slotIndex(),
                        object,
                        process.serving().pure().of(object.getClass(), type));
    }

    Endpoint<C> endpoint() {
        return endpoint;
    }

    @Override
    public Callee missing(int method) {
        return missing(method, System.nanoTime() + deadlineNanos);
    }

    /** Waits no longer than the endpoint's patience, and not past {@code deadline} if there is one. */
    Callee missing(int method, long deadline) {
        if ((methods & 1L << method) == 0) {
            throw refused(method);
        }
        long patient = System.nanoTime() + endpoint.patienceNanos();
        synchronized (endpoint) {
            if (!revoked) {
                endpoint.awaitServer(this, deadlineNanos != 0 && deadline - patient < 0 ? deadline : patient);
            }
            if (revoked) {
                throw new Revoked(
                        "the capability for " + endpoint + " was revoked; " + name(method) + " was not called");
            }
            Callee now = callee;
            if (now != null) {
                return now;
            }
        }
        throw new PeerDied("nobody serves " + endpoint + "; " + name(method) + " was not called");
    }

    @Override
    public Refused refused(int method) {
        String right = endpoint.type().right(method);
        return new Refused(name(method) + " of " + endpoint + " needs the right " + right
                + ", which this capability lacks; a capability with(\"" + right + "\") grants it");
    }

    @Override
    public @Nullable Throwable failed(Callee callee, int method, Throwable thrown, int tries) {
        Process server = server(callee);
        Process ended = server != null && server.isKilled() ? server : null;
        Visit visit = Visit.mine();
        if (ended != null) {
            // Its killer may be on the way here: who calls again is not to find it again.
            endpoint.withdraw(ended);
            if (visit != null) {
                // What waits for it at home comes after.
                visit.forgetInterrupt();
            }
        }
        if (Callee.isTurnedAway(thrown)) {
            // It did nothing there.
            return null;
        }
        if (visit != null && visit.attention) {
            visit.attend();
        }
        if (ended != null) {
            // Whatever it threw: what a killed server says is no answer.
            return mayRepeat(method, tries) ? null : died(ended, method);
        }
        if (Process.ends(thrown)) {
            return thrown;
        }
        String message = endpoint.kernel().internals().message(thrown);
        if (thrown instanceof IOException && endpoint.type().declares(method, IOException.class)) {
            return new IOException(message);
        }
        return new PeerFailed(thrown.getClass().getName(), String.valueOf(message));
    }

    boolean mayRepeat(int method, int tries) {
        return tries < MOST_TRIES && endpoint.isPatient() && endpoint.type().isIdempotent(method);
    }

    @Override
    public @Nullable Object away(Gate gate, Callee found, int method, Object[] arguments) throws Throwable {
        Visit visit = isHere() ? Visit.mine() : null;
        if (visit != null) {
            return BadgedCall.call(this, gate, found, method, arguments, visit);
        }
        long deadline = System.nanoTime() + deadlineNanos;
        Callee callee = found;
        for (int tries = 1; ; tries++) {
            @Nullable Object[] given = mayRepeat(method, tries) ? Messages.copies(arguments) : arguments;
            callee = entered(callee, method, deadline);
            Process server = server(callee);
            Handoff call = begin(gate, callee, method, given, null);
            long left = deadlineNanos == 0 ? 0 : Math.max(1, deadline - System.nanoTime());
            boolean answered = call.await(left, server);
            Throwable thrown = answered ? call.thrown() : null;
            if (server == null || !server.isKilled()) {
                if (!answered) {
                    throw late(method);
                }
                if (thrown == null) {
                    return call.result();
                }
            } else if (thrown == null) {
                // What a killed server says is no answer.
                thrown = died(server, method);
            }
            Throwable failure = failed(callee, method, thrown, tries);
            if (failure != null) {
                throw failure;
            }
            callee = missing(method, deadline);
        }
    }

    private Late late(int method) {
        return new Late(name(method) + " of " + endpoint + " did not answer within "
                + Duration.ofNanos(deadlineNanos).toMillis() + " ms");
    }

    @Override
    public @Nullable Object carry(Gate gate, int method, Object[] arguments) throws Throwable {
        RegionMethod how = Objects.requireNonNull(endpoint.type().regions(method));
        return RegionCall.call(this, gate, method, how, arguments);
    }

    /** Null for the host. */
    static @Nullable Process running() {
        return caller() instanceof Process process ? process : null;
    }

    /** Of a callee that was {@link #entered}: it is left again when the call cannot begin. */
    Handoff begin(Gate gate, Callee callee, int method, @Nullable Object[] arguments, @Nullable Passage passage) {
        Process server = server(callee);
        boolean begun = false;
        try {
            Handoff call = new Handoff(gate, callee.object, method, arguments, badge, passage);
            if (server == null || !server.serving().attendants().give(call)) {
                endpoint.kernel().callApart(server, call);
            }
            begun = true;
            return call;
        } finally {
            if (!begun && server != null) {
                server.serving().leaves();
            }
        }
    }

    /** The next callee, after one whose process is dead. */
    Callee after(Callee dead, int method, long deadline) {
        Process server = server(dead);
        if (server != null) {
            endpoint.withdraw(server);
        }
        return missing(method, deadline);
    }

    /** The callee, once the call is noted there; the next one when it is suspended. */
    Callee entered(Callee found, int method, long deadline) {
        Callee callee = found;
        while (true) {
            Process server = server(callee);
            if (server == null) {
                return callee;
            }
            // Who has entered is to come as far as to leave.
            Headroom.need();
            server.serving().enters();
            if (!callee.isSuspended()) {
                return callee;
            }
            server.serving().leaves();
            callee = missing(method, deadline);
        }
    }

    @Override
    public @Nullable Object admit(Object message, Class<?> type) {
        return endpoint.kernel().messages().admit(message, type);
    }

    PeerDied died(Process server, int method) {
        return new PeerDied(endpoint + " (" + server.name() + ") died in " + name(method));
    }

    /** Null for the host. */
    static @Nullable Process server(Callee callee) {
        return world(callee) instanceof Process process ? process : null;
    }

    private String name(int method) {
        return endpoint.type().name(method);
    }

    @Override
    public String toString() {
        return "gate to " + endpoint + (badge == 0 ? "" : ", badge " + badge);
    }
}
