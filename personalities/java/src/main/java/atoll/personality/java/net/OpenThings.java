package atoll.personality.java.net;

import java.atoll.Network.Kind;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Descriptors, selectors, groups and locks of files that one process has open. */
final class OpenThings {
    // All guarded by this. Whoever closes a descriptor takes it out first, so what is in here has a number of its own,
    // and waking it under the lock cannot hit another's.
    private final IdentityHashMap<Object, Kind> things = new IdentityHashMap<>();
    private final IdentityHashMap<Thread, Long> connecting = new IdentityHashMap<>();
    private int released;
    private boolean ending;
    private boolean over;

    synchronized void add(Object thing, Kind kind) {
        if (over) {
            Descriptors.close(thing);
        } else {
            things.put(thing, kind);
        }
    }

    synchronized void remove(Object thing) {
        if (things.remove(thing) != null && ending) {
            released++;
        }
    }

    synchronized @Nullable Kind kind(Object thing) {
        return things.get(thing);
    }

    synchronized void wakeAll() {
        ending = true;
        things.keySet().forEach(Descriptors::wake);
        connecting.values().forEach(Descriptors::signal);
    }

    /**
     * The running thread is about to connect to a UNIX socket: Linux lets it wait for the other side's backlog and only a
     * signal wakes it. Its native thread may be signalled until it is {@link #connected}; a virtual thread stays on that
     * until then, for it does nothing that could unmount it.
     */
    synchronized void connecting() {
        connecting.put(Thread.currentThread(), Descriptors.nativeThread());
    }

    synchronized void connected() {
        connecting.remove(Thread.currentThread());
    }

    /** Takes everything out for closing; what is opened later is closed at once. */
    synchronized Object[] drain() {
        over = true;
        released += things.size();
        Object[] all = things.keySet().toArray();
        things.clear();
        return all;
    }

    /** How many were closed since the process began to die. */
    synchronized int released() {
        return released;
    }
}
