package java.atoll;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * More hooks: what a thread shows of itself to the process that it is in. To one that it visits ({@link Visit}) it is a
 * thread of that process, with nothing of its owner's on it.
 */
public final class Segments {
    private static final VarHandle LOADER;
    private static final VarHandle HANDLER;
    private static final Object HOST_SCHEDULER;

    /** That of the thread that booted the host. */
    private static final ThreadGroup HOST_GROUP = root(Thread.currentThread().getThreadGroup());

    static {
        try {
            MethodHandles.Lookup thread = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
            LOADER = thread.findVarHandle(Thread.class, "contextClassLoader", ClassLoader.class);
            HANDLER = thread.findVarHandle(
                    Thread.class, "uncaughtExceptionHandler", Thread.UncaughtExceptionHandler.class);
            Class<?> virtual = Class.forName("java.lang.VirtualThread");
            HOST_SCHEDULER = MethodHandles.privateLookupIn(virtual, MethodHandles.lookup())
                    .findStaticVarHandle(virtual, "DEFAULT_SCHEDULER", java.util.concurrent.ForkJoinPool.class)
                    .get();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        // Ready before anything is woven that asks them.
        Identity.current();
        Baggage.wear(Thread.currentThread());
    }

    private Segments() {}

    private static ThreadGroup root(ThreadGroup group) {
        ThreadGroup at = group;
        while (at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    /** Before thread locals are looked at. */
    public static void wear(Object thread) {
        Baggage.wear((Thread) thread);
    }

    /** Before a new thread inherits from the running one. */
    public static void wearOwn() {
        Baggage.wear(Thread.currentThread());
    }

    /** Before something of a thread is changed. */
    public static void changes(Object thread) {
        OwnThreads.ownThread(thread);
        Baggage.wear((Thread) thread);
    }

    /** {@code Thread.interrupt}: true when the thread is elsewhere, and gets it when it is back. */
    public static boolean interrupts(Object thread) {
        OwnThreads.ownThread(thread);
        return Visit.keepInterrupt((Thread) thread);
    }

    public static Object contextLoader(Object loader, Object thread) {
        if (shows((Thread) thread)) {
            return LOADER.get((Thread) thread);
        }
        World world = Identity.current();
        return world == null ? Hook.HOST_LOADER : world.loader();
    }

    public static Object handler(Object handler, Object thread) {
        if (handler == null) {
            return null;
        }
        if (shows((Thread) thread)) {
            Object own = HANDLER.get((Thread) thread);
            return own == null ? ((Thread) thread).getThreadGroup() : own;
        }
        return group(null, thread);
    }

    /** Puts on the running thread what the running process has there; whether a process may see what the thread has. */
    private static boolean shows(Thread thread) {
        if (thread == Thread.currentThread()) {
            Baggage.wear(thread);
            return true;
        }
        World world = Identity.current();
        return world == null || Identity.of(thread) == world;
    }

    /** What a thread waits for may be an object of its process. */
    public static Object blocker(Object blocker, Object thread) {
        World world = Identity.current();
        return world == null || thread == null || Identity.of((Thread) thread) == world ? blocker : null;
    }

    /** A security manager sees the classes on the stack ({@code getClassContext}, native): in a server, its callers'. */
    public static void seesClasses() {
        World world = Identity.current();
        if (world != null && world.serves()) {
            throw new SecurityException(
                    "process " + world.number() + " was given endpoints to serve, and so may not see the"
                            + " classes on the stacks of its callers");
        }
    }

    public static Object group(Object group, Object thread) {
        Thread running = Thread.currentThread();
        World world = Identity.current();
        if (thread != running) {
            return world == null || Identity.of((Thread) thread) == world ? group : world.group();
        }
        if (Visit.whereabouts(running) == 0) {
            return group;
        }
        return world == null ? HOST_GROUP : world.group();
    }

    /** Children of a thread that visits the host are the host's. */
    static Object hostScheduler() {
        return Visit.whereabouts(Thread.currentThread()) == 0 ? null : HOST_SCHEDULER;
    }

    /** Frames of other processes are not there for a stack walk of a visitor's. */
    static boolean foreign(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        World world = Identity.current();
        return world != null
                && Visit.whereabouts(Thread.currentThread()) != 0
                && !Hook.host(loader)
                && !world.owns(loader);
    }

    public static int randomSeed() {
        return Visit.random();
    }
}
