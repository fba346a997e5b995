package atoll.contract.process;

/** How a process of a child ended. */
public enum Ending {
    /** By itself, with an exit status. */
    EXITED,
    /** Killed, by whomever. */
    KILLED,
    /** There was never one: its files cannot be read, or the system has no room. */
    NOT_MADE
}
