package atoll.personality.java;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

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
 * and a method handle has two. Written by hand, for a lambda form or the class-file library takes longer than the start.
 */
final class MainCall {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int JAVA_25 = 69;
    private static final int FINAL_SUPER = 0x30;
    private static final int PUBLIC = 0x1;
    private static final int PRIVATE_FINAL = 0x12;

    // Tags of the constant pool, JVMS 4.4.
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;

    // Opcodes, JVMS 6.5.
    private static final byte ALOAD_0 = 0x2A;
    private static final byte ALOAD_1 = 0x2B;
    private static final byte RETURN = (byte) 0xB1;
    private static final byte GETFIELD = (byte) 0xB4;
    private static final byte PUTFIELD = (byte) 0xB5;
    private static final byte INVOKESPECIAL = (byte) 0xB7;
    private static final byte INVOKESTATIC = (byte) 0xB8;
    private static final byte CHECKCAST = (byte) 0xC0;

    private static final byte[] INIT = {ALOAD_0, INVOKESPECIAL, 0, 17, ALOAD_0, ALOAD_1, PUTFIELD, 0, 19, RETURN};
    private static final byte[] RUN = {ALOAD_0, GETFIELD, 0, 19, CHECKCAST, 0, 24, INVOKESTATIC, 0, 22, RETURN};
    private static final byte[] RUN_WITHOUT = {INVOKESTATIC, 0, 22, RETURN};

    private MainCall() {}

    /** {@code main} in {@code type}, with an array of strings or {@code without} a parameter. */
    static byte[] bytes(Class<?> type, boolean without) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(JAVA_25);
            constants(out, type, without);
            shorts(out, FINAL_SUPER, 2, 4, 1, 6);
            shorts(out, 1, PRIVATE_FINAL, 12, 13, 0);
            shorts(out, 2);
            method(out, 14, 15, INIT);
            method(out, 7, 8, without ? RUN_WITHOUT : RUN);
            shorts(out, 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static void constants(DataOutputStream out, Class<?> type, boolean without) throws IOException {
        String owner = type.getName().replace('.', '/');
        shorts(out, 26);
        type(out, owner + "$Main", 1); // 1, 2: this
        type(out, "java/lang/Object", 3); // 3, 4
        type(out, "java/lang/Runnable", 5); // 5, 6
        text(out, "run"); // 7
        text(out, "()V"); // 8
        text(out, "Code"); // 9
        type(out, owner, 10); // 10, 11
        text(out, "arguments"); // 12
        text(out, "Ljava/lang/Object;"); // 13
        text(out, "<init>"); // 14
        text(out, "(Ljava/lang/Object;)V"); // 15
        two(out, NAME_AND_TYPE, 14, 8); // 16
        two(out, METHOD, 4, 16); // 17
        two(out, NAME_AND_TYPE, 12, 13); // 18
        two(out, FIELD, 2, 18); // 19
        text(out, "main"); // 20
        two(out, NAME_AND_TYPE, 20, without ? 8 : 23); // 21
        two(out, type.isInterface() ? INTERFACE_METHOD : METHOD, 11, 21); // 22
        text(out, "([Ljava/lang/String;)V"); // 23
        out.writeByte(CLASS); // 24
        shorts(out, 25);
        text(out, "[Ljava/lang/String;"); // 25
    }

    private static void method(DataOutputStream out, int name, int type, byte[] code) throws IOException {
        shorts(out, PUBLIC, name, type, 1, 9);
        out.writeInt(12 + code.length);
        shorts(out, 2, 2);
        out.writeInt(code.length);
        out.write(code);
        shorts(out, 0, 0);
    }

    private static void type(DataOutputStream out, String name, int index) throws IOException {
        text(out, name);
        out.writeByte(CLASS);
        shorts(out, index);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeByte(1);
        out.writeUTF(text);
    }

    private static void two(DataOutputStream out, int tag, int first, int second) throws IOException {
        out.writeByte(tag);
        shorts(out, first, second);
    }

    private static void shorts(DataOutputStream out, int... values) throws IOException {
        for (int value : values) {
            out.writeShort(value);
        }
    }
}
