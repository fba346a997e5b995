package atoll.linker;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Stack traces of threads that may be of a class of a process: overrides are not called. */
public final class StackPeek {
    private static final StackTraceElement[] NONE = {};

    /**
     * {@code Thread}'s own, not the virtual thread's: that one tries again until the thread is mounted or at rest, which
     * never comes for one that is in between and has lost its carriers.
     */
    private static final MethodHandle PEEK;

    static {
        try {
            PEEK = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                    .findSpecial(
                            Thread.class,
                            "asyncGetStackTrace",
                            MethodType.methodType(StackTraceElement[].class),
                            Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private StackPeek() {}

    /** The stack of a thread that is running or blocked now; empty for a virtual thread that is not mounted. */
    public static StackTraceElement[] of(Thread thread) {
        try {
            StackTraceElement[] stack = (StackTraceElement[]) PEEK.invokeExact(thread);
            return stack == null ? NONE : stack;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
