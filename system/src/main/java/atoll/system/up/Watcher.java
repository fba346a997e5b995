package atoll.system.up;

import atoll.contract.process.Child;
import atoll.contract.process.Report;
import atoll.contract.process.Reports;
import atoll.contract.process.Verdict;
import atoll.system.service.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sees what becomes of the processes of a system, and says it line by line. {@link #look} is for one thread. */
final class Watcher {
    private static final double NANOS = 1e9;

    /** What is remembered of a process. */
    private static final class Seen {
        String state = Status.DOWN;
        long sinceMillis = System.currentTimeMillis();
        int pid;
        int starts;
        String cause = "";
        boolean blocked;
        boolean well;
    }

    private final Services services;
    private final Consumer<Happening> tells;

    // Guarded by this.
    private final Map<String, Seen> all = new HashMap<>();
    private int mostStarts;
    private long reports;

    Watcher(Services services, Consumer<Happening> tells) {
        this.services = services;
        this.tells = tells;
    }

    /** Looks at what there is now. */
    synchronized void look() {
        List<Child> children = List.of(services.children().gate().now());
        mostStarts = services.children().gate().tree().starts();
        for (Child child : children) {
            started(child);
        }
        Reports log = services.reports().gate();
        for (Report report = log.next(reports); report != null; report = log.next(reports)) {
            reports = report.number();
            reported(report);
        }
        for (Child child : children) {
            changed(child);
        }
        all.keySet().retainAll(services.names());
    }

    private Seen of(String name) {
        return all.computeIfAbsent(name, n -> new Seen());
    }

    private void started(Child child) {
        Seen seen = of(child.name());
        if (child.pid() > 0 && child.pid() != seen.pid) {
            boolean first = child.starts() == 1;
            seen.pid = child.pid();
            seen.blocked = false;
            if (first) {
                seen.cause = "";
                seen.state = Status.DOWN;
                tell(child.name(), "started, process " + child.pid());
            }
        }
    }

    private void reported(Report report) {
        String child = report.child();
        String cause = report.cause();
        String what = cause.startsWith(child + " ") ? cause.substring(child.length() + 1) : cause;
        what = what.startsWith(child + ": ") ? what.substring(child.length() + 2) : what;
        if (!child.isEmpty()) {
            Seen seen = of(child);
            seen.cause = what;
            seen.blocked = report.verdict() == Verdict.BLOCKED;
        }
        tell(child.isEmpty() ? RunningSystem.SUPERVISOR : child, what);
    }

    private void changed(Child child) {
        Seen seen = of(child.name());
        String state = Status.of(child, mostStarts, seen.blocked);
        boolean again = child.starts() != seen.starts && child.starts() > 1;
        boolean ready = state.equals(Status.READY);
        if (ready && (again || !seen.state.equals(state))) {
            Duration took = services.readyAfter(child.name());
            String after = took == null ? "" : String.format(Locale.ROOT, " after %.3f s", took.toNanos() / NANOS);
            tell(child.name(), (again ? "is back, process " + child.pid() + ", ready" : "ready") + after);
        }
        if (!seen.state.equals(state) || again) {
            seen.state = state;
            seen.sinceMillis = System.currentTimeMillis();
        }
        if (ready || !child.alive()) {
            seen.starts = child.starts();
        }
        seen.well = child.ready() && child.code() == 0;
    }

    private void tell(String process, String what) {
        tells.accept(new Happening(System.currentTimeMillis(), process, what));
    }

    /** How those of these names are, in their order. */
    synchronized List<Status> statuses(Iterable<String> names) {
        Map<String, Child> children = new HashMap<>();
        for (Child child : services.children().gate().now()) {
            children.put(child.name(), child);
        }
        List<Status> statuses = new ArrayList<>();
        for (String name : names) {
            Child child = children.get(name);
            if (child != null) {
                Seen seen = of(name);
                statuses.add(new Status(
                        name,
                        Status.of(child, mostStarts, seen.blocked),
                        child.alive() ? Math.max(0, child.pid()) : 0,
                        Math.max(0, child.starts() - 1),
                        child.failures(),
                        seen.sinceMillis,
                        seen.cause));
            }
        }
        return statuses;
    }

    /** Whether it ended as it should. */
    synchronized boolean endedWell(String name) {
        @Nullable Seen seen = all.get(name);
        return seen != null && seen.state.equals(Status.ENDED) && seen.well;
    }
}
