package java.atoll;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * The polls of all processes. The linker puts a call of the process's own slot class ({@code S001.poll()}, ...) on every
 * loop back-edge, method entry and handler of a process. That method asks a call site that is kept here for its target,
 * which it does not use, and looks at a flag of its own class that is {@code @Stable}:
 *
 * <ul>
 *   <li>the interpreter reads the flag, so a thread that is there sees at once what is asked of its process;
 *   <li>compilers take a stable flag that is set for a constant: as long as nothing is asked of the process the poll is
 *       no instruction at all, and no branch that keeps C2 from merging locks. (A plain field that is read costs 13 % in
 *       recursive calls and 3.9 times in loops of locks, measured.)
 *   <li>compilers take the target of a call site that does not change for a constant too, and what they compiled so
 *       relies on it: when the kernel changes it, HotSpot discards exactly that code, also under running loops. (To ask
 *       for the target does that as well as a call through the site does, and is one method to inline and not six: in
 *       code full of polls C1 and C2 are 2.3 times as fast, measured with clojure.)
 * </ul>
 */
public final class Polls {
    private static final MethodHandle EVEN;
    private static final MethodHandle ODD;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodType type = MethodType.methodType(void.class);
        try {
            EVEN = lookup.findStatic(Polls.class, "even", type);
            ODD = lookup.findStatic(Polls.class, "odd", type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** By slot. Written by the kernel, under this class's lock, before the slot's class is linked. */
    private static volatile Site[] sites = {};

    /** The call site of one slot. */
    private static final class Site extends MutableCallSite {
        volatile boolean raised;

        /** Guarded by the site. */
        private boolean odd;

        Site() {
            super(EVEN);
        }

        synchronized void change() {
            odd = !odd;
            setTarget(odd ? ODD : EVEN);
        }
    }

    private Polls() {}

    // Two, for HotSpot discards nothing when the target stays the same.
    static void even() {}

    static void odd() {}

    /** Makes the call site of the next slot, whose class must be linked after; returns the slot's number. */
    static synchronized int make() {
        Site[] more = java.util.Arrays.copyOf(sites, sites.length + 1);
        more[sites.length] = new Site();
        sites = more;
        return more.length - 1;
    }

    /** What the class of the slot keeps. */
    static MutableCallSite site(int slot) {
        return sites[slot];
    }

    /** Whether handlers of the process ask ({@link Sys#act}). */
    static void raise(int slot, boolean raised) {
        sites[slot].raised = raised;
    }

    /** Discards the compiled code that relies on what the slot's flag was. Allocates nothing. */
    static void discard(int slot) {
        sites[slot].change();
    }

    /**
     * The poll at the head of handlers, {@code S001.caught()}, reads a flag that is not stable. For a virtual thread that
     * was parked when the code was discarded comes back into it: a return there leads out of it, an exception leads
     * to its handler, and a handler whose poll was folded away would hold the thread for ever (JDK 25.0.3, measured).
     */
    public static void caught(int slot) {
        if (sites[slot].raised) {
            Sys.act(slot);
        }
    }
}
