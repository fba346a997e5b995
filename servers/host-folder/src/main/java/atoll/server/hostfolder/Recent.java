package atoll.server.hostfolder;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was used last, by key: between {@code half} and twice that, and what is older is dropped. Not safe for threads. */
final class Recent<K, V> {
    private final int half;
    private final Consumer<V> dropped;
    private Map<K, V> young = new HashMap<>();
    private Map<K, V> old = new HashMap<>();

    Recent(int half, Consumer<V> dropped) {
        this.half = half;
        this.dropped = dropped;
    }

    @Nullable V get(K key) {
        V value = young.get(key);
        if (value == null) {
            value = old.remove(key);
            if (value != null) {
                put(key, value);
            }
        }
        return value;
    }

    void put(K key, V value) {
        if (young.size() >= half) {
            old.values().forEach(dropped);
            old = young;
            young = new HashMap<>();
        }
        young.put(key, value);
    }

    @Nullable V remove(K key) {
        V value = young.remove(key);
        return value == null ? old.remove(key) : value;
    }
}
