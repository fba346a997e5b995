package atoll.kernel;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The class file of a slot, by the number {@code N} of the slot:
 *
 * <pre>{@code
 * @Stable static boolean quiet;
 *
 * @ForceInline public static void poll() {
 *     invokedynamic;              // empty; linked by java.atoll.Polls
 *     if (!quiet) Sys.act(N);
 * }
 *
 * public static void caught() {
 *     Polls.caught(N);
 * }
 * }</pre>
 *
 * Written by hand, for the class-file library costs a cold start tens of milliseconds. {@code @ForceInline}, because
 * code in which C2 thinks a poll too rare to inline calls it, and each discarding would compile it anew while the thread
 * that is to be stopped wants the processor.
 */
final class SlotClass {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int JAVA_25 = 69;
    private static final int PUBLIC_FINAL_SUPER = 0x31;
    private static final int PUBLIC_STATIC = 0x9;
    private static final int STATIC = 0x8;

    // Tags of the constant pool, JVMS 4.4.
    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_HANDLE = 15;
    private static final int INVOKE_DYNAMIC = 18;
    private static final int INVOKE_STATIC = 6;

    // Opcodes, JVMS 6.5.
    private static final byte LDC = 0x12;
    private static final byte IFNE = (byte) 0x9A;
    private static final byte RETURN = (byte) 0xB1;
    private static final byte GETSTATIC = (byte) 0xB2;
    private static final byte INVOKESTATIC = (byte) 0xB8;
    private static final byte INVOKEDYNAMIC = (byte) 0xBA;

    /** The last {@code return} is at 16: the one place that is jumped to. */
    private static final byte[] POLL = {
        INVOKEDYNAMIC, 0, 17, 0, 0, GETSTATIC, 0, 27, IFNE, 0, 8, LDC, 20, INVOKESTATIC, 0, 32, RETURN
    };

    /** Stack map table: one frame like the first, at 16. */
    private static final int SAME_FRAME_AT_RETURN = 16;

    private static final byte[] CAUGHT = {LDC, 20, INVOKESTATIC, 0, 23, RETURN};

    private SlotClass() {}

    /** The class {@code name}, in internal form, of the slot with this number. */
    static byte[] bytes(String name, int slot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(JAVA_25);
            constants(out, name, slot);
            shorts(out, PUBLIC_FINAL_SUPER, 2, 4, 0);
            shorts(out, 1, STATIC, 24, 25, 1);
            annotation(out, 35);
            shorts(out, 2, PUBLIC_STATIC, 5, 6, 2);
            annotation(out, 34);
            code(out, POLL, SAME_FRAME_AT_RETURN);
            shorts(out, PUBLIC_STATIC, 19, 6, 1);
            code(out, CAUGHT, 0);
            shorts(out, 1, 8);
            out.writeInt(6);
            shorts(out, 1, 15, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The attribute with one annotation that has no values. */
    private static void annotation(DataOutputStream out, int type) throws IOException {
        shorts(out, 33);
        out.writeInt(6);
        shorts(out, 1, type, 0);
    }

    /** The code attribute; {@code frame} is the one entry of its stack map table, when not 0. */
    private static void code(DataOutputStream out, byte[] code, int frame) throws IOException {
        out.writeShort(7);
        out.writeInt(12 + code.length + (frame == 0 ? 0 : 9));
        shorts(out, 1, 0);
        out.writeInt(code.length);
        out.write(code);
        shorts(out, 0, frame == 0 ? 0 : 1);
        if (frame != 0) {
            out.writeShort(36);
            out.writeInt(3);
            out.writeShort(1);
            out.writeByte(frame);
        }
    }

    private static void constants(DataOutputStream out, String name, int slot) throws IOException {
        out.writeShort(37);
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
        text(out, "quiet"); // 24
        text(out, "Z"); // 25
        two(out, NAME_AND_TYPE, 24, 25); // 26
        two(out, FIELD, 2, 26); // 27
        text(out, "java/atoll/Sys"); // 28
        one(out, CLASS, 28); // 29
        text(out, "act"); // 30
        two(out, NAME_AND_TYPE, 30, 21); // 31
        two(out, METHOD, 29, 31); // 32
        text(out, "RuntimeVisibleAnnotations"); // 33
        text(out, "Ljdk/internal/vm/annotation/ForceInline;"); // 34
        text(out, "Ljdk/internal/vm/annotation/Stable;"); // 35
        text(out, "StackMapTable"); // 36
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
