package atoll.server.supervisor;

import atoll.contract.process.ChildSpec;
import atoll.contract.process.Restart;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child as the supervisor sees it.
 *
 * <pre>
 * DOWN     -> STARTING   what it needs is ready, and its pause is over
 * DOWN     -> BLOCKED    what it needs will not come
 * STARTING -> READY      it serves all that it is to serve
 * STARTING, READY -> DOWN       it died and is started again
 * STARTING, READY -> ENDED      it died and stays so
 * STARTING -> GIVEN_UP   it died before it was ready, once too often
 * STARTING, READY -> STOPPING   it is ended for the sake of another, or with all
 * STOPPING -> DOWN, ENDED       it is dead
 * </pre>
 */
final class Member {
    enum Phase {
        DOWN,
        STARTING,
        READY,
        STOPPING,
        ENDED,
        GIVEN_UP,
        BLOCKED
    }

    final ChildSpec spec;
    final List<Member> needs = new ArrayList<>();

    Phase phase = Phase.DOWN;
    int pid;

    /** Starts in a row after which it did not become ready. */
    int failures;

    /** Deaths in a row that came soon after it was ready, less one: the first does no harm. */
    int soon = -1;

    int restarts;

    /** When READY: whether its successor is started without us. */
    boolean armed;

    /** When STARTING: since when, as far as this supervisor knows. */
    long startedAt;

    /** When STARTING: whether it was killed for that. */
    boolean late;

    long readyAt;

    /** Not started before. */
    long notBefore;

    /** When STOPPING: killed after that. */
    long stopBy;

    /** When STOPPING: whether it was killed. */
    boolean killed;

    /** When ENDED: whether those that need it may go on. */
    boolean well;

    Member(ChildSpec spec) {
        this.spec = spec;
    }

    String name() {
        return spec.name();
    }

    void starts(int process, long now) {
        phase = Phase.STARTING;
        pid = process;
        startedAt = now;
        late = false;
    }

    /** Whether it is to be ready by a time that is still to come, or has just come. */
    boolean isAwaited() {
        return phase == Phase.STARTING && !late && spec.readyMillis() > 0;
    }

    long readyBy() {
        return startedAt + TimeUnit.MILLISECONDS.toNanos(spec.readyMillis());
    }

    boolean isTemporary() {
        return spec.restart() == Restart.TEMPORARY;
    }

    /** Whether a process of it may live. */
    boolean lives() {
        return phase == Phase.STARTING || phase == Phase.READY || phase == Phase.STOPPING;
    }

    /** Whether those that need it may start. */
    boolean satisfies() {
        return phase == Phase.READY || phase == Phase.ENDED && well;
    }

    /** Whether it will not come, so that those that need it cannot start. */
    boolean isLost() {
        return phase == Phase.GIVEN_UP || phase == Phase.BLOCKED || phase == Phase.ENDED && !well;
    }
}
