package atoll.system.service;

import atoll.contract.process.Report;
import atoll.contract.process.Verdict;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keeps the supervisor running: it is started again when it dies, until it says that it is done. */
final class Init {
    /** As {@code Tree.starts} is for the children. */
    private static final int MOST_FAILURES = 10;

    private static final String NAME = "supervisor";

    private final Atoll atoll;
    private final Program program;
    private final Grants grants;
    private final ChildTable table;
    private final ReportLog reports;
    private final CompletableFuture<String> done = new CompletableFuture<>();

    // Guarded by this.
    private @Nullable Process process;
    private LastWords words = new LastWords(OutputStream.nullOutputStream());
    private int starts;
    private int failures;
    private long askedBefore;

    Init(Atoll atoll, Program program, Grants grants, ChildTable table, ReportLog reports) {
        this.atoll = atoll;
        this.program = program;
        this.grants = grants;
        this.table = table;
        this.reports = reports;
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    synchronized void start() throws IOException {
        askedBefore = table.log.asked();
        words = new LastWords(OutputStream.nullOutputStream());
        Process made = atoll.spawn(program, grants, Streams.to(words, words));
        process = made;
        starts++;
        made.death().whenComplete((notice, none) -> died(made));
    }

    private synchronized void died(Process dead) {
        if (done.isDone()) {
            return;
        }
        failures = table.log.asked() == askedBefore ? failures + 1 : 0;
        if (failures == MOST_FAILURES) {
            finish("the supervisor did not start " + failures + " times in a row; the servers are left as they are");
            return;
        }
        report(Verdict.RESTART, dead.id(), "the supervisor died and is started again");
        try {
            start();
        } catch (IOException | RuntimeException e) {
            finish("no process can be made for the supervisor: " + e.getMessage());
        }
    }

    private void report(Verdict verdict, int pid, String cause) {
        reports.file(new Report(0, System.currentTimeMillis(), verdict, NAME, pid, cause, words.text(), starts));
    }

    synchronized void finish(String why) {
        if (done.complete(why)) {
            report(Verdict.CLOSED, process == null ? 0 : process.id(), why);
            table.dropSpares();
        }
    }

    CompletableFuture<String> done() {
        return done;
    }

    synchronized @Nullable Process process() {
        return process;
    }
}
