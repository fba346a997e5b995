package java.atoll;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * The polls of all processes. The linker puts a call of the process's own slot class ({@code S001.poll()}, ...) on every
 * loop back-edge, method entry and handler of a process; that method is one {@code invokedynamic}, linked here, so that
 * what changes the poll of one slot touches exactly one process.
 *
 * <p>C2 takes the target of the call site for a constant: as long as nothing is asked of the process the poll is no
 * instruction at all, and no branch that keeps C2 from merging locks. (A plain field that is read instead costs 13 % in
 * recursive calls and 3.9 times in loops of locks, measured.) When the kernel changes the target, HotSpot discards just
 * the compiled code that relied on it, also under running loops. It is {@code invokedynamic} and not a method handle in
 * a field, for the JDK spins a class for a handle that is called more than 127 times.
 */
public final class Polls {
    private static final MethodType TYPE = MethodType.methodType(void.class);
    private static final MethodHandle QUIET = MethodHandles.empty(TYPE);
    private static final MethodHandle ACT;

    static {
        try {
            ACT = MethodHandles.lookup().findStatic(Sys.class, "act", MethodType.methodType(void.class, int.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** By slot. Written by the kernel, under this class's lock, before the slot's class is linked. */
    private static volatile Site[] sites = {};

    /** The call site of one slot. */
    private static final class Site extends MutableCallSite {
        final MethodHandle asking;
        volatile boolean raised;

        Site(int slot) {
            super(QUIET);
            asking = MethodHandles.insertArguments(ACT, 0, slot);
        }
    }

    private Polls() {}

    /** Makes the call site of the next slot, whose class must be linked after; returns the slot's number. */
    static synchronized int make() {
        Site[] more = java.util.Arrays.copyOf(sites, sites.length + 1);
        more[sites.length] = new Site(sites.length);
        sites = more;
        return more.length - 1;
    }

    /** Bootstrap method of the slot classes; the name in them ends with the slot's number. */
    static CallSite link(MethodHandles.Lookup lookup, String name, MethodType type) {
        return sites[Integer.parseInt(name.substring("poll".length()))];
    }

    /** The next poll of the process asks ({@link Sys#act}), or none does any more. Allocates nothing. */
    static void raise(int slot, boolean raised) {
        Site site = sites[slot];
        site.raised = raised;
        site.setTarget(raised ? site.asking : QUIET);
    }

    /**
     * The poll at the head of handlers, {@code S001.caught()}, reads a flag. For a virtual thread that was parked when the
     * target changed comes back into compiled code that is discarded: a return there leads out of it, an exception leads
     * to its handler, and a handler whose poll was folded away would hold the thread for ever (JDK 25.0.3, measured).
     */
    public static void caught(int slot) {
        if (sites[slot].raised) {
            Sys.act(slot);
        }
    }
}
