package atoll.linker;

/** Stack traces of threads that may be of a class of a process: overrides are not called. */
final class StackPeek {
    private static final StackTraceElement[] NONE = {};

    private StackPeek() {}

    static StackTraceElement[] of(Thread thread) {
        StackTraceElement[] stack = Thread.getAllStackTraces().get(thread);
        if (stack != null) {
            return stack;
        }
        return thread.isVirtual() ? thread.getStackTrace() : NONE;
    }
}
