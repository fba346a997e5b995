package atoll.personality.java;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Sockets and channels that a process has open, so that closing them wakes the threads that block in them. */
final class OpenThings {
    private static final int MAX_TRIES = 3;

    /** Weak, for the program may drop them; JDK classes whose hash is their identity. Guarded by itself. */
    private final Set<Object> things = Collections.newSetFromMap(new WeakHashMap<>());

    private final AtomicInteger closed = new AtomicInteger();

    void add(Object thing) {
        synchronized (things) {
            things.add(thing);
        }
    }

    int count() {
        return closed.get();
    }

    void closeAll() {
        Set<Object> now = Collections.newSetFromMap(new IdentityHashMap<>());
        synchronized (things) {
            now.addAll(things);
            things.clear();
        }
        for (Object thing : now) {
            if (thing instanceof Closeable c) {
                close(c);
            }
        }
    }

    private void close(Closeable thing) {
        for (int i = 0; i < MAX_TRIES; i++) {
            try {
                thing.close();
                closed.incrementAndGet();
                return;
            } catch (IOException | RuntimeException e) {
                // Try again: another thread may be in the middle of its own close.
            }
        }
    }
}
