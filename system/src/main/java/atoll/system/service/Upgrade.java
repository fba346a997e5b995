package atoll.system.service;

import atoll.contract.CallFailed;
import atoll.contract.process.Health;
import atoll.contract.process.Report;
import atoll.contract.process.Reports;
import atoll.contract.process.Verdict;
import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import atoll.personality.java.Program;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts another program in the place of a running server. The next process is made and loaded; calls wait; when those under
 * way have ended, the process that serves is asked to exit, in which it can save its state; the next one is started, loads
 * that state, and serves. When it does not become ready, or is not well, the program before it is started again.
 */
final class Upgrade {
    private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final Entry entry;
    private final @Nullable Health health;
    private final Reports reports;
    private final long deadline;
    private final Duration limit;

    /** {@code limit}: for loading, for the calls under way, and until the next one is ready and well; all together. */
    Upgrade(Entry entry, @Nullable Health health, Reports reports, Duration limit) {
        this.entry = entry;
        this.health = health;
        this.reports = reports;
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /** Whether the program serves now; if not, a report says why. */
    boolean to(Program program) {
        Process old = entry.process();
        if (old == null) {
            return no("there is no process that serves now; nothing was changed");
        }
        Maker next = entry.makerOf(program);
        next.keep(old);
        boolean loaded = until(() -> next.isLoaded() || next.spareFailed() != null) && next.isLoaded();
        if (!loaded) {
            String words = next.spareFailed();
            next.close();
            return no("the next program cannot be loaded; nothing was changed", words == null ? "" : words);
        }
        for (Endpoint<?> endpoint : entry.served()) {
            endpoint.suspend();
        }
        if (!until(this::isIdleForAMoment)) {
            next.close();
            resume();
            return no("calls were under way for more than " + limit.toMillis() + " ms; nothing was changed");
        }
        int before = entry.now().pid();
        Maker last = entry.replace(next);
        long shutdown = TimeUnit.MILLISECONDS.toNanos(entry.service.spec().shutdownMillis());
        until(System.nanoTime() + shutdown, () -> old.death().isDone());
        entry.end(before);
        until(() -> entry.outcome(before) != null);
        if (entry.outcome(before) == Entry.Outcome.READY && isWell()) {
            last.close();
            report(Verdict.UPGRADED, "serves with its next program", "");
            return true;
        }
        int failed = entry.now().pid();
        entry.replace(last);
        entry.end(failed);
        next.close();
        return no("was not ready and well within " + limit.toMillis() + " ms with its next program;"
                + " the one before is started again");
    }

    /** What a caller stored when it entered is visible to others within less than a step. */
    private boolean isIdleForAMoment() {
        if (!isIdle()) {
            return false;
        }
        LockSupport.parkNanos(STEP_NANOS);
        return isIdle();
    }

    private boolean isIdle() {
        for (Endpoint<?> endpoint : entry.served()) {
            if (!endpoint.isIdle()) {
                return false;
            }
        }
        return true;
    }

    private void resume() {
        for (Endpoint<?> endpoint : entry.served()) {
            endpoint.resume();
        }
    }

    private boolean isWell() {
        if (health == null) {
            return true;
        }
        for (int i = 0; i < entry.service.spec().misses(); i++) {
            try {
                health.beat();
                return true;
            } catch (CallFailed e) {
                // Once more, as often as a heartbeat may be missed.
            }
        }
        return false;
    }

    private boolean until(BooleanSupplier holds) {
        return until(deadline, holds);
    }

    private static boolean until(long deadline, BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }

    private boolean no(String why) {
        return no(why, "");
    }

    private boolean no(String why, String words) {
        report(Verdict.ROLLED_BACK, why, words);
        return false;
    }

    private void report(Verdict verdict, String cause, String words) {
        reports.file(new Report(
                0,
                System.currentTimeMillis(),
                verdict,
                entry.service.name,
                entry.now().pid(),
                entry.service.name + ": " + cause,
                words,
                Math.max(0, entry.now().starts() - 1)));
    }
}
