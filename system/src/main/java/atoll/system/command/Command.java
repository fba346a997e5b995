package atoll.system.command;

/** A command of the command line; its fields are filled before it is called. */
interface Command {
    /** Does it, and returns the exit status. */
    int call() throws Exception;
}
