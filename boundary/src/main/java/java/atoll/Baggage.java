package java.atoll;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import jdk.internal.vm.annotation.ForceInline;

/**
 * What hangs on a thread and belongs to whoever runs on it: thread locals, context loader, handler of uncaught
 * exceptions, bindings of scoped values. A visitor comes with none of its own: each segment has its own set, put on the
 * thread when the segment first looks at it ({@link #wear}, woven before each look). Sets are exchanged by the thread
 * alone; other threads of its owner see and change the owner's, and never what is worn meanwhile.
 */
final class Baggage {
    private static final VarHandle LOCALS;
    private static final VarHandle INHERITED;
    private static final VarHandle LOADER;
    private static final VarHandle HANDLER;
    private static final VarHandle BINDINGS;
    /** The JVM's cache of looked up scoped values is asked before the bindings. */
    private static final MethodHandle CACHE;

    /** What a thread has there when nothing is bound, as the JDK says it. Null would have it look for frames below. */
    private static final Object NO_BINDINGS = Thread.class;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
            Class<?> map = Class.forName("java.lang.ThreadLocal$ThreadLocalMap");
            LOCALS = lookup.findVarHandle(Thread.class, "threadLocals", map);
            INHERITED = lookup.findVarHandle(Thread.class, "inheritableThreadLocals", map);
            LOADER = lookup.findVarHandle(Thread.class, "contextClassLoader", ClassLoader.class);
            HANDLER = lookup.findVarHandle(
                    Thread.class, "uncaughtExceptionHandler", Thread.UncaughtExceptionHandler.class);
            BINDINGS = lookup.findVarHandle(Thread.class, "scopedValueBindings", Object.class);
            CACHE = lookup.findStatic(
                    Thread.class, "setScopedValueCache", MethodType.methodType(void.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A set that is not worn: that of the segment {@code depth}; on top of those below. */
    private static final class Set {
        final int depth;
        final Object locals;
        final Object inherited;
        final Object bindings;
        final Set below;
        Object loader;
        Object handler;

        Set(int depth, Thread thread, Set below) {
            this.depth = depth;
            this.locals = LOCALS.get(thread);
            this.inherited = INHERITED.get(thread);
            this.bindings = BINDINGS.get(thread);
            this.loader = LOADER.get(thread);
            this.handler = HANDLER.get(thread);
            this.below = below;
        }
    }

    private final Thread thread;

    // Written under this by the thread, which alone reads without.
    /** The segment whose set is worn. */
    private int worn;

    private Set kept;

    Baggage(Thread thread) {
        this.thread = thread;
    }

    @ForceInline
    int depth() {
        return worn;
    }

    /** Before the running thread's set is looked at or changed. */
    static void wear(Thread thread) {
        Visit visit = Visit.of(thread);
        if (visit != null && thread == Thread.currentThread() && visit.baggage.worn != visit.depth()) {
            visit.baggage.change(visit);
        }
    }

    private void change(Visit visit) {
        Headroom.need();
        int depth = visit.depth();
        if (worn > depth) {
            unload(depth);
        }
        if (worn < depth) {
            World world = Identity.owner();
            Object loader = Hook.HOST_LOADER;
            if (world != null) {
                // Who comes back to a process that is given up finds no program any more.
                loader = world.killed ? null : world.loader();
            }
            visit.attention = true;
            synchronized (this) {
                kept = new Set(worn, thread, kept);
                worn = depth;
                put(null, null, NO_BINDINGS, loader, null);
            }
        }
    }

    /**
     * Before scoped values are looked for. A stack overflow has the JVM forget where they are; then they would be looked
     * for in the frames below, which are other processes'.
     */
    static void wearBindings(Thread thread) {
        wear(thread);
        Visit visit = Visit.of(thread);
        if (visit != null && visit.depth() > 0 && BINDINGS.get(thread) == null) {
            BINDINGS.set(thread, NO_BINDINGS);
        }
    }

    /** Drops the sets of segments that were left. */
    synchronized void unload(int depth) {
        Set set = kept;
        while (set != null && set.depth > depth) {
            set = set.below;
        }
        if (set == null) {
            throw new IllegalStateException("a segment lost its thread locals");
        }
        put(set.locals, set.inherited, set.bindings, set.loader, set.handler);
        worn = set.depth;
        kept = set.below;
    }

    private void put(Object locals, Object inherited, Object bindings, Object loader, Object handler) {
        LOCALS.set(thread, locals);
        INHERITED.set(thread, inherited);
        BINDINGS.set(thread, bindings);
        LOADER.set(thread, loader);
        HANDLER.set(thread, handler);
        try {
            CACHE.invokeExact((Object[]) null);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    // -- for other threads of the owner

    synchronized Object ownLoader() {
        return worn == 0 ? LOADER.get(thread) : own().loader;
    }

    synchronized Object ownHandler() {
        return worn == 0 ? HANDLER.get(thread) : own().handler;
    }

    synchronized void ownLoader(Object loader) {
        if (worn == 0) {
            LOADER.set(thread, loader);
        } else {
            own().loader = loader;
        }
    }

    synchronized void ownHandler(Object handler) {
        if (worn == 0) {
            HANDLER.set(thread, handler);
        } else {
            own().handler = handler;
        }
    }

    /** The set that the thread left at home. */
    private Set own() {
        Set set = kept;
        while (set.below != null) {
            set = set.below;
        }
        return set;
    }

    /** For a thread that has never called. */
    static void plainLoader(Thread thread, Object loader) {
        LOADER.set(thread, loader);
    }

    static void plainHandler(Thread thread, Object handler) {
        HANDLER.set(thread, handler);
    }
}
