package atoll.system.up;

import atoll.contract.process.Child;

/**
 * How a process of a definition is.
 *
 * @param state {@code ready}; {@code starting}; {@code down}: it is to be started; {@code ended}: that was all;
 *     {@code given up}; {@code blocked}: what it needs will not come
 * @param pid 0 when it has no process
 * @param restarts how often it was started again
 * @param failures starts in a row after which it was not ready
 * @param sinceMillis since when it is in that state, in milliseconds since 1970
 * @param cause what was the last that happened to it; empty if nothing did
 */
public record Status(String name, String state, int pid, int restarts, int failures, long sinceMillis, String cause) {
    static final String READY = "ready";
    static final String STARTING = "starting";
    static final String DOWN = "down";
    static final String ENDED = "ended";
    static final String GIVEN_UP = "given up";
    static final String BLOCKED = "blocked";

    static String of(Child child, int mostStarts, boolean blocked) {
        if (child.alive()) {
            return child.ready() ? READY : STARTING;
        }
        if (!child.retired().isEmpty()) {
            return child.failures() < mostStarts ? ENDED : GIVEN_UP;
        }
        return blocked ? BLOCKED : DOWN;
    }

    /** Whether it should run and never will. */
    public boolean isLost() {
        return state.equals(GIVEN_UP) || state.equals(BLOCKED);
    }

    /** Whether it was started and is not to be again. */
    boolean isOver() {
        return state.equals(ENDED) || state.equals(GIVEN_UP) || state.equals(BLOCKED);
    }
}
