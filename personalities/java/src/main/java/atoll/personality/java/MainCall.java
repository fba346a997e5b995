package atoll.personality.java;

import atoll.kernel.ClassBytes;

/**
 * The class file of what calls a static main method of class {@code C}, in the package of {@code C}:
 *
 * <pre>{@code
 * private final Object arguments;
 *
 * public void run() {
 *     C.main((String[]) arguments);   // or C.main()
 * }
 * }</pre>
 *
 * One frame, which is hidden as the class is: each frame below {@code main} is walked by every exception of the program,
 * and a method handle has two.
 */
final class MainCall {
    private static final int FINAL_SUPER = 0x30;
    private static final int PUBLIC = 0x1;
    private static final int PRIVATE_FINAL = 0x12;

    // Opcodes, JVMS 6.5.
    private static final int ALOAD_0 = 0x2A;
    private static final int ALOAD_1 = 0x2B;
    private static final int RETURN = 0xB1;
    private static final int GETFIELD = 0xB4;
    private static final int PUTFIELD = 0xB5;
    private static final int INVOKESPECIAL = 0xB7;
    private static final int INVOKESTATIC = 0xB8;
    private static final int CHECKCAST = 0xC0;

    private static final String OBJECT = "java/lang/Object";
    private static final String STRINGS = "[Ljava/lang/String;";

    private MainCall() {}

    /** {@code main} in {@code type}, with an array of strings or {@code without} a parameter. */
    static byte[] bytes(Class<?> type, boolean without) {
        String owner = type.getName().replace('.', '/');
        String self = owner + "$Main";
        ClassBytes file = new ClassBytes(FINAL_SUPER, self, OBJECT, "java/lang/Runnable");
        file.field(PRIVATE_FINAL, "arguments", "Ljava/lang/Object;", null);
        int arguments = file.field(self, "arguments", "Ljava/lang/Object;");
        ClassBytes.Code init = new ClassBytes.Code()
                .op(ALOAD_0)
                .op(INVOKESPECIAL, file.method(OBJECT, "<init>", "()V"))
                .op(ALOAD_0)
                .op(ALOAD_1)
                .op(PUTFIELD, arguments)
                .op(RETURN);
        file.method(PUBLIC, "<init>", "(Ljava/lang/Object;)V", null, 2, init, 0);
        ClassBytes.Code run = new ClassBytes.Code();
        if (!without) {
            run.op(ALOAD_0).op(GETFIELD, arguments).op(CHECKCAST, file.type(STRINGS));
        }
        String main = without ? "()V" : "(" + STRINGS + ")V";
        run.op(
                INVOKESTATIC,
                type.isInterface() ? file.interfaceMethod(owner, "main", main) : file.method(owner, "main", main));
        file.method(PUBLIC, "run", "()V", null, 2, run.op(RETURN), 0);
        return file.bytes();
    }
}
