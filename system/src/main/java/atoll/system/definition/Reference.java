package atoll.system.definition;

import java.util.LinkedHashMap;
import java.util.Map;

/** What there is to read about definitions, made of the table of keys that the reader goes by. */
public final class Reference {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private Reference() {}

    /** A JSON schema, for editors; what a schema cannot say, as who needs whom, the reader checks alone. */
    public static String schema() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("$schema", DIALECT);
        json.put("title", "System definition of Atoll");
        json.putAll(Keys.SYSTEM.schema());
        return Json.of(json);
    }

    /** The tables of keys, as Markdown. */
    public static String markdown() {
        StringBuilder text = new StringBuilder();
        Keys.tables().forEach((where, shape) -> {
            text.append("## ")
                    .append(shape.title())
                    .append("\n\n`")
                    .append(where)
                    .append("`: ");
            text.append(shape.says()).append("\n\n");
            text.append("| key | value | if left out | meaning |\n|---|---|---|---|\n");
            for (Key key : shape.keys()) {
                text.append("| `")
                        .append(key.name())
                        .append("` | ")
                        .append(key.type().shown());
                text.append(" | ")
                        .append(otherwise(key))
                        .append(" | ")
                        .append(key.says())
                        .append(" |\n");
            }
            rules(text, shape);
            text.append('\n');
        });
        return text.toString();
    }

    private static String otherwise(Key key) {
        if (key.required()) {
            return "**must be there**";
        }
        return key.given().isEmpty() ? "" : "`" + key.given() + "`";
    }

    private static void rules(StringBuilder text, Shape shape) {
        if (!shape.one().isEmpty()) {
            text.append("\nJust one of `")
                    .append(String.join("`, `", shape.one()))
                    .append("` is there.\n");
        }
        shape.needs()
                .forEach((key, beside) -> text.append("\nBeside `")
                        .append(key)
                        .append("` there is `")
                        .append(beside)
                        .append("`.\n"));
        shape.apart()
                .forEach((key, others) -> text.append("\nBeside `")
                        .append(key)
                        .append("` there is no `")
                        .append(String.join("`, `", others))
                        .append("`.\n"));
        Shape.Only only = shape.only();
        if (only != null) {
            text.append("\nBeside a `")
                    .append(only.key())
                    .append("` that begins with `")
                    .append(only.begins());
            text.append("` there are no keys but `")
                    .append(String.join("`, `", only.keys()))
                    .append("`.\n");
        }
    }

    /** The keys of a process as lines for a help text: key, value, meaning. */
    public static String help() {
        StringBuilder text = new StringBuilder();
        Keys.tables().forEach((where, shape) -> {
            text.append(where).append('\n');
            for (Key key : shape.keys()) {
                String name = "  " + key.name();
                text.append(name).append(" ".repeat(Math.max(1, 16 - name.length())));
                text.append(plain(key.says()));
                text.append(key.given().isEmpty() ? "" : " (default: " + key.given() + ")")
                        .append('\n');
            }
        });
        return text.toString();
    }

    private static String plain(String markdown) {
        return markdown.replace("`", "");
    }
}
