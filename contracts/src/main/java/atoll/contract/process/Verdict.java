package atoll.contract.process;

/** What a supervisor decided. */
public enum Verdict {
    /** It is started again, at once or after a pause. */
    RESTART,
    /** It ended and stays so, as its {@link Restart} says. */
    ENDED,
    /** It did not start often enough in a row, and is left; the others go on. */
    GIVEN_UP,
    /** It is not started, because one that it needs is not there. */
    BLOCKED,
    /** The order of the children makes no sense; none was started. */
    REFUSED,
    /** Too many deaths: all are ended. */
    CLOSED
}
