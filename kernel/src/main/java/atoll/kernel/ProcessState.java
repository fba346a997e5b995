package atoll.kernel;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * States of a process and the edges between them. A state is left only along an edge named here.
 *
 * <pre>
 * NEW      -> ADMITTED   a slot was bound
 * NEW      -> DEAD       refused before it had a slot
 * ADMITTED -> RUNNING    the first thread started
 * ADMITTED -> STOPPING   killed before its first thread ran, or the program could not be loaded
 * RUNNING  -> STOPPING   exit, halt, last non-daemon thread, kill
 * STOPPING -> DEAD       everything visible is released
 * </pre>
 */
public enum ProcessState {
    NEW,
    ADMITTED,
    RUNNING,
    STOPPING,
    DEAD;

    /** The states that can follow this one. */
    public Set<ProcessState> next() {
        return switch (this) {
            case NEW -> EnumSet.of(ADMITTED, DEAD);
            case ADMITTED -> EnumSet.of(RUNNING, STOPPING);
            case RUNNING -> EnumSet.of(STOPPING);
            case STOPPING -> EnumSet.of(DEAD);
            case DEAD -> EnumSet.noneOf(ProcessState.class);
        };
    }

    /** Takes the edge; false when the state is not {@code from}. */
    static boolean step(AtomicReference<ProcessState> state, ProcessState from, ProcessState to) {
        if (!from.next().contains(to)) {
            throw new IllegalStateException(from + " does not lead to " + to);
        }
        return state.compareAndSet(from, to);
    }
}
