package atoll.system.definition;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes JSON of maps, lists, strings, numbers and booleans, to be read by people too. */
final class Json {
    private static final String STEP = "  ";

    private Json() {}

    static String of(Object value) {
        StringBuilder text = new StringBuilder();
        write(text, value, "\n");
        return text.append('\n').toString();
    }

    private static void write(StringBuilder text, Object value, String line) {
        switch (value) {
            case Map<?, ?> map -> {
                text.append('{');
                Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
                while (entries.hasNext()) {
                    Map.Entry<?, ?> entry = entries.next();
                    text.append(line).append(STEP);
                    string(text, entry.getKey().toString());
                    text.append(": ");
                    write(text, entry.getValue(), line + STEP);
                    text.append(entries.hasNext() ? "," : line);
                }
                text.append('}');
            }
            case List<?> list -> {
                text.append('[');
                for (int i = 0; i < list.size(); i++) {
                    text.append(line).append(STEP);
                    write(text, list.get(i), line + STEP);
                    text.append(i + 1 < list.size() ? "," : line);
                }
                text.append(']');
            }
            case String string -> string(text, string);
            default -> text.append(value);
        }
    }

    private static void string(StringBuilder text, String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append("\\u")
                        .append(Character.forDigit(c >> 12, 16))
                        .append(Character.forDigit(c >> 8 & 15, 16))
                        .append(Character.forDigit(c >> 4 & 15, 16))
                        .append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
