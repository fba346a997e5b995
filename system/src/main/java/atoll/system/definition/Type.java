package atoll.system.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** What the value of a key may be. */
sealed interface Type {
    /** A string of that form. */
    record Text(Form<?> form) implements Type {}

    /** One of these words. {@code others}: what other systems call them. */
    record Choice(List<String> words, Map<String, String> others) implements Type {}

    /** An integer. */
    record Count(long least, long most) implements Type {}

    record Flag() implements Type {}

    /** An array. */
    record Items(Type each, int most) implements Type {}

    /** A table with names of the writer's own. */
    record Named(Form<String> name, Type each, int most) implements Type {}

    /** A table with the keys of a shape. */
    record Table(Shape shape) implements Type {}

    /** Either; what is of the kind of the first is judged as that. */
    record Either(Type first, Type second) implements Type {}

    /** Whether the value is of the right kind, whatever it says. */
    default boolean takes(Object raw) {
        return switch (this) {
            case Text text -> raw instanceof String;
            case Choice choice -> raw instanceof String;
            case Count count -> raw instanceof Long;
            case Flag flag -> raw instanceof Boolean;
            case Items items -> raw instanceof TomlArray;
            case Named named -> raw instanceof TomlTable;
            case Table table -> raw instanceof TomlTable;
            case Either either -> either.first.takes(raw) || either.second.takes(raw);
        };
    }

    /** For messages. */
    default String expected() {
        return switch (this) {
            case Text text -> "a string: " + text.form.expected();
            case Choice choice -> "a string: " + Shown.any(choice.words);
            case Count count -> "an integer " + range(count);
            case Flag flag -> "true or false";
            case Items items -> "an array";
            case Named named -> "a table";
            case Table table -> "a table";
            case Either either -> either.first.expected() + "; or " + either.second.expected();
        };
    }

    /** For the reference: in few words. */
    default String shown() {
        return switch (this) {
            case Text text -> text.form.name();
            case Choice choice -> "`" + String.join("`, `", choice.words) + "`";
            case Count count -> "integer " + range(count);
            case Flag flag -> "boolean";
            case Items items -> "array of " + items.each.shown();
            case Named named -> "table, " + named.name.name() + " to " + named.each.shown();
            case Table table -> "table [" + table.shape.title() + "](#" + table.shape.anchor() + ")";
            case Either either -> either.first.shown() + ", or " + either.second.shown();
        };
    }

    private static String range(Count count) {
        return count.most == Long.MAX_VALUE
                ? "of at least " + count.least
                : "from " + count.least + " to " + count.most;
    }

    /** As JSON schema. */
    default Map<String, Object> schema() {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (this) {
            case Text text -> {
                json.put("type", "string");
                json.put("pattern", text.form.pattern());
            }
            case Choice choice -> json.put("enum", choice.words);
            case Count count -> {
                json.put("type", "integer");
                json.put("minimum", count.least);
                if (count.most != Long.MAX_VALUE) {
                    json.put("maximum", count.most);
                }
            }
            case Flag flag -> json.put("type", "boolean");
            case Items items -> {
                json.put("type", "array");
                json.put("items", items.each.schema());
                json.put("maxItems", items.most);
            }
            case Named named -> {
                json.put("type", "object");
                json.put("propertyNames", Map.of("pattern", named.name.pattern()));
                json.put("additionalProperties", named.each.schema());
                json.put("maxProperties", named.most);
            }
            case Table table -> json.putAll(table.shape.schema());
            case Either either -> json.put("anyOf", List.of(either.first.schema(), either.second.schema()));
        }
        return json;
    }
}
