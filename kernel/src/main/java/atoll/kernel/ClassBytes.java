package atoll.kernel;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A class file written without the class-file library, for the few classes that are on the way of every cold start: the
 * library costs that tens of milliseconds. JVMS 4. Classes are named in internal form.
 */
public final class ClassBytes {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int JAVA_25 = 69;

    // Tags of the constant pool, JVMS 4.4.
    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;

    /** Lengths without what varies: of a code attribute, and of a stack map table with one frame of one byte. */
    private static final int CODE = 12;

    private static final int STACK_MAP = 9;

    /** Instructions, JVMS 6.5; their operands are written after them. */
    public static final class Code {
        private final Part bytes = new Part();

        public Code op(int opcode) {
            bytes.u1(opcode);
            return this;
        }

        /** With a constant, or a distance to jump. */
        public Code op(int opcode, int operand) {
            bytes.u1(opcode);
            bytes.u2(operand);
            return this;
        }

        public Code u1(int operand) {
            bytes.u1(operand);
            return this;
        }
    }

    /** Bytes in memory: nothing fails. */
    private static final class Part {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        private final DataOutputStream out = new DataOutputStream(bytes);

        void u1(int value) {
            bytes.write(value);
        }

        void u2(int value) {
            u1(value >>> 8);
            u1(value);
        }

        void u4(int value) {
            u2(value >>> 16);
            u2(value);
        }

        void text(String text) {
            try {
                out.writeUTF(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void all(Part part) {
            bytes.writeBytes(part.bytes.toByteArray());
        }

        int size() {
            return bytes.size();
        }
    }

    private final int self;
    private final int flags;
    private final int above;
    private final int[] interfaces;
    private final Part constants = new Part();
    private final Map<String, Integer> known = new HashMap<>();
    private int count = 1;
    private final Part fields = new Part();
    private int fieldCount;
    private final Part methods = new Part();
    private int methodCount;

    public ClassBytes(int flags, String name, String superclass, String... interfaces) {
        this.flags = flags;
        this.self = type(name);
        this.above = type(superclass);
        this.interfaces = new int[interfaces.length];
        for (int i = 0; i < interfaces.length; i++) {
            this.interfaces[i] = type(interfaces[i]);
        }
    }

    // -- constants, each once

    public int text(String text) {
        String key = UTF8 + text;
        Integer old = known.get(key);
        if (old != null) {
            return old;
        }
        constants.u1(UTF8);
        constants.text(text);
        return add(key);
    }

    public int integer(int value) {
        constants.u1(INTEGER);
        constants.u4(value);
        return count++;
    }

    public int type(String name) {
        return one(CLASS, text(name));
    }

    public int field(String owner, String name, String type) {
        return two(FIELD, type(owner), nameAndType(name, type));
    }

    public int method(String owner, String name, String type) {
        return two(METHOD, type(owner), nameAndType(name, type));
    }

    public int interfaceMethod(String owner, String name, String type) {
        return two(INTERFACE_METHOD, type(owner), nameAndType(name, type));
    }

    private int nameAndType(String name, String type) {
        return two(NAME_AND_TYPE, text(name), text(type));
    }

    private int one(int tag, int index) {
        String key = tag + " " + index;
        Integer old = known.get(key);
        if (old != null) {
            return old;
        }
        constants.u1(tag);
        constants.u2(index);
        return add(key);
    }

    private int two(int tag, int first, int second) {
        String key = tag + " " + first + " " + second;
        Integer old = known.get(key);
        if (old != null) {
            return old;
        }
        constants.u1(tag);
        constants.u2(first);
        constants.u2(second);
        return add(key);
    }

    private int add(String key) {
        known.put(key, count);
        return count++;
    }

    // -- members

    /** A field; {@code annotation} is the descriptor of one without values, or null. */
    public void field(int flags, String name, String type, @Nullable String annotation) {
        fieldCount++;
        member(fields, flags, name, type, annotation == null ? 0 : 1);
        annotation(fields, annotation);
    }

    /** A method; {@code frame} is a stack map frame of one byte, or 0 when nothing is jumped to. */
    public void method(
            int flags, String name, String type, @Nullable String annotation, int slots, Code code, int frame) {
        methodCount++;
        member(methods, flags, name, type, annotation == null ? 1 : 2);
        annotation(methods, annotation);
        int attribute = text("Code");
        int stackMap = frame == 0 ? 0 : text("StackMapTable");
        methods.u2(attribute);
        methods.u4(CODE + code.bytes.size() + (frame == 0 ? 0 : STACK_MAP));
        methods.u2(slots);
        methods.u2(slots);
        methods.u4(code.bytes.size());
        methods.all(code.bytes);
        methods.u2(0);
        methods.u2(frame == 0 ? 0 : 1);
        if (frame != 0) {
            methods.u2(stackMap);
            methods.u4(3);
            methods.u2(1);
            methods.u1(frame);
        }
    }

    private void member(Part to, int flags, String name, String type, int attributes) {
        to.u2(flags);
        to.u2(text(name));
        to.u2(text(type));
        to.u2(attributes);
    }

    private void annotation(Part to, @Nullable String type) {
        if (type != null) {
            to.u2(text("RuntimeVisibleAnnotations"));
            to.u4(6);
            to.u2(1);
            to.u2(text(type));
            to.u2(0);
        }
    }

    public byte[] bytes() {
        Part file = new Part();
        file.u4(MAGIC);
        file.u4(JAVA_25);
        file.u2(count);
        file.all(constants);
        file.u2(flags);
        file.u2(self);
        file.u2(above);
        file.u2(interfaces.length);
        for (int index : interfaces) {
            file.u2(index);
        }
        file.u2(fieldCount);
        file.all(fields);
        file.u2(methodCount);
        file.all(methods);
        file.u2(0);
        return file.bytes.toByteArray();
    }
}
