package atoll.system.service;

import atoll.contract.process.Report;
import atoll.contract.process.Verdict;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Keeps the supervisor running: it is started again when it dies, until it says that it is done. */
final class Init {
    /** As {@code Tree.starts} is for the children. */
    private static final int MOST_FAILURES = 10;

    /** How often a supervisor is looked at in the time that it is given. */
    private static final int LOOKS = 4;

    private static final String NAME = "supervisor";

    private final Atoll atoll;
    private final Program program;
    private final ChildTable table;
    private final ReportLog reports;
    private final CompletableFuture<String> done = new CompletableFuture<>();

    // Guarded by this.
    private Maker maker;

    private @Nullable Run run;
    private boolean paused;
    private int starts;
    private int failures;
    private long askedBefore;

    Init(Atoll atoll, Program program, ChildTable table, ReportLog reports) {
        this.atoll = atoll;
        this.program = program;
        this.maker = maker(new Grants());
        this.table = table;
        this.reports = reports;
    }

    synchronized void start(Grants grants) throws IOException {
        maker = maker(grants);
        start();
    }

    private Maker maker(Grants grants) {
        return new Maker(atoll, program, grants, Streams::none, false);
    }

    /** Ends the supervisor; no other is started until {@link #resume}. Returns when it is dead. */
    void pause() throws InterruptedException {
        Run now;
        synchronized (this) {
            paused = true;
            now = run;
        }
        if (now != null) {
            now.process.kill();
            now.process.waitFor();
        }
    }

    /** Starts a supervisor with these grants, which finds the children as they are now. */
    synchronized void resume(Grants grants) {
        maker.close();
        paused = false;
        if (done.isDone()) {
            return;
        }
        try {
            start(grants);
        } catch (IOException | RuntimeException e) {
            finish("no process can be made for the supervisor: " + e.getMessage());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private synchronized void start() throws IOException {
        askedBefore = table.log.asked();
        Run made = maker.next();
        run = made;
        starts++;
        made.process.death().whenComplete((notice, none) -> died(made));
        made.go();
    }

    /** Makes the next supervisor in advance. */
    void keepSpare() {
        Process now;
        Maker current;
        synchronized (this) {
            now = run == null || paused ? null : run.process;
            current = maker;
        }
        if (now != null) {
            current.keep(now);
        }
    }

    /** Returns when all is over; kills a supervisor that did not ask for an event for {@code limit}. */
    void watch(Duration limit) throws InterruptedException {
        long asked = -1;
        Run seen = null;
        long since = 0;
        while (!done.isDone()) {
            Run now = running();
            long count = table.log.asked();
            if (now != seen || count != asked) {
                seen = now;
                asked = count;
                since = System.nanoTime();
            } else if (now != null && System.nanoTime() - since > limit.toNanos()) {
                now.why = "hung: it asked for no event for " + limit.toMillis() + " ms, and was killed";
                now.process.kill();
            }
            try {
                done.get(limit.toNanos() / LOOKS, TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                // It goes on.
            }
        }
    }

    private synchronized @Nullable Run running() {
        return run;
    }

    private synchronized void died(Run dead) {
        if (done.isDone() || paused || dead != run) {
            return;
        }
        failures = table.log.asked() == askedBefore ? failures + 1 : 0;
        if (failures == MOST_FAILURES) {
            finish("the supervisor did not start " + failures + " times in a row; the servers are left as they are");
            return;
        }
        String how = dead.why.isEmpty() ? "died" : dead.why;
        report(Verdict.RESTART, dead, "the supervisor " + how + "; it is started again");
        try {
            start();
        } catch (IOException | RuntimeException e) {
            finish("no process can be made for the supervisor: " + e.getMessage());
        }
    }

    private void report(Verdict verdict, @Nullable Run of, String cause) {
        int pid = of == null ? 0 : of.process.id();
        String words = of == null ? "" : of.words.text();
        reports.file(new Report(0, System.currentTimeMillis(), verdict, NAME, pid, cause, words, starts - 1));
    }

    synchronized void finish(String why) {
        if (done.complete(why)) {
            report(Verdict.CLOSED, run, why);
            maker.close();
            table.closeAll();
        }
    }

    CompletableFuture<String> done() {
        return done;
    }

    synchronized @Nullable Process process() {
        return run == null ? null : run.process;
    }
}
