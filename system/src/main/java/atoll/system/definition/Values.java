package atoll.system.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was read of a table: only what was right, and what is given when a key is left out. */
final class Values {
    /**
     * A value and where it stands; that of a key stands where the key does.
     *
     * @param content what the form read; a {@code Long}, a {@code Boolean}, a {@code List<Value>}, a {@link Values}, or for names
     *     of the writer's own a {@code Map<String, Value>}
     * @param raw as it stands in the text, for messages
     */
    record Value(Object content, Object raw, Position at) {}

    final Position at;

    /** The keys by which one gets there. */
    final String path;

    private final Map<String, Value> all = new LinkedHashMap<>();

    Values(Position at, String path) {
        this.at = at;
        this.path = path;
    }

    void put(String key, Value value) {
        all.put(key, value);
    }

    @Nullable Value value(String key) {
        return all.get(key);
    }

    /** Where the key stands, or else the table. */
    Position at(String key) {
        Value value = all.get(key);
        return value == null ? at : value.at;
    }

    <T> @Nullable T get(String key, Class<T> type) {
        Value value = all.get(key);
        return value == null ? null : type.cast(value.content);
    }

    /** Of a key that is there, or has a value when it is left out. */
    <T> T the(String key, Class<T> type) {
        T value = get(key, type);
        if (value == null) {
            throw new IllegalStateException("no value for " + key);
        }
        return value;
    }

    /** The elements of an array; none when there is none. */
    @SuppressWarnings("unchecked") // Walk puts it there.
    List<Value> items(String key) {
        Value value = all.get(key);
        return value == null ? List.of() : (List<Value>) value.content;
    }

    /** The entries of a table with names of the writer's own, in the order of the text. */
    @SuppressWarnings("unchecked") // Walk puts it there.
    Map<String, Value> named(String key) {
        Value value = all.get(key);
        return value == null ? Map.of() : (Map<String, Value>) value.content;
    }
}
