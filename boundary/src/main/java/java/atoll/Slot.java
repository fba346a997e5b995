package java.atoll;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * The poll cell of one process. The linker puts {@code Slot.poll()} on every loop back-edge, method entry and handler of
 * a process; the name {@code Slot} is replaced by the process's own copy ({@code S001}, ...), so that what changes the
 * poll of one copy touches exactly one process.
 *
 * <p>The poll calls through a call site whose target C2 takes for a constant: as long as nothing is asked of the process
 * it is no instruction at all, and no branch that keeps C2 from merging locks. (A plain field that is read instead costs
 * 13 % in recursive calls and 3.9 times in loops of locks, measured.) When the kernel changes the target, HotSpot
 * discards just the compiled code that relied on it, also under running loops.
 */
public final class Slot {
    /** Index of the process in the kernel's slot table. Written once, before any class of the process is linked. */
    private static int index;

    private static final MutableCallSite SITE;
    private static final MethodHandle QUIET = MethodHandles.empty(MethodType.methodType(void.class));
    private static final MethodHandle RAISED;
    private static final MethodHandle POLL;

    static {
        try {
            RAISED = MethodHandles.lookup().findStatic(Slot.class, "act", QUIET.type());
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        SITE = new MutableCallSite(QUIET);
        POLL = SITE.dynamicInvoker();
    }

    private Slot() {}

    /** Does nothing, until the kernel asks for something. */
    public static void poll() throws Throwable {
        POLL.invokeExact();
    }

    static void act() {
        Sys.act(index);
    }

    /** Called by the kernel, through a look-up with all rights. */
    static void raise(boolean raised) {
        SITE.setTarget(raised ? RAISED : QUIET);
    }
}
