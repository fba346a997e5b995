package atoll.kernel;

/**
 * The class file of a slot, by the number {@code N} of the slot:
 *
 * <pre>{@code
 * private static final MutableCallSite site = Polls.site(N);
 *
 * @Stable static boolean quiet;
 *
 * @ForceInline public static void poll() {
 *     site.getTarget();           // what compilers rely on from here: see java.atoll.Polls
 *     if (!quiet) Sys.act(N);
 * }
 *
 * public static void caught() {
 *     Polls.caught(N);
 * }
 * }</pre>
 *
 * {@code @ForceInline}, because code in which C2 thinks a poll too rare to inline calls it, and each discarding would
 * compile it anew while the thread that is to be stopped wants the processor.
 */
final class SlotClass {
    private static final int PUBLIC_FINAL_SUPER = 0x31;
    private static final int PUBLIC_STATIC = 0x9;
    private static final int STATIC = 0x8;
    private static final int STATIC_FINAL = 0x18;

    // Opcodes, JVMS 6.5.
    private static final int LDC = 0x12;
    private static final int IFNE = 0x9A;
    private static final int RETURN = 0xB1;
    private static final int GETSTATIC = 0xB2;
    private static final int INVOKESTATIC = 0xB8;
    private static final int INVOKEVIRTUAL = 0xB6;
    private static final int PUTSTATIC = 0xB3;
    private static final int POP = 0x57;

    private static final String POLLS = "java/atoll/Polls";
    private static final String STABLE = "Ljdk/internal/vm/annotation/Stable;";
    private static final String FORCE_INLINE = "Ljdk/internal/vm/annotation/ForceInline;";
    private static final String SITE = "java/lang/invoke/MutableCallSite";
    private static final String SITE_TYPE = "L" + SITE + ";";

    /** From the jump over the call to the return, which is at 18: the one place that has a stack map frame. */
    private static final int OVER_THE_CALL = 8;

    private static final int SAME_FRAME_AT_RETURN = 18;

    private SlotClass() {}

    /** The class {@code name}, in internal form, of the slot with this number. */
    static byte[] bytes(String name, int slot) {
        ClassBytes file = new ClassBytes(PUBLIC_FINAL_SUPER, name, "java/lang/Object");
        int number = file.integer(slot);
        file.field(STATIC, "quiet", "Z", STABLE);
        file.field(STATIC_FINAL, "site", SITE_TYPE, null);
        int site = file.field(name, "site", SITE_TYPE);
        ClassBytes.Code init = new ClassBytes.Code()
                .op(LDC)
                .u1(number)
                .op(INVOKESTATIC, file.method(POLLS, "site", "(I)" + SITE_TYPE))
                .op(PUTSTATIC, site)
                .op(RETURN);
        file.method(STATIC, "<clinit>", "()V", null, 1, init, 0);
        ClassBytes.Code poll = new ClassBytes.Code()
                .op(GETSTATIC, site)
                .op(INVOKEVIRTUAL, file.method(SITE, "getTarget", "()Ljava/lang/invoke/MethodHandle;"))
                .op(POP)
                .op(GETSTATIC, file.field(name, "quiet", "Z"))
                .op(IFNE, OVER_THE_CALL)
                .op(LDC)
                .u1(number)
                .op(INVOKESTATIC, file.method("java/atoll/Sys", "act", "(I)V"))
                .op(RETURN);
        file.method(PUBLIC_STATIC, "poll", "()V", FORCE_INLINE, 1, poll, SAME_FRAME_AT_RETURN);
        ClassBytes.Code caught = new ClassBytes.Code()
                .op(LDC)
                .u1(number)
                .op(INVOKESTATIC, file.method(POLLS, "caught", "(I)V"))
                .op(RETURN);
        file.method(PUBLIC_STATIC, "caught", "()V", null, 1, caught, 0);
        return file.bytes();
    }
}
