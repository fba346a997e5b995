package java.atoll;

/**
 * The poll cell of one process. The linker puts {@code Slot.poll()} on every loop back-edge, method entry and handler of
 * a process; the name {@code Slot} is replaced by the process's own copy ({@code S000001}, ...), so that retransforming
 * one copy throws away exactly the compiled code of one process.
 *
 * <p>The flag is a plain static on purpose: C2 hoists it out of loops, which makes the poll free, and the kernel forces
 * a fresh read by retransforming the class with unchanged bytes. A volatile poll costs 3.7 times in vectorised loops.
 */
public final class Slot {
    /** Non-zero: something is asked of the process, see {@link Sys#act}. Written by the kernel only. */
    private static int state;

    /** Index of the process in the kernel's slot table. Written once, before any class of the process is linked. */
    private static int index;

    private Slot() {}

    /** Does nothing, until the kernel asks for something. */
    public static void poll() {
        if (state != 0) {
            Sys.act(index);
        }
    }
}
