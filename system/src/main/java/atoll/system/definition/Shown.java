package atoll.system.definition;

import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Values of a definition as messages show them: on one line, and not at any length. */
final class Shown {
    private static final int MOST = 60;
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    private Shown() {}

    /** In quotes. */
    static String text(String text) {
        String shown = text.length() > MOST ? text.substring(0, MOST) + "..." : text;
        return "\"" + oneLine(Toml.tomlEscape(shown)) + "\"";
    }

    /** On one line, whole. */
    static String path(Path path) {
        return line(path.toString());
    }

    /** A message, which may hold names of the writer's own. */
    static String line(String text) {
        return oneLine(new StringBuilder(text)).toString();
    }

    private static StringBuilder oneLine(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                text.setCharAt(i, '?');
            }
        }
        return text;
    }

    /** The path of a key inside another. */
    static String key(String path, String key) {
        String shown = BARE.matcher(key).matches() ? key : text(key);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    /** What stands there in place of what was expected. */
    static String kind(Object raw) {
        return switch (raw) {
            case String text -> "the string " + text(text);
            case Long number -> "the integer " + number;
            case Double number -> "the float " + number;
            case Boolean flag -> "the boolean " + flag;
            case TomlArray array -> "an array";
            case TomlTable table -> "a table";
            default -> "a date or time";
        };
    }

    /** {@code a, b or c}. */
    static String any(Collection<String> words) {
        StringBuilder text = new StringBuilder();
        int left = words.size();
        for (String word : words) {
            left--;
            text.append(text.isEmpty() ? "" : left == 0 ? " or " : ", ").append(word);
        }
        return text.toString();
    }
}
