package atoll.server.hostfolder;

import atoll.contract.file.FileId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was used last, by id: between {@code half} and twice that, and what is older is dropped. Not safe for threads. */
final class Recent<V> {
    private final int half;
    private final Consumer<V> dropped;
    private Map<FileId, V> young = new HashMap<>();
    private Map<FileId, V> old = new HashMap<>();

    Recent(int half, Consumer<V> dropped) {
        this.half = half;
        this.dropped = dropped;
    }

    @Nullable V get(FileId id) {
        V value = young.get(id);
        if (value == null) {
            value = old.remove(id);
            if (value != null) {
                put(id, value);
            }
        }
        return value;
    }

    void put(FileId id, V value) {
        if (young.size() >= half) {
            old.values().forEach(dropped);
            old = young;
            young = new HashMap<>();
        }
        young.put(id, value);
    }

    @Nullable V remove(FileId id) {
        V value = young.remove(id);
        return value == null ? old.remove(id) : value;
    }
}
