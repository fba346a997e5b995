package atoll.contract.process;

/** What one process may have the system do to another, in POSIX's words. There are no handlers: what a program can catch is its own exit. */
public enum ProcessSignal {
    /** Ends it as its own exit would, shutdown hooks included, with status 129. */
    HUP(1),
    /** As {@link #HUP}, with status 130. */
    INT(2),
    /** As {@link #HUP}, with status 131. */
    QUIT(3),
    /** Ends it for certain; status 137. */
    KILL(9),
    /** As {@link #HUP}, with status 143. */
    TERM(15),
    /** It goes on. */
    CONT(18),
    /** It runs no further than its next poll, and calls into it wait. */
    STOP(19);

    private static final int SIGNALLED = 128;

    private final int number;

    ProcessSignal(int number) {
        this.number = number;
    }

    /** Linux's. */
    public int number() {
        return number;
    }

    /** The exit status of who ends by it, as a shell has it. */
    public int status() {
        return SIGNALLED + number;
    }
}
