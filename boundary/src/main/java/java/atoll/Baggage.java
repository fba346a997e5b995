package java.atoll;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What hangs on a thread and belongs to whoever runs on it: thread locals, context loader, handler of uncaught
 * exceptions. A visitor comes with none of its own: each segment has its own set, put on the thread when the segment
 * first looks at it ({@link #wear}, woven before each look). Used by its thread alone.
 */
final class Baggage {
    private static final VarHandle LOCALS;
    private static final VarHandle INHERITED;
    private static final VarHandle LOADER;
    private static final VarHandle HANDLER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
            Class<?> map = Class.forName("java.lang.ThreadLocal$ThreadLocalMap");
            LOCALS = lookup.findVarHandle(Thread.class, "threadLocals", map);
            INHERITED = lookup.findVarHandle(Thread.class, "inheritableThreadLocals", map);
            LOADER = lookup.findVarHandle(Thread.class, "contextClassLoader", ClassLoader.class);
            HANDLER = lookup.findVarHandle(
                    Thread.class, "uncaughtExceptionHandler", Thread.UncaughtExceptionHandler.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A set that is not worn: that of the segment {@code depth}; on top of those below. */
    private record Set(int depth, Object locals, Object inherited, Object loader, Object handler, Set below) {}

    private final Thread thread;

    /** The segment whose set is worn. */
    private int worn;

    private Set kept;

    Baggage(Thread thread) {
        this.thread = thread;
    }

    int depth() {
        return worn;
    }

    /** Before the running thread's set is looked at or changed. */
    static void wear(Thread thread) {
        Visit visit = Visit.of(thread);
        if (visit != null && thread == Thread.currentThread() && visit.baggage.worn != visit.depth) {
            visit.baggage.change(visit);
        }
    }

    private void change(Visit visit) {
        Headroom.need();
        int depth = visit.depth;
        if (worn > depth) {
            unload(depth);
        }
        if (worn < depth) {
            World world = Identity.owner();
            Object loader = world == null ? Hook.HOST_LOADER : world.loader();
            kept = new Set(
                    worn, LOCALS.get(thread), INHERITED.get(thread), LOADER.get(thread), HANDLER.get(thread), kept);
            visit.attention = true;
            put(null, null, loader, null);
            worn = depth;
        }
    }

    /** Drops the sets of segments that were left. */
    void unload(int depth) {
        Set set = kept;
        while (set != null && set.depth > depth) {
            set = set.below;
        }
        if (set == null) {
            throw new IllegalStateException("a segment lost its thread locals");
        }
        put(set.locals, set.inherited, set.loader, set.handler);
        worn = set.depth;
        kept = set.below;
    }

    private void put(Object locals, Object inherited, Object loader, Object handler) {
        LOCALS.set(thread, locals);
        INHERITED.set(thread, inherited);
        LOADER.set(thread, loader);
        HANDLER.set(thread, handler);
    }
}
