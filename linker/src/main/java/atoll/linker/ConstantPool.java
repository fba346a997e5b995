package atoll.linker;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The constant pool of a class file as read, and the constants that rewriting adds behind it. JVMS 4.4. */
final class ConstantPool {
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int METHODREF = 10;
    private static final int NAME_AND_TYPE = 12;
    private static final int MAX = 65535;

    /** Length of an entry by tag, tag included; 0: not a tag. Utf8 adds its own length. */
    private static final int[] LENGTH = new int[21];

    static {
        int[][] lengths = {
            {1, 3}, {3, 5}, {4, 5}, {5, 9}, {6, 9}, {7, 3}, {8, 3}, {9, 5}, {10, 5}, {11, 5}, {12, 5}, {15, 4}, {16, 3},
            {17, 5}, {18, 5}, {19, 3}, {20, 3}
        };
        for (int[] l : lengths) {
            LENGTH[l[0]] = l[1];
        }
    }

    private final byte[] bytes;
    private final int[] offsets;
    private final int end;
    private final ByteSink added = new ByteSink(256);
    private final Map<String, Integer> index = new HashMap<>();
    private int count;

    /** Reads the pool that starts at {@code start}, where its count stands. */
    ConstantPool(byte[] bytes, int start) {
        this.bytes = bytes;
        this.count = ByteSink.u2(bytes, start);
        this.offsets = new int[count];
        int at = start + 2;
        for (int i = 1; i < count; i++) {
            offsets[i] = at;
            int tag = ByteSink.u1(bytes, at);
            int length = tag < LENGTH.length ? LENGTH[tag] : 0;
            if (length == 0) {
                throw new ClassFormatError("Unknown constant tag " + tag + " in class file");
            }
            at += length;
            if (tag == UTF8) {
                at += ByteSink.u2(bytes, at - 2);
            } else if (tag == 5 || tag == 6) {
                i++;
            }
        }
        end = at;
    }

    /** Where the class file goes on behind the pool. */
    int end() {
        return end;
    }

    int count() {
        return count;
    }

    /** Number of entries as read. */
    int originalCount() {
        return offsets.length;
    }

    ByteSink added() {
        return added;
    }

    int tag(int i) {
        return offsets[i] == 0 ? 0 : ByteSink.u1(bytes, offsets[i]);
    }

    int u2(int i, int at) {
        return ByteSink.u2(bytes, offsets[i] + at);
    }

    boolean isUtf8(int i, String text) {
        int at = offsets[i];
        int length = ByteSink.u2(bytes, at + 1);
        if (length != text.length()) {
            return false;
        }
        for (int k = 0; k < length; k++) {
            if (bytes[at + 3 + k] != text.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    String utf8(int i) {
        int at = offsets[i];
        return new String(bytes, at + 3, ByteSink.u2(bytes, at + 1), StandardCharsets.UTF_8);
    }

    /** Name of the class constant {@code i}. */
    String className(int i) {
        return utf8(u2(i, 1));
    }

    // -- additions

    int addUtf8(String text) {
        Integer known = index.get("u".concat(text));
        if (known != null) {
            return known;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        added.u1(UTF8);
        added.u2(utf8.length);
        added.copy(utf8, 0, utf8.length);
        return remember("u".concat(text));
    }

    int addClass(String name) {
        Integer known = index.get("c".concat(name));
        if (known != null) {
            return known;
        }
        int utf8 = addUtf8(name);
        added.u1(CLASS);
        added.u2(utf8);
        return remember("c".concat(name));
    }

    int addMethod(String owner, String name, String type) {
        // Concatenated by hand: this runs while classes are looked up, when nothing may be linked.
        String key = "m".concat(owner).concat(".").concat(name).concat(type);
        Integer known = index.get(key);
        if (known != null) {
            return known;
        }
        int owners = addClass(owner);
        int names = addUtf8(name);
        int types = addUtf8(type);
        added.u1(NAME_AND_TYPE);
        added.u2(names);
        added.u2(types);
        int nameAndType = remember("n".concat(name).concat(type));
        added.u1(METHODREF);
        added.u2(owners);
        added.u2(nameAndType);
        return remember(key);
    }

    private int remember(@Nullable String key) {
        if (count >= MAX) {
            throw new ClassFormatError("Constant pool is full");
        }
        index.put(key, count);
        return count++;
    }
}
