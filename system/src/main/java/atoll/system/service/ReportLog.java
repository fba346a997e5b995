package atoll.system.service;

import atoll.contract.process.Report;
import atoll.contract.process.Reports;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The last thousand reports. */
final class ReportLog implements Reports {
    private static final int KEPT = 1_000;

    private final Bell bell;

    // Guarded by this.
    private final Deque<Report> reports = new ArrayDeque<>();
    private long count;

    ReportLog(Bell bell) {
        this.bell = bell;
    }

    @Override
    public synchronized void file(Report report) {
        reports.addLast(new Report(
                ++count,
                report.atMillis(),
                report.verdict(),
                report.child(),
                report.pid(),
                report.cause(),
                report.lastWords(),
                report.restarts()));
        if (reports.size() > KEPT) {
            reports.removeFirst();
        }
        bell.ring();
    }

    @Override
    public synchronized @Nullable Report next(long seen) {
        for (Report report : reports) {
            if (report.number() > seen) {
                return report;
            }
        }
        return null;
    }

    @Override
    public synchronized long count() {
        return count;
    }
}
