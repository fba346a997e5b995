package java.atoll;

/**
 * The poll cell of one process. The linker puts {@code Slot.poll()} on every loop back-edge, method entry and handler of
 * a process; the name {@code Slot} is replaced by the process's own copy ({@code S001}, ...), so that throwing away the
 * compiled code that polls one copy touches exactly one process.
 *
 * <p>The flag is a plain field on purpose: C2 hoists it out of loops, which makes the poll free (a volatile poll costs 3.7
 * times in vectorised loops). To force a fresh read, the kernel loads a subclass that overrides {@link #asked}: compiled
 * code assumed that there is none (class hierarchy analysis), and HotSpot discards just the code that did.
 */
public class Slot {
    /** Not final: C2 must not know the exact class, or it would not depend on there being no subclass. */
    private static Slot cell = new Slot();

    /** Index of the process in the kernel's slot table. Written once, before any class of the process is linked. */
    private static int index;

    /** Something is asked of the process, see {@link Sys#act}. Written by the kernel only. */
    private boolean state;

    Slot() {}

    /** Does nothing, until the kernel asks for something. */
    public static void poll() {
        if (cell.asked()) {
            Sys.act(index);
        }
    }

    boolean asked() {
        return state;
    }
}
