package atoll.system.service;

import atoll.contract.AnyGate;
import atoll.contract.name.NameEntry;
import atoll.contract.name.NameEntry.Binding;
import atoll.contract.name.NameFault;
import atoll.contract.name.NameLedger;
import atoll.kernel.Endpoint;
import java.atoll.Headroom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the server of names knows, and the gates, of which it has numbers only. A change is made here or not at all, and a
 * request is done once: who asked for it learns at its {@link #end} whether it was, whatever became of the server, and from
 * then on it cannot be.
 */
final class Ledger implements NameLedger {
    /** A change that somebody waits for, and the number of the gate that it is about; 0 for none. */
    record Request(long number, long what) {}

    /** A gate, and how many bindings and requests are about it. */
    private static final class Held {
        final AnyGate gate;
        int uses;

        Held(AnyGate gate) {
            this.gate = gate;
        }
    }

    // Guarded by this.
    private final TreeMap<Long, NameEntry> entries = new TreeMap<>();
    private final Map<Long, Held> gates = new HashMap<>();
    private final Map<AnyGate, Long> numbers = new HashMap<>();
    private final Map<Long, Boolean> requests = new HashMap<>();
    private long taken;
    private long last;

    // -- for the system

    /** An id that no other entry, space, gate or request has. */
    synchronized long number() {
        return ++last;
    }

    synchronized void add(NameEntry.View view) {
        entries.put(view.id(), view);
    }

    Request begin(@Nullable AnyGate what) {
        Headroom.need();
        synchronized (this) {
            long gate = 0;
            if (what != null) {
                gate = numbers.computeIfAbsent(what, w -> ++last);
                gates.computeIfAbsent(gate, g -> new Held(what)).uses++;
            }
            Request request = new Request(++last, gate);
            requests.put(request.number, false);
            return request;
        }
    }

    /** Whether it was done; it is not from now on. */
    synchronized boolean end(Request request) {
        Boolean done = requests.remove(request.number);
        if (done != null && request.what != 0) {
            release(request.what);
        }
        return done != null && done;
    }

    private void release(long number) {
        Held held = gates.get(number);
        if (held != null && --held.uses == 0) {
            gates.remove(number);
            numbers.remove(held.gate);
        }
    }

    /**
     * The gate to which the bindings {@code chain} lead from {@code space} on along {@code path}; null when they do not, or
     * not any more. So what the server says is believed only where the ledger says the same.
     */
    synchronized @Nullable AnyGate reach(long space, String path, long[] chain) throws IOException {
        long here = space;
        String rest = path.equals("/") ? "" : path;
        for (int i = 0; i < chain.length; i++) {
            if (!(entries.get(chain[i]) instanceof Binding binding) || binding.space() != here) {
                return null;
            }
            Held held = gates.get(binding.what());
            String at = binding.path();
            if (held == null || !rest.startsWith(at)) {
                return null;
            }
            rest = rest.substring(at.length());
            if (i == chain.length - 1) {
                return rest.isEmpty() ? held.gate : null;
            }
            if (binding.tree() == 0 || !rest.startsWith("/")) {
                return null;
            }
            if (Endpoint.reachedBy(held.gate) == null) {
                throw NameFault.GONE.because("the tree at " + (at.isEmpty() ? "/" : at) + " was revoked");
            }
            if (!(entries.get(binding.tree()) instanceof NameEntry.View shown)) {
                return null;
            }
            here = shown.space();
        }
        return null;
    }

    /** How many gates there are; for tests. */
    synchronized int gates() {
        return gates.size();
    }

    /** How many requests are under way; for tests. */
    synchronized int underWay() {
        return requests.size();
    }

    /** How many entries there are; for tests. */
    synchronized int size() {
        return entries.size();
    }

    // -- for the server

    @Override
    public synchronized long take() {
        return ++taken;
    }

    private void check(long shown) {
        if (shown != taken) {
            throw new IllegalStateException("another server of names took the ledger");
        }
    }

    @Override
    public synchronized NameEntry[] entries(long shown, long after, int most) {
        check(shown);
        List<NameEntry> page = new ArrayList<>();
        for (NameEntry entry : entries.tailMap(after, false).values()) {
            if (page.size() == most) {
                break;
            }
            page.add(entry);
        }
        return page.toArray(new NameEntry[0]);
    }

    @Override
    public synchronized long[] done(long shown) {
        check(shown);
        long[] done = new long[requests.size()];
        int count = 0;
        for (Map.Entry<Long, Boolean> request : requests.entrySet()) {
            if (request.getValue()) {
                done[count++] = request.getKey();
            }
        }
        return Arrays.copyOf(done, count);
    }

    @Override
    public boolean change(long shown, long request, NameEntry[] put, long[] drop) {
        Headroom.need();
        synchronized (this) {
            check(shown);
            Boolean done = requests.get(request);
            if (done == null || done) {
                return false;
            }
            for (NameEntry entry : put) {
                if (entry instanceof Binding binding && !gates.containsKey(binding.what())
                        || entries.containsKey(entry.id())) {
                    throw new IllegalArgumentException("not to be put: " + entry);
                }
            }
            for (NameEntry entry : put) {
                entries.put(entry.id(), entry);
                if (entry instanceof Binding binding) {
                    hold(binding.what());
                }
            }
            for (long id : drop) {
                if (entries.remove(id) instanceof Binding binding) {
                    release(binding.what());
                }
            }
            requests.put(request, true);
            return true;
        }
    }

    private void hold(long number) {
        Held held = gates.get(number);
        if (held != null) {
            held.uses++;
        }
    }
}
