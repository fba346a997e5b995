package atoll.personality.java.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * Wakes and closes what a dead or dying process has open, below the JDK's channels: their own {@code close} takes locks
 * that the process's threads may hold, and calls keys and selectors that may be of a class of the process.
 */
final class Descriptors {
    private static final int SHUT_RDWR = 2;

    private static final VarHandle FD;
    private static final MethodHandle SHUTDOWN;
    private static final MethodHandle PRE_CLOSE;
    private static final MethodHandle CLOSE;
    private static final MethodHandle LOCAL_PORT;
    private static final MethodHandle NATIVE_THREAD;
    private static final MethodHandle SIGNAL;
    private static final Class<?> SELECTOR;
    private static final MethodHandle SELECTOR_WAKE;
    private static final MethodHandle SELECTOR_CLOSE;
    private static final Class<?> GROUP;
    private static final MethodHandle GROUP_WAKE;
    private static final MethodHandle GROUP_CLOSE;
    private static final Class<?> WATCH;
    private static final MethodHandle WATCH_WAKE;
    private static final MethodHandle WATCH_CLOSE;
    private static final Class<?> LOCKS;
    private static final MethodHandle LOCKS_REMOVE;

    static {
        try {
            FD = in(FileDescriptor.class).findVarHandle(FileDescriptor.class, "fd", int.class);
            Class<?> net = Class.forName("sun.nio.ch.Net");
            MethodType ofDescriptor = MethodType.methodType(void.class, FileDescriptor.class);
            SHUTDOWN = in(net).findStatic(net, "shutdown", ofDescriptor.appendParameterTypes(int.class));
            LOCAL_PORT = in(net).findStatic(net, "localPort", MethodType.methodType(int.class, FileDescriptor.class));
            Class<?> dispatcher = Class.forName("sun.nio.ch.UnixDispatcher");
            PRE_CLOSE = in(dispatcher).findStatic(dispatcher, "preClose0", ofDescriptor);
            CLOSE = in(dispatcher).findStatic(dispatcher, "close0", ofDescriptor);
            Class<?> thread = Class.forName("sun.nio.ch.NativeThread");
            NATIVE_THREAD = in(thread).findStatic(thread, "current0", MethodType.methodType(long.class));
            SIGNAL = in(thread).findStatic(thread, "signal", MethodType.methodType(void.class, long.class));
            SELECTOR = Class.forName("sun.nio.ch.EPollSelectorImpl");
            SELECTOR_WAKE = virtual(SELECTOR, "wakeup", java.nio.channels.Selector.class);
            SELECTOR_CLOSE = virtual(SELECTOR, "implClose", void.class);
            GROUP = Class.forName("sun.nio.ch.EPollPort");
            GROUP_WAKE = virtual(GROUP, "wakeup", void.class);
            WATCH = Class.forName("sun.nio.fs.LinuxWatchService$Poller");
            WATCH_WAKE = virtual(WATCH, "wakeup", void.class);
            WATCH_CLOSE = virtual(WATCH, "implCloseAll", void.class);
            GROUP_CLOSE = virtual(GROUP, "implClose", void.class);
            LOCKS = Class.forName("sun.nio.ch.FileLockTable");
            LOCKS_REMOVE = virtual(LOCKS, "removeAll", List.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Descriptors() {}

    private static MethodHandles.Lookup in(Class<?> type) throws IllegalAccessException {
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    }

    private static MethodHandle virtual(Class<?> type, String name, Class<?> result)
            throws ReflectiveOperationException {
        return in(type).findVirtual(type, name, MethodType.methodType(result));
    }

    /** Makes threads that block in {@code thing} return. Nothing is closed: its number stays taken. */
    static void wake(Object thing) {
        try {
            if (thing instanceof FileDescriptor descriptor) {
                wakeDescriptor(descriptor);
            } else if (SELECTOR.isInstance(thing)) {
                SELECTOR_WAKE.invoke(thing);
            } else if (GROUP.isInstance(thing)) {
                GROUP_WAKE.invoke(thing);
            } else if (WATCH.isInstance(thing)) {
                WATCH_WAKE.invoke(thing);
            }
        } catch (Throwable e) {
            rethrow(e);
        }
    }

    private static void wakeDescriptor(FileDescriptor descriptor) throws Throwable {
        try {
            SHUTDOWN.invoke(descriptor, SHUT_RDWR);
        } catch (IOException notConnected) {
            // Linux wakes all who wait even so. A pipe cannot be shut down: letting its end go wakes the other end.
            if (!socket(descriptor)) {
                PRE_CLOSE.invoke(descriptor);
            }
        }
    }

    private static boolean socket(FileDescriptor descriptor) throws Throwable {
        try {
            int ignored = (int) LOCAL_PORT.invoke(descriptor);
            return ignored >= 0;
        } catch (IOException notAnInternetSocket) {
            return false;
        }
    }

    /** The thread of the host that runs this thread, for {@link #signal}. */
    static long nativeThread() {
        try {
            return (long) NATIVE_THREAD.invoke();
        } catch (Throwable e) {
            rethrow(e);
            return 0;
        }
    }

    /** Makes a system call of a living native thread return; the JDK's own signal and handler. */
    static void signal(long nativeThread) {
        try {
            SIGNAL.invoke(nativeThread);
        } catch (Throwable e) {
            rethrow(e);
        }
    }

    /** Gives the system's part of {@code thing} back; the JDK's objects find it closed. */
    static void close(Object thing) {
        try {
            if (thing instanceof FileDescriptor descriptor) {
                FileDescriptor last = new FileDescriptor();
                FD.set(last, (int) FD.getAndSet(descriptor, -1));
                if (last.valid()) {
                    CLOSE.invoke(last);
                }
            } else if (SELECTOR.isInstance(thing)) {
                SELECTOR_CLOSE.invoke(thing);
            } else if (GROUP.isInstance(thing)) {
                GROUP_CLOSE.invoke(thing);
            } else if (WATCH.isInstance(thing)) {
                WATCH_CLOSE.invoke(thing);
            } else if (LOCKS.isInstance(thing)) {
                // The JDK's table of locks is one for all processes, and it forgets what nobody released when that is
                // collected.
                LOCKS_REMOVE.invoke(thing);
            }
        } catch (IOException e) {
            // Closed as far as the host can.
        } catch (Throwable e) {
            rethrow(e);
        }
    }

    static int localPort(FileDescriptor socket) throws IOException {
        try {
            return (int) LOCAL_PORT.invoke(socket);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            rethrow(e);
            return 0;
        }
    }

    private static void rethrow(Throwable e) {
        if (e instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (e instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(e);
    }
}
