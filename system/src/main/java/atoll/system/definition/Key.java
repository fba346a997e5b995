package atoll.system.definition;

import java.util.List;

/**
 * A key of a table.
 *
 * @param given what it is when it is left out, as it would be written; empty: nothing
 * @param says one line for the reference and for editors
 * @param others what other systems call it
 */
record Key(String name, Type type, boolean required, String given, String says, List<String> others) {
    static Key of(String name, Type type, String says, String... others) {
        return new Key(name, type, false, "", says, List.of(others));
    }

    static Key must(String name, Type type, String says, String... others) {
        return new Key(name, type, true, "", says, List.of(others));
    }

    Key otherwise(String value) {
        return new Key(name, type, required, value, says, others);
    }

    /** The value when it is left out, as it would be in the text. */
    Object otherwise() {
        return switch (type) {
            case Type.Count count -> (Object) Long.valueOf(given);
            case Type.Flag flag -> Boolean.valueOf(given);
            default -> given;
        };
    }
}
