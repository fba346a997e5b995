package atoll.server.supervisor;

import atoll.contract.Late;
import atoll.contract.Names;
import atoll.contract.process.ChildSpec;
import atoll.contract.process.Children;
import atoll.contract.process.Event;
import atoll.contract.process.Events;
import atoll.contract.process.Health;
import atoll.contract.process.Report;
import atoll.contract.process.Reports;
import atoll.contract.process.RestartTimes;
import atoll.contract.process.Tree;
import atoll.contract.process.Verdict;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps servers running. An ordinary program: it may be killed at any moment, and the next one goes on where it was. It is
 * given {@code children}, whom it starts and ends, {@code events}, {@code reports}, {@code times}, where it keeps when
 * children died, and {@code health of NAME} for each child with a heartbeat.
 */
public final class Supervisor {
    private static final long MOST_MILLIS = 1_000;

    private final Children children = Names.find("children", Children.class);
    private final Events events = Names.find("events", Events.class);
    private final Reports reports = Names.find("reports", Reports.class);
    private final RestartTimes kept = Names.find("times", RestartTimes.class);

    private Supervisor() {}

    public static void main(String[] args) {
        new Supervisor().run();
    }

    private void run() {
        ChildSpec[] specs = children.specs();
        Tree tree = children.tree();
        List<Member> order;
        try {
            order = StartOrder.of(specs, children.dependencies());
        } catch (StartOrder.NoOrder e) {
            reports.file(new Report(0, System.currentTimeMillis(), Verdict.REFUSED, "", 0, e.line(), "", 0));
            children.finish(e.line());
            return;
        }
        Policy policy = new Policy(tree, order, children, reports);
        long[] times = kept.load();
        policy.adopt(children.now(), times == null ? new long[0] : times, System.nanoTime());
        for (ChildSpec spec : specs) {
            if (spec.beatMillis() > 0) {
                Health health = Names.find("health of " + spec.name(), Health.class);
                Thread thread = new Thread(new Heartbeat(spec, health, children), "heartbeat of " + spec.name());
                thread.setDaemon(true);
                thread.start();
            }
        }
        children.finish(attend(policy));
    }

    /** Until all is over; then why. */
    private String attend(Policy policy) {
        long heard = 0;
        long[] saved = policy.times();
        while (true) {
            policy.advance(System.nanoTime());
            String over = policy.over();
            if (over != null) {
                return over;
            }
            long[] times = policy.times();
            if (!Arrays.equals(times, saved)) {
                kept.save(times);
                saved = times;
            }
            Event event = next(policy, heard);
            if (event != null) {
                policy.hear(event, System.nanoTime());
                heard = event.number();
            }
        }
    }

    private @Nullable Event next(Policy policy, long heard) {
        try {
            return events.next(heard, policy.settled(heard), policy.waitMillis(System.nanoTime(), MOST_MILLIS));
        } catch (Late e) {
            return null;
        }
    }
}
