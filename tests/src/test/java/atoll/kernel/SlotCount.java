package atoll.kernel;

/** How many slots a kernel has made: they are used again, so the number grows only with processes at a time. */
public final class SlotCount {
    private SlotCount() {}

    public static int of(Process process) {
        return process.kernel().slots().made();
    }
}
