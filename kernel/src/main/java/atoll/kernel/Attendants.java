package atoll.kernel;

import java.atoll.Headroom;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one server that run calls which their callers can leave. A thread that has run one waits a moment for the
 * next: starting a thread of the server takes another of the host's, and 200 microseconds.
 *
 * <p>Races with the death of the server:
 * <ol>
 *   <li>a call is given to a thread that is killed before it begins: nobody runs it, and its caller finds the server dead
 *       ({@link Handoff#await}).
 *   <li>a thread is killed while it waits: it is no longer given anything once it has left the queue; before that, as 1.
 *   <li>the time to wait ends while a call is given: who takes the thread out of the queue decides.
 * </ol>
 */
final class Attendants {
    private static final long KEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final class Attendant {
        final Thread thread = Thread.currentThread();

        /** Written once it is out of the queue. */
        volatile @Nullable Handoff call;
    }

    /** Who waits; the last that came is the first to be given a call. Guarded by this. */
    private final ArrayDeque<Attendant> idle = new ArrayDeque<>();

    /** False when no thread waits. Once it is given the call is run, however the stack of the caller ends. */
    boolean give(Handoff call) {
        Headroom.need();
        Attendant attendant;
        synchronized (this) {
            attendant = idle.poll();
        }
        if (attendant == null) {
            return false;
        }
        attendant.call = call;
        LockSupport.unpark(attendant.thread);
        return true;
    }

    /**
     * On a thread of the server: {@code first}, and what is given then. Not while that is paused, for a method may have no
     * poll: a heartbeat would find a server well of which nothing else runs.
     */
    void attend(Handoff first, Process server) {
        Attendant self = new Attendant();
        for (Handoff call = first; call != null; call = next(self)) {
            server.trap.awaitResume();
            call.runIn(server.serving());
        }
    }

    private @Nullable Handoff next(Attendant self) {
        self.call = null;
        long since = System.nanoTime();
        synchronized (this) {
            idle.push(self);
        }
        boolean waits = true;
        try {
            while (self.call == null && waits) {
                // What the last call left must not end this wait, nor the next call.
                Thread.interrupted();
                long left = KEEP_NANOS - (System.nanoTime() - since);
                if (left > 0) {
                    LockSupport.parkNanos(left);
                } else {
                    waits = !withdraw(self);
                }
            }
        } finally {
            if (self.call == null) {
                withdraw(self);
            }
        }
        Thread.interrupted();
        return self.call;
    }

    /** False when it was given a call, which is about to be seen. */
    private synchronized boolean withdraw(Attendant self) {
        return idle.remove(self);
    }
}
