package atoll.system.service;

import atoll.contract.process.Event;
import atoll.contract.process.Events;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Events that the supervisor has not acknowledged: they outlive it. */
final class EventLog implements Events {
    /** A supervisor that died is not noticed here, and the thread of its last question waits on: not for long. */
    private static final long MOST_MILLIS = 1_000;

    /** Finds out what happened since; called without the lock. */
    private final Runnable looks;

    private final Bell bell;

    /** Runs when a supervisor is told of an event; must be quick. */
    private volatile Runnable tells = () -> {};

    // Guarded by this.
    private final Deque<Event> events = new ArrayDeque<>();
    private long last;
    private long asked;
    private boolean rung;

    EventLog(Runnable looks, Bell bell) {
        this.bell = bell;
        this.looks = looks;
    }

    void whenTold(Runnable action) {
        tells = action;
    }

    synchronized void add(LongFunction<Event> event) {
        events.addLast(event.apply(++last));
        notifyAll();
        bell.ring();
    }

    /** Somebody should look; may be called on a thread of a process. */
    synchronized void ring() {
        rung = true;
        notifyAll();
    }

    /** Nobody needs to be told any more. */
    synchronized void clear() {
        events.clear();
    }

    /** How often a supervisor asked. */
    synchronized long asked() {
        return asked;
    }

    /** Whether the death of this process is not acknowledged. */
    synchronized boolean holdsDeath(String name, int pid) {
        for (Event event : events) {
            if (event instanceof Event.Died died
                    && died.pid() == pid
                    && died.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable Event next(long seen, long done, long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(millis, MOST_MILLIS));
        long me = enter(done);
        while (true) {
            looks.run();
            synchronized (this) {
                Event found = after(seen);
                if (found != null) {
                    tells.run();
                    return found;
                }
                while (!rung && asked == me && after(seen) == null) {
                    long left = deadline - System.nanoTime();
                    if (left <= 0 || !await(left)) {
                        return null;
                    }
                }
                if (asked != me) {
                    return null;
                }
                rung = false;
            }
        }
    }

    private synchronized long enter(long done) {
        while (!events.isEmpty() && events.getFirst().number() <= done) {
            events.removeFirst();
        }
        notifyAll();
        return ++asked;
    }

    private @Nullable Event after(long seen) {
        for (Event event : events) {
            if (event.number() > seen) {
                return event;
            }
        }
        return null;
    }

    private synchronized boolean await(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
