package atoll.system.memory;

import com.sun.management.HotSpotDiagnosticMXBean;

/**
 * How large objects are in this JVM, which a dump does not say. HotSpot fills the gaps between the fields of classes, so the sum of the fields is what
 * they take, but for a few bytes where no field fits into a gap, or that the JVM has for itself in its own classes (8 of a thread).
 *
 * @param header of an object
 * @param reference to an object
 * @param step sizes are multiples of it
 */
record Layout(int header, int reference, int step) {
    private static final int MARK = 8;

    /** Of this JVM. */
    static Layout of(HotSpotDiagnosticMXBean machine) {
        boolean narrow = on(machine, "UseCompressedOops");
        int type = on(machine, "UseCompactObjectHeaders") ? 0 : on(machine, "UseCompressedClassPointers") ? 4 : 8;
        int step =
                Integer.parseInt(machine.getVMOption("ObjectAlignmentInBytes").getValue());
        return new Layout(MARK + type, narrow ? 4 : 8, step);
    }

    private static boolean on(HotSpotDiagnosticMXBean machine, String option) {
        return Boolean.parseBoolean(machine.getVMOption(option).getValue());
    }

    long object(long fields) {
        return rounded(header + fields, step);
    }

    long array(long count, int size) {
        long head = header + (long) Integer.BYTES;
        return rounded((size == Long.BYTES ? rounded(head, Long.BYTES) : head) + count * size, step);
    }

    /** What a value takes that has so many bytes in a dump. */
    int size(int type, int inDump) {
        return type == Type.REFERENCE ? reference : inDump;
    }

    private static long rounded(long size, int step) {
        return (size + step - 1) / step * step;
    }
}
