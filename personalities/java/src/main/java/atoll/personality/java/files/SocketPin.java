package atoll.personality.java.files;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;

/** Holds what a path leads to, whatever becomes of the path: a descriptor that gives no access (O_PATH). */
final class SocketPin {
    // Linux, asm-generic/fcntl.h
    private static final int O_PATH = 0x200000;
    private static final int O_NOFOLLOW = 0x20000;
    private static final int O_CLOEXEC = 0x80000;

    private static final MethodHandle OPEN;
    private static final MethodHandle CLOSE;

    static {
        try {
            Class<?> calls = Class.forName("sun.nio.fs.UnixNativeDispatcher");
            Class<?> path = Class.forName("sun.nio.fs.UnixPath");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(calls, MethodHandles.lookup());
            OPEN = lookup.findStatic(calls, "open", MethodType.methodType(int.class, path, int.class, int.class));
            CLOSE = lookup.findStatic(calls, "close", MethodType.methodType(void.class, int.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private SocketPin() {}

    /** A descriptor of what is at the host path, or -1 when there is nothing. */
    static int open(String host) {
        try {
            return (int) OPEN.invoke(Path.of(host), O_PATH | O_NOFOLLOW | O_CLOEXEC, 0);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable absent) {
            return -1;
        }
    }

    /** A path that leads to what {@code pin} holds, for this JVM's own calls. */
    static String path(int pin) {
        return "/proc/self/fd/" + pin;
    }

    static void close(int pin) {
        try {
            CLOSE.invoke(pin);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // Closed as far as the host can.
        }
    }
}
