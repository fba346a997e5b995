package atoll.system.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a table may have, and which of them go together.
 *
 * @param title heading in the reference
 * @param one just one of these is there; empty: no such rule
 * @param needs a key, and one that must stand beside it
 * @param apart a key, and those that may not stand beside it
 * @param only when a key is a text that begins so, only these may stand beside it
 */
record Shape(
        String title,
        String says,
        List<Key> keys,
        List<String> one,
        Map<String, String> needs,
        Map<String, List<String>> apart,
        @Nullable Only only) {
    private static final int FEW = 8;

    /** Keys that a text admits: those of {@code keys}, and {@code key} itself. */
    record Only(String key, String begins, List<String> keys) {}

    Shape(String title, String says, List<Key> keys) {
        this(title, says, keys, List.of(), Map.of(), Map.of(), null);
    }

    @Nullable Key key(String name) {
        for (Key key : keys) {
            if (key.name().equals(name)) {
                return key;
            }
        }
        return null;
    }

    /** What somebody meant by a key that there is not; or all keys, when they are few. */
    String hint(String unknown) {
        String plain = unknown.toLowerCase(Locale.ROOT).replace('_', '-');
        List<String> names = new ArrayList<>();
        for (Key key : keys) {
            names.add(key.name());
            for (String other : key.others()) {
                if (other.equals(plain)) {
                    return "; did you mean \"" + key.name() + "\"?";
                }
            }
        }
        String hint = Nearest.hint(unknown, names);
        return hint.isEmpty() && names.size() <= FEW ? "; there are " + String.join(", ", names) : hint;
    }

    /** Where the reference has it. */
    String anchor() {
        return title.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** As JSON schema. */
    Map<String, Object> schema() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "object");
        json.put("description", says);
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Key key : keys) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("description", key.says());
            each.putAll(key.type().schema());
            if (!key.given().isEmpty()) {
                each.put("default", key.otherwise());
            }
            properties.put(key.name(), each);
            if (key.required()) {
                required.add(key.name());
            }
        }
        json.put("properties", properties);
        json.put("additionalProperties", false);
        if (!required.isEmpty()) {
            json.put("required", required);
        }
        rules(json);
        return json;
    }

    private void rules(Map<String, Object> json) {
        if (!one.isEmpty()) {
            List<Object> each = new ArrayList<>();
            for (String key : one) {
                each.add(Map.of("required", List.of(key)));
            }
            json.put("oneOf", each);
        }
        if (!needs.isEmpty()) {
            Map<String, Object> dependent = new LinkedHashMap<>();
            needs.forEach((key, beside) -> dependent.put(key, List.of(beside)));
            json.put("dependentRequired", dependent);
        }
        if (!apart.isEmpty()) {
            Map<String, Object> dependent = new LinkedHashMap<>();
            apart.forEach((key, others) -> {
                Map<String, Object> none = new LinkedHashMap<>();
                others.forEach(other -> none.put(other, false));
                dependent.put(key, Map.of("properties", none));
            });
            json.put("dependentSchemas", dependent);
        }
        if (only != null) {
            List<String> allowed = new ArrayList<>(only.keys);
            allowed.addFirst(only.key);
            Map<String, Object> condition = new LinkedHashMap<>();
            Map<String, Object> text = new LinkedHashMap<>();
            text.put("type", "string");
            text.put("pattern", "^" + only.begins);
            condition.put("properties", Map.of(only.key, text));
            condition.put("required", List.of(only.key));
            json.put("if", condition);
            json.put("then", Map.of("propertyNames", Map.of("enum", allowed)));
        }
    }
}
