package atoll.linker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Woven JDK classes kept beside the program, so that a start does not weave again (333 of 360 ms measured). An entry is
 * used only when the table, the weaver and the very bytes of the JDK class are those it was made from; anything else is
 * woven anew. The file is written when Atoll is built and stands beside its jars: who can change it can change them.
 */
public final class Woven {
    /** Raise it with every change of what is woven. */
    private static final int VERSION = 12;

    private record Entry(long originalSum, byte[] bytes) {}

    private final String key;
    private final Map<String, Entry> entries = new HashMap<>();

    private Woven(MemberTable table) {
        key = VERSION + " " + Runtime.version() + " " + sum(table.text().getBytes(StandardCharsets.UTF_8));
    }

    static Woven empty(MemberTable table) {
        return new Woven(table);
    }

    /** What {@code file} holds for this table and JDK; nothing when there is no such file or it is of another make. */
    static Woven read(Path file, MemberTable table) {
        Woven woven = new Woven(table);
        if (Files.isRegularFile(file)) {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                woven.load(in);
            } catch (IOException e) {
                woven.entries.clear();
            }
        }
        return woven;
    }

    private void load(DataInputStream in) throws IOException {
        if (!in.readUTF().equals(key)) {
            return;
        }
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            long originalSum = in.readLong();
            byte[] bytes = in.readNBytes(in.readInt());
            entries.put(name, new Entry(originalSum, bytes));
        }
    }

    byte @Nullable [] get(String name, byte[] original) {
        Entry entry = entries.get(name);
        return entry != null && entry.originalSum == sumOfClass(original) ? entry.bytes : null;
    }

    void put(String name, byte[] original, byte[] bytes) {
        entries.put(name, new Entry(sumOfClass(original), bytes));
    }

    /** Writes all entries to {@code file}, which changes at once or not at all. */
    void write(Path file) throws IOException {
        Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "woven", ".tmp");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(next)))) {
            out.writeUTF(key);
            out.writeInt(entries.size());
            for (Map.Entry<String, Entry> e : new TreeMap<>(entries).entrySet()) {
                out.writeUTF(e.getKey());
                out.writeLong(e.getValue().originalSum);
                out.writeInt(e.getValue().bytes.length);
                out.write(e.getValue().bytes);
            }
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Sum of a class file in whatever order its methods stand: the JVM hands out some classes with their methods sorted by
     * where their names happen to be in its memory.
     */
    private static long sumOfClass(byte[] b) {
        CRC32 crc = new CRC32();
        int start = Members.methods(b, new ConstantPool(b, 8).end()) + 2;
        int at = start;
        long methods = 0;
        for (int i = ByteSink.u2(b, start - 2); i > 0; i--) {
            int next = Members.after(b, at);
            crc.reset();
            crc.update(b, at, next - at);
            methods += crc.getValue();
            at = next;
        }
        crc.reset();
        crc.update(b, 0, start);
        crc.update(b, at, b.length - at);
        return 31 * methods + sum(crc, b.length);
    }

    /**
     * Length and CRC-32: against a JDK that changed, not against an attacker, who could change this file too. The JVM has
     * CRC-32 in machine code from the start; SHA-256 in the interpreter took a sixth of the time of a boot.
     */
    private static long sum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return sum(crc, bytes.length);
    }

    private static long sum(CRC32 crc, int length) {
        return (long) length << Integer.SIZE | crc.getValue();
    }
}
