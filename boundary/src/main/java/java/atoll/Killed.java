package java.atoll;

/**
 * Unwinds a thread of a killed process. Never seen by code of the process: its handlers poll first, and the poll throws
 * again. JDK code that swallows it is left at the next poll.
 */
@SuppressWarnings("StaticAssignmentOfThrowable")
public final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    /** One instance serves all: it carries nothing, and making one must not need memory. */
    static final Killed INSTANCE = new Killed();

    private Killed() {
        super("killed", null, false, false);
    }
}
