package atoll.kernel;

/** How a process ended: by itself with {@code code}, or killed. */
public record ExitStatus(Cause cause, int code) {
    /** Who ended the process. */
    public enum Cause {
        /** {@code System.exit}, {@code Runtime.halt}, or its last non-daemon thread. */
        EXITED,
        /** The kill ladder. */
        KILLED
    }

    /** Code of a killed process, as a shell reports SIGKILL. */
    public static final int KILLED_CODE = 137;

    public static ExitStatus exited(int code) {
        return new ExitStatus(Cause.EXITED, code);
    }

    public static ExitStatus killed() {
        return new ExitStatus(Cause.KILLED, KILLED_CODE);
    }
}
