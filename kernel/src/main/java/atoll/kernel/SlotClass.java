package atoll.kernel;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The class file of a slot: {@code public static void poll()}, which is one {@code invokedynamic} linked by
 * {@code java.atoll.Polls}, and {@code caught()}, which calls that class's {@code caught(slot)}. Written by hand, for the compiler makes none and the class-file library costs a cold start
 * tens of milliseconds.
 */
final class SlotClass {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int JAVA_25 = 69;
    private static final int PUBLIC_FINAL_SUPER = 0x31;
    private static final int PUBLIC_STATIC = 0x9;

    // Tags of the constant pool, JVMS 4.4.
    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_HANDLE = 15;
    private static final int INVOKE_DYNAMIC = 18;
    private static final int INVOKE_STATIC = 6;

    private static final byte[] INVOKEDYNAMIC_RETURN = {(byte) 0xBA, 0, 17, 0, 0, (byte) 0xB1};

    /** {@code ldc slot; invokestatic Polls.caught; return}. */
    private static final byte[] CAUGHT_RETURN = {0x12, 20, (byte) 0xB8, 0, 23, (byte) 0xB1};

    private SlotClass() {}

    /** The class {@code name}, in internal form, of the slot with this number. */
    static byte[] bytes(String name, int slot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(JAVA_25);
            constants(out, name, slot);
            shorts(out, PUBLIC_FINAL_SUPER, 2, 4, 0, 0);
            out.writeShort(2);
            method(out, 5, 0, INVOKEDYNAMIC_RETURN);
            method(out, 19, 1, CAUGHT_RETURN);
            shorts(out, 1, 8);
            out.writeInt(6);
            shorts(out, 1, 15, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A public static method without parameters, its code all that it has. */
    private static void method(DataOutputStream out, int name, int stack, byte[] code) throws IOException {
        shorts(out, PUBLIC_STATIC, name, 6, 1, 7);
        out.writeInt(12 + code.length);
        shorts(out, stack, 0);
        out.writeInt(code.length);
        out.write(code);
        shorts(out, 0, 0);
    }

    private static void constants(DataOutputStream out, String name, int slot) throws IOException {
        out.writeShort(24);
        text(out, name); // 1
        one(out, CLASS, 1); // 2: this
        text(out, "java/lang/Object"); // 3
        one(out, CLASS, 3); // 4
        text(out, "poll"); // 5
        text(out, "()V"); // 6
        text(out, "Code"); // 7
        text(out, "BootstrapMethods"); // 8
        text(out, "java/atoll/Polls"); // 9
        one(out, CLASS, 9); // 10
        text(out, "link"); // 11
        text( // 12
                out,
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)"
                        + "Ljava/lang/invoke/CallSite;");
        two(out, NAME_AND_TYPE, 11, 12); // 13
        two(out, METHOD, 10, 13); // 14
        out.writeByte(METHOD_HANDLE); // 15
        out.writeByte(INVOKE_STATIC);
        out.writeShort(14);
        two(out, NAME_AND_TYPE, 18, 6); // 16
        two(out, INVOKE_DYNAMIC, 0, 16); // 17
        text(out, "poll" + slot); // 18
        text(out, "caught"); // 19
        out.writeByte(INTEGER); // 20
        out.writeInt(slot);
        text(out, "(I)V"); // 21
        two(out, NAME_AND_TYPE, 19, 21); // 22
        two(out, METHOD, 10, 22); // 23
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeByte(UTF8);
        out.writeUTF(text);
    }

    private static void one(DataOutputStream out, int tag, int index) throws IOException {
        out.writeByte(tag);
        out.writeShort(index);
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
