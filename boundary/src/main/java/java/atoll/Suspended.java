package java.atoll;

/** Takes a caller back out of a callee that it has entered and in which it has done nothing yet. */
@SuppressWarnings("StaticAssignmentOfThrowable")
final class Suspended extends Error {
    private static final long serialVersionUID = 1L;

    /** One instance serves all: it carries nothing. */
    static final Suspended INSTANCE = new Suspended();

    private Suspended() {
        super("suspended", null, false, false);
    }
}
