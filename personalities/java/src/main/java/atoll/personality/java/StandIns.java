package atoll.personality.java;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Classes of the JDK that would give a process too much, and what it gets in their place under the same name: classes of
 * package {@code guest}, which each process loads for itself and which have no more rights than its program.
 */
final class StandIns {
    private static final String FROM = "atoll/personality/java/guest/";
    private static final String TO = "sun/misc/";
    private static final int UTF8 = 1;

    private final Map<String, byte[]> classes = new HashMap<>();

    StandIns() {
        for (String name : List.of("Unsafe", "Cells")) {
            classes.put(TO.replace('/', '.') + name, renamed(name));
        }
    }

    byte @Nullable [] get(String className) {
        return classes.get(className);
    }

    /** The class with its own package renamed in all constants. JVMS 4.4. */
    private static byte[] renamed(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream file = StandIns.class.getResourceAsStream("guest/" + name + ".class");
                DataInputStream in = new DataInputStream(file);
                DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(in.readLong());
            int count = in.readUnsignedShort();
            out.writeShort(count);
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                out.writeByte(tag);
                if (tag == UTF8) {
                    out.writeUTF(in.readUTF().replace(FROM, TO));
                } else {
                    out.write(in.readNBytes(length(tag)));
                }
                // Longs and doubles take two places.
                i += tag == 5 || tag == 6 ? 1 : 0;
            }
            in.transferTo(out);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int length(int tag) {
        return switch (tag) {
            case 5, 6 -> 8;
            case 15 -> 3;
            case 7, 8, 16, 19, 20 -> 2;
            default -> 4;
        };
    }
}
