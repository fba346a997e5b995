package java.atoll;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * While a class of the JDK initialises itself, it acts for the whole JVM, not for the process whose thread happened to
 * need it first: it must see the host's properties and files, or the class would be broken, or coloured by one process,
 * for all. Between {@link #enter} and {@link #leave}, woven into those initialisers, the thread is the host's.
 *
 * <p>The initialiser takes no arguments, so what a process could slip in is what hangs on its thread: the context loader
 * is taken away meanwhile, and a thread of a class that the process wrote (and so could override) stays what it is.
 * Classes that arrive in a section are linked for the process all the same, see {@link Hook#link}.
 */
final class HostSection {
    private static final VarHandle OPEN;
    private static final VarHandle CONTEXT_LOADER;
    /** Code of the process makes the value that a new thread inherits: threads that start in a section inherit none. */
    private static final VarHandle INHERITED;

    /** How many threads are in a section. A thread that is in one has written it itself, so a plain read is enough. */
    private static int open;

    /** What the running thread is in: null, or its section. */
    private static final ThreadLocal<HostSection> MINE = new ThreadLocal<>();

    static {
        try {
            OPEN = MethodHandles.lookup().findStaticVarHandle(HostSection.class, "open", int.class);
            CONTEXT_LOADER = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                    .findVarHandle(Thread.class, "contextClassLoader", ClassLoader.class);
            Class<?> map = Class.forName("java.lang.ThreadLocal$ThreadLocalMap");
            INHERITED = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                    .findVarHandle(Thread.class, "inheritableThreadLocals", map);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Object contextLoader;
    private final Object inherited;
    private int depth;

    private HostSection(Thread thread) {
        contextLoader = CONTEXT_LOADER.get(thread);
        inherited = INHERITED.get(thread);
    }

    static boolean inside() {
        return open != 0 && MINE.get() != null;
    }

    static void enter() {
        Thread thread = Thread.currentThread();
        HostSection mine = open == 0 ? null : MINE.get();
        if (mine == null) {
            if (Identity.owner() == null || thread.getClass().getClassLoader() != null) {
                return;
            }
            // Half of a section, for want of stack here or at its end, would leave the process the host's identity.
            Headroom.need();
            // What is kept here must be the visitor's, not its owner's.
            Baggage.wear(thread);
            mine = new HostSection(thread);
            CONTEXT_LOADER.set(thread, Hook.HOST_LOADER);
            INHERITED.set(thread, null);
            MINE.set(mine);
            OPEN.getAndAdd(1);
        }
        mine.depth++;
    }

    static void leave() {
        HostSection mine = open == 0 ? null : MINE.get();
        if (mine != null && --mine.depth == 0) {
            MINE.remove();
            OPEN.getAndAdd(-1);
            CONTEXT_LOADER.set(Thread.currentThread(), mine.contextLoader);
            INHERITED.set(Thread.currentThread(), mine.inherited);
        }
    }
}
