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
    /** Its next program serves in place of the one before. */
    UPGRADED,
    /** Its next program did not do; the one before serves again, or still. */
    ROLLED_BACK,
    /** Too many deaths: all are ended. */
    CLOSED
}
