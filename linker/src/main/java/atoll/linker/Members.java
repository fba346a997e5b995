package atoll.linker;

/** Where the fields and methods of a class file stand. Links nothing, for it runs while classes are looked up. JVMS 4.1. */
final class Members {
    private Members() {}

    /** Offset of the count of methods. */
    static int methods(byte[] b, int poolEnd) {
        int at = poolEnd + 8 + 2 * ByteSink.u2(b, poolEnd + 6);
        int fields = ByteSink.u2(b, at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = after(b, at);
        }
        return at;
    }

    /** Offset behind the field or method at {@code member}. */
    static int after(byte[] b, int member) {
        int at = member + 8;
        for (int i = ByteSink.u2(b, member + 6); i > 0; i--) {
            at += 6 + ByteSink.s4(b, at + 2);
        }
        return at;
    }
}
