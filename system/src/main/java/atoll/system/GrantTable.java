package atoll.system;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.tomlj.Toml;

/** Options that grant something, as a process of a system definition. */
final class GrantTable {
    /** Names that need no quotes. */
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

    private GrantTable() {}

    /** {@code granted}: options and their values, one after the other. */
    static String of(String name, RunOptions options, List<String> granted) throws BadInput {
        StringBuilder text =
                new StringBuilder("[process." + (BARE.matcher(name).matches() ? name : text(name)) + "]\n");
        List<String> words = options.words;
        String first = words.isEmpty() ? "" : words.getFirst();
        List<String> arguments = words.isEmpty() ? words : words.subList(1, words.size());
        if (options.classPath != null) {
            List<String> entries = new ArrayList<>();
            for (String entry : options.classPath.split(File.pathSeparator, -1)) {
                entries.add(absolute(entry));
            }
            boolean named = options.main != null;
            text.append("class-path = ").append(array(entries)).append('\n');
            text.append("main = ")
                    .append(text(named ? String.valueOf(options.main) : first))
                    .append('\n');
            arguments = named ? words : arguments;
        } else {
            boolean file = first.indexOf(':') < 0 && !first.startsWith("jdk.");
            text.append("program = ")
                    .append(text(file ? absolute(first) : first))
                    .append('\n');
            if (options.main != null) {
                text.append("main = ").append(text(options.main)).append('\n');
            }
        }
        if (!arguments.isEmpty()) {
            text.append("args = ").append(array(arguments)).append('\n');
        }
        return text.append(grants(granted)).toString();
    }

    private static String grants(List<String> granted) throws BadInput {
        List<String> mounts = new ArrayList<>();
        List<String> listen = new ArrayList<>();
        List<String> connect = new ArrayList<>();
        Map<String, String> env = new TreeMap<>();
        Map<String, String> prop = new TreeMap<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < granted.size(); i += 2) {
            String value = granted.get(i + 1);
            switch (granted.get(i)) {
                case "--ro" -> mounts.add(mount(value, false));
                case "--rw" -> mounts.add(mount(value, true));
                case "--listen" -> listen.add(value);
                case "--connect" -> connect.add(value);
                case "--env" -> put(env, value);
                case "--prop" -> put(prop, value);
                case "--cwd" -> text.append("cwd = ").append(text(value)).append('\n');
                default ->
                    text.append("# ")
                            .append(granted.get(i))
                            .append(' ')
                            .append(value)
                            .append('\n');
            }
        }
        if (!mounts.isEmpty()) {
            text.append("mount = [\n    ")
                    .append(String.join(",\n    ", mounts))
                    .append(",\n]\n");
        }
        if (!listen.isEmpty()) {
            text.append("listen = ").append(array(listen)).append('\n');
        }
        if (!connect.isEmpty()) {
            text.append("connect = ").append(array(connect)).append('\n');
        }
        table(text, "env", env);
        table(text, "prop", prop);
        return text.toString();
    }

    private static void put(Map<String, String> table, String assignment) {
        int equals = assignment.indexOf('=');
        table.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    private static void table(StringBuilder text, String key, Map<String, String> table) {
        if (!table.isEmpty()) {
            List<String> entries = new ArrayList<>();
            table.forEach((name, value) -> entries.add(text(name) + " = " + text(value)));
            text.append(key).append(" = { ").append(String.join(", ", entries)).append(" }\n");
        }
    }

    private static String mount(String path, boolean writable) throws BadInput {
        String place = absolute(path);
        return "{ at = " + text(place) + ", host = " + text(place) + (writable ? ", write = true }" : " }");
    }

    private static String absolute(String path) throws BadInput {
        try {
            return Path.of(path).toAbsolutePath().normalize().toString();
        } catch (IllegalArgumentException e) {
            throw new BadInput("not a path", e);
        }
    }

    private static String array(List<String> texts) {
        List<String> quoted = new ArrayList<>();
        texts.forEach(each -> quoted.add(text(each)));
        return "[" + String.join(", ", quoted) + "]";
    }

    private static String text(String text) {
        return "\"" + Toml.tomlEscape(text) + "\"";
    }
}
