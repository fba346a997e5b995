package atoll.system.definition;

import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Reads tables by their shapes. What is wrong is told and left out. */
final class Walk {
    private final Source source;
    private final Problems problems;

    Walk(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The values of a table with nothing in it. */
    static Values empty(Shape shape) {
        Values values = new Values(Position.NONE, "");
        for (Key key : shape.keys()) {
            if (!key.given().isEmpty()) {
                values.put(key.name(), otherwise(key, Position.NONE));
            }
        }
        return values;
    }

    Values table(Shape shape, TomlTable table, Position at, String path) {
        Values values = new Values(at, path);
        for (String name : table.keySet()) {
            Key key = shape.key(name);
            Position place = source.position(table, name);
            if (key == null) {
                problems.add(place, Shown.key(path, name) + ": there is no such key" + shape.hint(name));
                continue;
            }
            Values.Value value = read(key.type(), the(table, name), place, Shown.key(path, name));
            if (value != null) {
                values.put(name, value);
            }
        }
        rules(shape, table, at, path);
        for (Key key : shape.keys()) {
            if (!key.given().isEmpty() && values.value(key.name()) == null) {
                values.put(key.name(), otherwise(key, at));
            }
        }
        return values;
    }

    private static Values.Value otherwise(Key key, Position at) {
        Object given = key.otherwise();
        return new Values.Value(
                key.type() instanceof Type.Text text ? text.form().reads().apply((String) given) : given, given, at);
    }

    private void rules(Shape shape, TomlTable table, Position at, String path) {
        String where = path.isEmpty() ? "" : path + ": ";
        for (Key key : shape.keys()) {
            if (key.required() && !has(table, key.name())) {
                problems.add(
                        at,
                        where + "the key \"" + key.name() + "\" is missing, expected "
                                + key.type().expected());
            }
        }
        List<String> there = new ArrayList<>();
        for (String key : shape.one()) {
            if (has(table, key)) {
                there.add(key);
            }
        }
        if (!shape.one().isEmpty() && there.isEmpty()) {
            problems.add(at, where + "expected " + Shown.any(shape.one()));
        }
        for (int i = 1; i < there.size(); i++) {
            problems.add(
                    source.position(table, there.get(i)),
                    Shown.key(path, there.get(i)) + ": not beside \"" + there.getFirst() + "\"");
        }
        shape.needs().forEach((key, beside) -> {
            if (has(table, key) && !has(table, beside)) {
                problems.add(
                        source.position(table, key),
                        Shown.key(path, key) + ": the key \"" + beside + "\" is missing beside it");
            }
        });
        shape.apart().forEach((key, others) -> {
            for (String other : others) {
                if (has(table, key) && has(table, other)) {
                    problems.add(
                            source.position(table, other), Shown.key(path, other) + ": not beside \"" + key + "\"");
                }
            }
        });
        Shape.Only only = shape.only();
        if (only != null && has(table, only.key())) {
            only(shape, only, table, path);
        }
    }

    private void only(Shape shape, Shape.Only only, TomlTable table, String path) {
        if (!(the(table, only.key()) instanceof String text) || !text.startsWith(only.begins())) {
            return;
        }
        for (String name : table.keySet()) {
            if (shape.key(name) != null
                    && !name.equals(only.key())
                    && !only.keys().contains(name)) {
                problems.add(
                        source.position(table, name),
                        Shown.key(path, name) + ": not of a built-in server, which has only " + Shown.any(only.keys()));
            }
        }
    }

    private static boolean has(TomlTable table, String key) {
        return table.contains(List.of(key));
    }

    private static Object the(TomlTable table, String key) {
        Object raw = table.get(List.of(key));
        if (raw == null) {
            throw new IllegalStateException("no " + key);
        }
        return raw;
    }

    /** Null when it is not what it should be, which has been told. */
    private Values.@Nullable Value read(Type type, Object raw, Position at, String path) {
        if (type instanceof Type.Either either && type.takes(raw)) {
            return read(either.first().takes(raw) ? either.first() : either.second(), raw, at, path);
        }
        if (!type.takes(raw)) {
            String quotes = raw instanceof Long && type instanceof Type.Text ? "; write it in quotes" : "";
            problems.add(at, path + ": " + Shown.kind(raw) + ", expected " + type.expected() + quotes);
            return null;
        }
        Object content = switch (type) {
            case Type.Text text -> text(text.form(), (String) raw, at, path);
            case Type.Choice choice -> choice(choice, (String) raw, at, path);
            case Type.Count count -> count(count, (Long) raw, at, path);
            case Type.Items items -> items(items, (TomlArray) raw, at, path);
            case Type.Named named -> named(named, (TomlTable) raw, at, path);
            case Type.Table table -> table(table.shape(), (TomlTable) raw, at, path);
            case Type.Flag flag -> raw;
            case Type.Either either -> raw;
        };
        return content == null ? null : new Values.Value(content, raw, at);
    }

    private <T> @Nullable T text(Form<T> form, String text, Position at, String path) {
        try {
            return form.reads().apply(text);
        } catch (IllegalArgumentException e) {
            String says = e instanceof InvalidPathException ? "not a path" : String.valueOf(e.getMessage());
            problems.add(at, path + ": " + Shown.text(text) + " is " + says);
            return null;
        }
    }

    private @Nullable String choice(Type.Choice choice, String text, Position at, String path) {
        if (choice.words().contains(text)) {
            return text;
        }
        String other = choice.others().get(text);
        String hint = other == null
                ? Nearest.hint(text, choice.words())
                : choice.words().contains(other) ? "; did you mean \"" + other + "\"?" : "; " + other;
        problems.add(at, path + ": " + Shown.text(text) + " is not " + Shown.any(choice.words()) + hint);
        return null;
    }

    private @Nullable Long count(Type.Count count, Long number, Position at, String path) {
        if (number >= count.least() && number <= count.most()) {
            return number;
        }
        problems.add(at, path + ": " + number + " is not " + count.expected());
        return null;
    }

    private @Nullable List<Values.Value> items(Type.Items items, TomlArray array, Position at, String path) {
        if (array.size() > items.most()) {
            problems.add(at, path + ": " + array.size() + " elements, expected at most " + items.most());
            return null;
        }
        List<Values.Value> all = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Values.Value value = read(items.each(), array.get(i), source.position(array, i), path + "[" + i + "]");
            if (value != null) {
                all.add(value);
            }
        }
        return all;
    }

    private @Nullable Map<String, Values.Value> named(Type.Named named, TomlTable table, Position at, String path) {
        if (table.size() > named.most()) {
            problems.add(at, path + ": " + table.size() + " entries, expected at most " + named.most());
            return null;
        }
        Map<String, Values.Value> all = new LinkedHashMap<>();
        for (String name : table.keySet()) {
            Position place = source.position(table, name);
            boolean known = text(named.name(), name, place, path) != null;
            Values.Value value = read(named.each(), the(table, name), place, Shown.key(path, name));
            if (known && value != null) {
                all.put(name, value);
            }
        }
        return all;
    }
}
