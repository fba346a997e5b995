package atoll.linker;

import java.lang.ref.ReferenceQueue;
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
 *
 * <p>Classes of class paths are kept at once, others when they come a second time: languages on the JVM make thousands
 * that no one will see again, and kept they would fill the heap and its old generation.
 */
public final class LinkCache {
    private record Key(long a, long b, long c, long d) {
        static Key of(byte[] digest) {
            ByteBuffer buffer = ByteBuffer.wrap(digest);
            return new Key(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
        }
    }

    /** A power of two. */
    private static final int NOTES = 1 << 14;

    private static final class Kept extends SoftReference<Linked> {
        final Key key;

        Kept(Key key, Linked linked, ReferenceQueue<Linked> queue) {
            super(linked, queue);
            this.key = key;
        }
    }

    private final MemberTable table;
    private final MessageDigest digest;
    private final ConcurrentHashMap<Key, Kept> cache = new ConcurrentHashMap<>();
    private final ReferenceQueue<Linked> dropped = new ReferenceQueue<>();

    /** Keys of classes that came once, each at its place until another takes it. Unguarded: a lost note costs one rewriting. */
    private final long[] once = new long[NOTES];

    public LinkCache(MemberTable table) {
        this.table = table;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The rewritten class for the process with the slot {@code slotName}; always a new array. Is kept, but if a program {@code made} or
     * loaded it by itself only when it comes again.
     */
    public byte[] link(byte[] bytes, int offset, int length, String slotName, boolean made) {
        byte[] original = Arrays.copyOfRange(bytes, offset, offset + length);
        Key key = Key.of(digest(original));
        Kept known = cache.get(key);
        @Nullable Linked linked = known == null ? null : known.get();
        if (linked == null) {
            linked = ClassRewriter.rewrite(original, table);
            if (!made || cameBefore(key)) {
                keep(key, linked);
            }
        }
        byte[] result = linked.bytes().clone();
        if (linked.slotAt() >= 0) {
            byte[] slot = slotName.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(slot, 0, result, linked.slotAt(), slot.length);
        }
        return result;
    }

    private boolean cameBefore(Key key) {
        int place = (int) key.a & NOTES - 1;
        boolean before = once[place] == key.b;
        once[place] = key.b;
        return before;
    }

    private void keep(Key key, Linked linked) {
        while (dropped.poll() instanceof Kept gone) {
            cache.remove(gone.key, gone);
        }
        cache.put(key, new Kept(key, linked, dropped));
    }

    /** How many classes are kept. */
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
