package atoll.linker;

import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rewritten classes by the SHA-256 of their original bytes, in memory and shared by all processes: the same program
 * started again is not rewritten again. What is kept has the placeholder slot; each process gets its own copy.
 */
public final class LinkCache {
    private record Key(long a, long b, long c, long d) {
        static Key of(byte[] digest) {
            ByteBuffer buffer = ByteBuffer.wrap(digest);
            return new Key(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
        }
    }

    private final MemberTable table;
    private final MessageDigest digest;
    private final ConcurrentHashMap<Key, SoftReference<Linked>> cache = new ConcurrentHashMap<>();

    public LinkCache(MemberTable table) {
        this.table = table;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rewritten class for the process with the slot {@code slotName}; always a new array. */
    public byte[] link(byte[] bytes, int offset, int length, String slotName) {
        byte[] original = Arrays.copyOfRange(bytes, offset, offset + length);
        Key key = Key.of(digest(original));
        SoftReference<Linked> known = cache.get(key);
        @Nullable Linked linked = known == null ? null : known.get();
        if (linked == null) {
            linked = ClassRewriter.rewrite(original, table);
            cache.put(key, new SoftReference<>(linked));
        }
        byte[] result = linked.bytes().clone();
        if (linked.slotAt() >= 0) {
            byte[] slot = slotName.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(slot, 0, result, linked.slotAt(), slot.length);
        }
        return result;
    }

    public int size() {
        return cache.size();
    }

    /** A copy of an instance made at boot: looking one up could run a provider of the process. */
    private byte[] digest(byte[] bytes) {
        try {
            return ((MessageDigest) digest.clone()).digest(bytes);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
