package atoll.server.clock;

import atoll.contract.clock.Armed;
import atoll.contract.clock.ArmedTimers;
import atoll.contract.process.ClientEndings;
import atoll.contract.process.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * All timers, and the one thread that rings them. A timer is changed here by one store and then saved, so a call may be cut short
 * by the end of its caller's stack: it ends in an error, and the timer is the old one or the new. A bell is rung first, and then
 * it is saved that it was: who is killed in between rings again.
 */
final class Ringer implements Health {
    /** When nothing is armed. */
    private static final long LONG_NANOS = TimeUnit.HOURS.toNanos(1);

    private final List<Bell> bells;
    private final ArmedTimers kept;
    private final ClientEndings clients;
    private final Thread thread;

    /** {@code thread}: the one that will call {@link #ring}. */
    Ringer(List<Bell> bells, ArmedTimers kept, ClientEndings clients, Thread thread) {
        this.bells = bells;
        this.kept = kept;
        this.clients = clients;
        this.thread = thread;
    }

    /** Before anybody calls: what the process before has left. Bells that are no more are forgotten. */
    synchronized void load() {
        Armed[] all = kept.load();
        for (Armed armed : all == null ? new Armed[0] : all) {
            for (Bell bell : bells) {
                if (bell.client.equals(armed.client()) && bell.name.equals(armed.bell())) {
                    bell.armed = armed;
                }
            }
        }
    }

    private void save() {
        List<Armed> all = new ArrayList<>();
        for (Bell bell : bells) {
            if (bell.armed != null) {
                all.add(bell.armed);
            }
        }
        kept.save(all.toArray(new Armed[0]));
    }

    void set(Bell bell, @Nullable Armed armed) {
        synchronized (this) {
            bell.armed = armed;
            save();
        }
        LockSupport.unpark(thread);
    }

    synchronized @Nullable Armed armed(Bell bell) {
        return bell.armed;
    }

    /** Drops the timers of clients whose processes have ended since. */
    synchronized void sweep() {
        boolean changed = false;
        for (Bell bell : bells) {
            Armed armed = bell.armed;
            if (armed != null && clients.endings(armed.client()) > armed.endings()) {
                bell.armed = null;
                changed = true;
            }
        }
        if (changed) {
            save();
        }
    }

    /** Rings what is due, for ever. */
    void ring() {
        while (true) {
            LockSupport.parkNanos(this, ringDue());
        }
    }

    /** Returns how long there is nothing more to do. */
    private synchronized long ringDue() {
        long now = System.nanoTime();
        long rest = LONG_NANOS;
        boolean changed = false;
        for (Bell bell : bells) {
            Armed armed = bell.armed;
            if (armed != null && now - armed.at() >= 0) {
                long times = armed.period() == 0 ? 1 : 1 + (now - armed.at()) / armed.period();
                bell.signal.signal(times);
                armed = armed.period() == 0 ? null : after(armed, times);
                bell.armed = armed;
                changed = true;
            }
            if (armed != null) {
                rest = Math.min(rest, armed.at() - now);
            }
        }
        if (changed) {
            save();
        }
        return rest;
    }

    private static Armed after(Armed rung, long times) {
        long next = rung.at() + times * rung.period();
        return new Armed(rung.client(), rung.bell(), next, rung.period(), rung.endings());
    }

    /** Well is who gives the lock back that the calls take. */
    @Override
    public synchronized void beat() {}
}
