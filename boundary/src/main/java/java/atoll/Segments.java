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

    /** Before scoped values are looked for. */
    public static void wearBindings() {
        Baggage.wearBindings(Thread.currentThread());
    }

    /** {@code Thread.setContextClassLoader}: true when it is done here, for a thread that may be elsewhere. */
    public static boolean setsLoader(Object thread, Object loader) {
        OwnThreads.ownThread(thread);
        if (thread == Thread.currentThread()) {
            Baggage.wear((Thread) thread);
            return false;
        }
        Visit visit = Visit.ofOther((Thread) thread, true, loader);
        if (visit != null) {
            visit.baggage.ownLoader(loader);
        }
        return true;
    }

    /** {@code Thread.setUncaughtExceptionHandler}, as {@link #setsLoader}. */
    public static boolean setsHandler(Object thread, Object handler) {
        OwnThreads.ownThread(thread);
        if (thread == Thread.currentThread()) {
            Baggage.wear((Thread) thread);
            return false;
        }
        Visit visit = Visit.ofOther((Thread) thread, false, handler);
        if (visit != null) {
            visit.baggage.ownHandler(handler);
        }
        return true;
    }

    /** {@code Thread.interrupt}: true when the thread is elsewhere, and gets it when it is back. */
    public static boolean interrupts(Object thread) {
        OwnThreads.ownThread(thread);
        return Visit.keepInterrupt((Thread) thread);
    }

    public static Object contextLoader(Object loader, Object thread) {
        Thread asked = (Thread) thread;
        if (asked == Thread.currentThread()) {
            Baggage.wear(asked);
            return LOADER.get(asked);
        }
        World world = Identity.current();
        if (world == null || Identity.of(asked) == world) {
            Visit visit = Visit.of(asked);
            if (visit != null) {
                return visit.baggage.ownLoader();
            }
            if (world == null || !Visit.wasOpen(asked)) {
                return loader;
            }
        }
        return world.loader();
    }

    public static Object handler(Object handler, Object thread) {
        if (handler == null) {
            return null;
        }
        Thread asked = (Thread) thread;
        Object own = null;
        if (asked == Thread.currentThread()) {
            Baggage.wear(asked);
            own = HANDLER.get(asked);
        } else {
            World world = Identity.current();
            if (world == null || Identity.of(asked) == world) {
                Visit visit = Visit.of(asked);
                if (visit == null && (world == null || !Visit.wasOpen(asked))) {
                    return handler;
                }
                own = visit == null ? null : visit.baggage.ownHandler();
            }
        }
        return own == null ? group(asked.getThreadGroup(), asked) : own;
    }

    /** {@code Thread.getStackTrace}: frames of another process are not shown, whoever's the thread is. */
    public static Object stack(Object frames, Object thread) {
        Thread asked = (Thread) thread;
        World world = Identity.current();
        boolean hides = world != null
                && asked != Thread.currentThread()
                && (Identity.of(asked) != world || Visit.isElsewhere(asked));
        return hides ? new StackTraceElement[0] : frames;
    }

    /**
     * What a thread waits for may be an object of its process, or of one that it has called into: who has ever done so may have come
     * back since it was read.
     */
    public static Object blocker(Object blocker, Object thread) {
        World world = Identity.current();
        if (world == null || thread == null) {
            return blocker;
        }
        Thread asked = (Thread) thread;
        // It was read before this is.
        VarHandle.acquireFence();
        return Identity.of(asked) == world && !Visit.wasOpen(asked) ? blocker : null;
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
