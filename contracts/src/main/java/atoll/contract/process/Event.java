package atoll.contract.process;

/** Something that a supervisor must know. Events are numbered from 1 on. */
public sealed interface Event {
    long number();

    /** The child serves all that it was given to serve. */
    record Ready(long number, String name, int pid) implements Event {}

    /**
     * A process of a child is dead, and all that it held is released.
     *
     * @param wasReady whether it ever served all that it was given to serve
     * @param asked whether the supervisor had asked for it, by {@link Children#terminate} or {@link Children#end}
     * @param next the process that was started in its place by {@link Children#arm}; 0 when none was
     * @param code exit status
     * @param why in words: who killed it and for what, or why there was none
     * @param lastWords the end of what it wrote to its standard error, such as the trace of an uncaught exception; for a
     *     hung process the stacks of its threads
     */
    record Died(
            long number,
            String name,
            int pid,
            boolean wasReady,
            boolean asked,
            int next,
            Ending ending,
            int code,
            String why,
            String lastWords)
            implements Event {}

    /** All children are to end, and then the supervisor. */
    record Close(long number) implements Event {}
}
