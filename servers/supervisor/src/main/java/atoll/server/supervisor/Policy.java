package atoll.server.supervisor;

import atoll.contract.process.Child;
import atoll.contract.process.Children;
import atoll.contract.process.Ending;
import atoll.contract.process.Event;
import atoll.contract.process.Report;
import atoll.contract.process.Reports;
import atoll.contract.process.Restart;
import atoll.contract.process.Strategy;
import atoll.contract.process.Tree;
import atoll.contract.process.Verdict;
import atoll.server.supervisor.Member.Phase;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is started and ended. Hears events, and between them {@link #advance} does what is due. Knows the time only
 * from what it is told, and waits for nothing: used by one thread.
 */
final class Policy {
    private final Tree tree;
    private final List<Member> order;
    private final Map<String, Member> byName = new HashMap<>();
    private final Children children;
    private final Reports reports;
    private final Intensity intensity;

    /** To be ended before anything of it is started again. */
    private final Set<Member> leaving = new LinkedHashSet<>();

    /** The death for which others are leaving: acknowledged when all of them are dead. */
    private long unsettled = Long.MAX_VALUE;

    /** Why all are to end, and this supervisor with them; null when they are not. */
    private @Nullable String closing;

    Policy(Tree tree, List<Member> order, Children children, Reports reports) {
        this.tree = tree;
        this.order = order;
        this.children = children;
        this.reports = reports;
        this.intensity = new Intensity(tree.intensity(), TimeUnit.MILLISECONDS.toNanos(tree.periodMillis()));
        for (Member member : order) {
            byName.put(member.name(), member);
        }
    }

    // -- what it is told

    /** Goes on where the supervisor before it was. */
    void adopt(Child[] found, long[] times, long now) {
        intensity.take(times);
        for (Child child : found) {
            Member member = member(child.name());
            member.pid = child.pid();
            member.failures = child.failures();
            member.restarts = Math.max(0, child.starts() - 1);
            member.notBefore = now;
            member.readyAt = now - TimeUnit.MILLISECONDS.toNanos(tree.calmMillis());
            member.startedAt = now;
            if (child.alive()) {
                member.phase = child.ready() ? Phase.READY : Phase.STARTING;
            } else if (!child.retired().isEmpty()) {
                member.phase = child.failures() < tree.starts() ? Phase.ENDED : Phase.GIVEN_UP;
                member.well = child.ready() && child.code() == 0;
            }
        }
    }

    void hear(Event event, long now) {
        // Not a switch: to link one takes longer than to start a process.
        if (event instanceof Event.Ready ready) {
            ready(ready, now);
        } else if (event instanceof Event.Died died) {
            died(died, now);
        } else if (event instanceof Event.Close) {
            close(event.number(), "all were told to end");
        }
    }

    private void ready(Event.Ready ready, long now) {
        Member member = byName.get(ready.name());
        if (member != null && member.phase == Phase.STARTING && member.pid == ready.pid()) {
            member.phase = Phase.READY;
            member.failures = 0;
            member.readyAt = now;
            member.armed = false;
        }
    }

    private void died(Event.Died died, long now) {
        Member member = byName.get(died.name());
        if (member == null) {
            // Of a child that was taken away.
            return;
        }
        // A successor finds the process that was started in its place.
        boolean known = member.pid == died.pid() || died.next() != 0 && member.pid == died.next();
        if (!known || !member.lives()) {
            return;
        }
        if (died.next() != 0) {
            replaced(member, died, now);
        } else if (leaving.remove(member) || died.asked()) {
            left(member, now);
        } else if (member.isTemporary()
                || member.spec.restart() == Restart.TRANSIENT && died.ending() == Ending.EXITED && died.code() == 0) {
            ended(member, died);
        } else if (!died.wasReady()) {
            failed(member, died, now);
        } else if (!intensity.admits(now)) {
            member.phase = Phase.DOWN;
            tooMany(member, died);
        } else {
            restart(member, died, now);
        }
    }

    private void tooMany(Member member, Event.Died died) {
        String why = member.name() + " died (" + died.why() + "), and that was more than " + tree.intensity()
                + " deaths within " + tree.periodMillis() + " ms";
        report(Verdict.CLOSED, member, why, died.lastWords());
        close(died.number(), why);
    }

    /** Its successor was started by our standing order. */
    private void replaced(Member member, Event.Died died, long now) {
        boolean first = member.pid == died.pid();
        if (first) {
            member.starts(died.next(), now);
        }
        if (leaving.contains(member)) {
            return;
        }
        if (!intensity.admits(now)) {
            tooMany(member, died);
            return;
        }
        if (first) {
            member.soon = isCalm(member, now) ? 0 : member.soon + 1;
        }
        report(Verdict.RESTART, member, died.why() + "; it is started again", died.lastWords(), died.pid());
        member.restarts += first ? 1 : 0;
    }

    private boolean isCalm(Member member, long now) {
        return now - member.readyAt >= TimeUnit.MILLISECONDS.toNanos(tree.calmMillis());
    }

    /** Whether it is started again whatever it dies of, and alone; with calm, or the first time, at once. */
    private boolean isArmable(Member member) {
        return member.phase == Phase.READY
                && !member.armed
                && tree.strategy() == Strategy.ONE_FOR_ONE
                && member.spec.restart() == Restart.PERMANENT;
    }

    /** It was ended for the sake of others. */
    private void left(Member member, long now) {
        member.phase = Phase.DOWN;
        member.notBefore = now;
        if (member.isTemporary()) {
            member.phase = Phase.ENDED;
            children.retire(member.name(), "temporary");
        }
    }

    private void ended(Member member, Event.Died died) {
        member.phase = Phase.ENDED;
        member.well = died.wasReady() && died.ending() == Ending.EXITED && died.code() == 0;
        String why = died.why() + "; it is " + member.spec.restart().name().toLowerCase(java.util.Locale.ROOT);
        children.retire(member.name(), why);
        report(Verdict.ENDED, member, why, died.lastWords());
    }

    private void failed(Member member, Event.Died died, long now) {
        member.failures++;
        if (member.failures >= tree.starts()) {
            member.phase = Phase.GIVEN_UP;
            String why = died.why() + " before it was ready, " + member.failures + " times in a row; it is given up";
            children.retire(member.name(), why);
            report(Verdict.GIVEN_UP, member, why, died.lastWords());
            return;
        }
        again(member, died, member.failures, now);
    }

    private void restart(Member member, Event.Died died, long now) {
        member.soon = isCalm(member, now) ? 0 : member.soon + 1;
        again(member, died, member.soon, now);
        if (tree.strategy() == Strategy.ONE_FOR_ONE) {
            return;
        }
        boolean after = false;
        for (Member other : order) {
            after |= other == member;
            boolean with = tree.strategy() == Strategy.ONE_FOR_ALL || after;
            if (with && other != member) {
                if (other.lives()) {
                    leaving.add(other);
                    unsettled = Math.min(unsettled, died.number());
                } else if (other.phase == Phase.ENDED && other.spec.restart() == Restart.TRANSIENT) {
                    // As in OTP: a group is started again as a whole.
                    children.retire(other.name(), "");
                    other.phase = Phase.DOWN;
                    other.notBefore = now;
                }
            }
        }
    }

    private void again(Member member, Event.Died died, int number, long now) {
        long pause = BackOff.pause(number, tree.firstDelayMillis(), tree.mostDelayMillis());
        member.phase = Phase.DOWN;
        member.notBefore = now + TimeUnit.MILLISECONDS.toNanos(pause);
        String what = died.wasReady() ? died.why() : died.why() + " before it was ready";
        String then = pause == 0 ? "; it is started again" : "; it is started again in " + pause + " ms";
        report(Verdict.RESTART, member, what + then, died.lastWords());
        member.restarts++;
    }

    /** A successor must hear of it too. */
    private void close(long number, String why) {
        if (closing == null) {
            closing = why;
            unsettled = Math.min(unsettled, number);
            for (Member member : order) {
                if (member.lives()) {
                    leaving.add(member);
                }
            }
        }
    }

    // -- what it does

    /** Does what is due. */
    void advance(long now) {
        stop(now);
        if (closing == null) {
            unsettled = leaving.isEmpty() ? Long.MAX_VALUE : unsettled;
            for (Member member : order) {
                if (member.phase == Phase.DOWN || member.phase == Phase.BLOCKED) {
                    start(member, now);
                } else if (isLate(member, now)) {
                    member.late = true;
                    children.kill(member.name(), member.pid, "killed after " + member.spec.readyMillis() + " ms");
                } else if (isArmable(member) && (member.soon < 0 || isCalm(member, now)) && intensity.hasRoom(now)) {
                    member.armed = true;
                    children.arm(member.name(), member.pid);
                }
            }
        }
    }

    /** Whether it hangs before it is ready, when no heartbeat asks it yet. */
    private static boolean isLate(Member member, long now) {
        return member.isAwaited() && now - member.readyBy() >= 0;
    }

    /** One after the other, the last started first. */
    private void stop(long now) {
        for (int i = order.size() - 1; i >= 0; i--) {
            Member member = order.get(i);
            if (leaving.contains(member)) {
                stop(member, now);
                return;
            }
        }
    }

    private void stop(Member member, long now) {
        boolean first = member.phase != Phase.STOPPING;
        if (first) {
            member.phase = Phase.STOPPING;
            member.stopBy = now + TimeUnit.MILLISECONDS.toNanos(member.spec.shutdownMillis());
            member.killed = false;
        }
        if (now - member.stopBy >= 0) {
            if (!member.killed) {
                member.killed = true;
                children.end(member.name(), member.pid);
            }
        } else if (first) {
            children.terminate(member.name(), member.pid);
        }
    }

    private void start(Member member, long now) {
        for (Member needed : member.needs) {
            if (needed.isLost()) {
                block(member, needed);
                return;
            }
        }
        member.phase = Phase.DOWN;
        if (isHeld() || now - member.notBefore < 0) {
            return;
        }
        for (Member needed : member.needs) {
            if (!needed.satisfies()) {
                return;
            }
        }
        member.starts(children.start(member.name()), now);
    }

    private void block(Member member, Member needed) {
        if (member.phase != Phase.BLOCKED) {
            member.phase = Phase.BLOCKED;
            report(
                    Verdict.BLOCKED,
                    member,
                    "it is not started: it needs " + needed.name() + ", which is not there and will not come",
                    "");
        }
    }

    /** A group is started again when all of it is dead. */
    private boolean isHeld() {
        return !leaving.isEmpty() && tree.strategy() != Strategy.ONE_FOR_ONE;
    }

    private void report(Verdict verdict, Member member, String cause, String words) {
        report(verdict, member, cause, words, member.pid);
    }

    private void report(Verdict verdict, Member member, String cause, String words, int pid) {
        reports.file(new Report(
                0,
                System.currentTimeMillis(),
                verdict,
                member.name(),
                pid,
                member.name() + " " + cause,
                words,
                member.restarts));
    }

    // -- what its owner asks

    /** Milliseconds until {@link #advance} has something to do, if nothing happens before; at most {@code most}. */
    long waitMillis(long now, long most) {
        long nanos = TimeUnit.MILLISECONDS.toNanos(most);
        for (Member member : order) {
            if (member.phase == Phase.DOWN && leaving.isEmpty() && member.notBefore - now > 0) {
                nanos = Math.min(nanos, member.notBefore - now);
            } else if (member.isAwaited()) {
                nanos = Math.min(nanos, member.readyBy() - now);
            } else if (isArmable(member)) {
                long calm = member.readyAt + TimeUnit.MILLISECONDS.toNanos(tree.calmMillis()) - now;
                // Calm already: the intensity is used up, and there is no hurry.
                nanos = calm > 0 ? Math.min(nanos, calm) : nanos;
            } else if (member.phase == Phase.STOPPING && !member.killed) {
                nanos = Math.min(nanos, member.stopBy - now);
            }
        }
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanos + TimeUnit.MILLISECONDS.toNanos(1) - 1));
    }

    /** Of the events up to {@code heard} those up to this number need not be told to a successor. */
    long settled(long heard) {
        return Math.min(heard, unsettled - 1);
    }

    /** Why the supervisor is done; null when it is not. */
    @Nullable String over() {
        return closing != null && leaving.isEmpty() ? closing : null;
    }

    long[] times() {
        return intensity.times();
    }

    private Member member(String name) {
        Member member = byName.get(name);
        if (member == null) {
            throw new IllegalArgumentException("no child is named " + name);
        }
        return member;
    }
}
