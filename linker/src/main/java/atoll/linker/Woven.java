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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Woven JDK classes kept beside the program, so that a start does not weave again (333 of 360 ms measured). An entry is
 * used only when the table, the weaver and the very bytes of the JDK class are those it was made from; anything else is
 * woven anew. The file is written when Atoll is built and stands beside its jars: who can change it can change them.
 */
public final class Woven {
    /** Raise it with every change of what is woven. */
    private static final int VERSION = 1;

    private record Entry(String originalHash, byte[] bytes) {}

    private final String key;
    private final Map<String, Entry> entries = new HashMap<>();

    private Woven(MemberTable table) {
        key = VERSION + " " + Runtime.version() + " " + hash(table.text().getBytes(StandardCharsets.UTF_8));
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
            String originalHash = in.readUTF();
            byte[] bytes = in.readNBytes(in.readInt());
            entries.put(name, new Entry(originalHash, bytes));
        }
    }

    byte @Nullable [] get(String name, byte[] original) {
        Entry entry = entries.get(name);
        return entry != null && entry.originalHash.equals(hash(original)) ? entry.bytes : null;
    }

    void put(String name, byte[] original, byte[] bytes) {
        entries.put(name, new Entry(hash(original), bytes));
    }

    /** Writes all entries to {@code file}, which changes at once or not at all. */
    void write(Path file) throws IOException {
        Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "woven", ".tmp");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(next)))) {
            out.writeUTF(key);
            out.writeInt(entries.size());
            for (Map.Entry<String, Entry> e : new TreeMap<>(entries).entrySet()) {
                out.writeUTF(e.getKey());
                out.writeUTF(e.getValue().originalHash);
                out.writeInt(e.getValue().bytes.length);
                out.write(e.getValue().bytes);
            }
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
