package atoll.shell.expand;

import atoll.shell.syntax.Node;
import atoll.shell.syntax.Word;
import atoll.shell.syntax.Word.Operator;
import atoll.shell.syntax.Word.Parameter;
import atoll.shell.syntax.Word.Part;
import atoll.shell.syntax.Word.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What words mean: parameters, commands, arithmetic, fields and names of files put in. */
public final class Expander {
    /** The most characters of one word, and of the output of a command in it. */
    public static final int MOST = 1 << 24;

    /** What a shell knows. */
    public interface Scope {
        /** The value of a variable or parameter other than {@code @} and {@code *}; null when it has none. */
        @Nullable String value(String name);

        void set(String name, String value);

        List<String> parameters();

        /** What the commands write, without the last ends of lines. */
        String output(Node commands);

        String directory();

        boolean globs();

        /** A parameter without a value is an error. */
        boolean strict();

        /** Ends the command, and a shell that nobody types at. */
        RuntimeException error(int line, String what);
    }

    private final Scope scope;

    public Expander(Scope scope) {
        this.scope = scope;
    }

    /** All fields of all words. */
    public List<String> fields(List<Word> words) {
        List<String> all = new ArrayList<>();
        for (Word word : words) {
            String literal = word.literal();
            if (literal != null && isPlain(literal)) {
                all.add(literal);
                continue;
            }
            expand(word, all);
        }
        return all;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?[\\~".indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private void expand(Word word, List<String> to) {
        Fields fields = new Fields(separators(), MOST);
        put(word.parts(), fields, true, true);
        fields.end();
        for (Fields.Field field : fields.done) {
            if (scope.globs() && isSpecial(field) && !Pattern.of(field).isPlain()) {
                List<String> names = new Glob(scope.directory()).names(field);
                if (!names.isEmpty()) {
                    to.addAll(names);
                    continue;
                }
            }
            to.add(field.text());
        }
    }

    private static boolean isSpecial(Fields.Field field) {
        String text = field.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == '*' || c == '?' || c == '[') && field.quoted().charAt(i) == '0') {
                return true;
            }
        }
        return false;
    }

    private String separators() {
        String ifs = scope.value("IFS");
        return ifs == null ? " \t\n" : ifs;
    }

    /** One string, as for a value or the name of a file. */
    public String string(Word word) {
        return one(word).text();
    }

    /** The value of an assignment, in which a tilde may follow a colon. */
    public String assigned(Word word) {
        List<Part> parts = new ArrayList<>();
        boolean first = true;
        for (Part part : word.parts()) {
            if (part instanceof Text text && !text.quoted()) {
                parts.add(new Text(tildes(text.text(), first), true));
            } else {
                parts.add(part);
            }
            first = false;
        }
        Fields fields = new Fields("", MOST);
        put(parts, fields, false, false);
        return joined(fields).text();
    }

    private String tildes(String text, boolean first) {
        if (text.indexOf('~') < 0) {
            return text;
        }
        StringBuilder all = new StringBuilder();
        int from = 0;
        while (true) {
            int colon = text.indexOf(':', from);
            String piece = text.substring(from, colon < 0 ? text.length() : colon);
            all.append(from > 0 || first ? tilde(piece) : piece);
            if (colon < 0) {
                return all.toString();
            }
            all.append(':');
            from = colon + 1;
        }
    }

    private String tilde(String text) {
        if (text.equals("~") || text.startsWith("~/")) {
            String home = scope.value("HOME");
            return home == null ? text : home + text.substring(1);
        }
        return text;
    }

    /** Whether the text is one of those that the pattern stands for. */
    public boolean matches(String text, Word pattern) {
        return Pattern.of(one(pattern)).matches(text);
    }

    private Fields.Field one(Word word) {
        Fields fields = new Fields("", MOST);
        put(word.parts(), fields, false, true);
        return joined(fields);
    }

    private static Fields.Field joined(Fields fields) {
        fields.end();
        if (fields.done.size() == 1) {
            return fields.done.getFirst();
        }
        StringBuilder text = new StringBuilder();
        StringBuilder quoted = new StringBuilder();
        for (Fields.Field field : fields.done) {
            if (!text.isEmpty()) {
                text.append(' ');
                quoted.append('0');
            }
            text.append(field.text());
            quoted.append(field.quoted());
        }
        return new Fields.Field(text.toString(), quoted.toString());
    }

    /** @param splitting whether {@code $@} makes fields and others are split */
    private void put(List<Part> parts, Fields to, boolean splitting, boolean tilde) {
        try {
            boolean first = tilde;
            for (Part part : parts) {
                if (part instanceof Text text) {
                    to.literal(first && !text.quoted() ? tilde(text.text()) : text.text(), text.quoted());
                } else if (part instanceof Parameter parameter) {
                    parameter(parameter, to, splitting);
                } else if (part instanceof Word.Command command) {
                    give(scope.output(command.body()), command.quoted(), to, splitting);
                } else if (part instanceof Word.Arithmetic arithmetic) {
                    give(Long.toString(computed(arithmetic)), arithmetic.quoted(), to, splitting);
                }
                first = false;
            }
        } catch (Fields.TooLong e) {
            throw scope.error(0, "an expansion of more than " + MOST + " characters");
        }
    }

    private static void give(String value, boolean quoted, Fields to, boolean splitting) {
        if (quoted || !splitting) {
            if (quoted) {
                to.quotes();
            }
            to.literal(value, quoted);
        } else {
            to.split(value);
        }
    }

    private long computed(Word.Arithmetic of) {
        String text = string(of.expression());
        try {
            return Arithmetic.value(text, new Arithmetic.Values() {
                @Override
                public @Nullable String get(String name) {
                    String value = scope.value(name);
                    if (value == null && scope.strict()) {
                        throw scope.error(of.line(), name + ": parameter not set");
                    }
                    return value;
                }

                @Override
                public void set(String name, String value) {
                    scope.set(name, value);
                }
            });
        } catch (Arithmetic.Wrong e) {
            throw scope.error(of.line(), String.valueOf(e.getMessage()));
        }
    }

    private void parameter(Parameter of, Fields to, boolean splitting) {
        boolean all = of.name().equals("@") || of.name().equals("*");
        @Nullable String value = all ? allParameters(of.name()) : scope.value(of.name());
        boolean there = value != null && !(of.colon() && value.isEmpty());
        switch (of.operator()) {
            case ALTERNATIVE -> {
                if (there) {
                    putArgument(of, to, splitting);
                } else if (of.quoted()) {
                    to.quotes();
                }
                return;
            }
            case DEFAULT -> {
                if (!there) {
                    if (of.quoted()) {
                        to.quotes();
                    }
                    putArgument(of, to, splitting);
                    return;
                }
            }
            case ASSIGN -> {
                if (!there) {
                    value = assign(of);
                }
            }
            case ERROR -> {
                if (!there) {
                    throw missing(of);
                }
            }
            default -> {
                if (value == null && scope.strict() && !all) {
                    throw scope.error(of.line(), of.name() + ": parameter not set");
                }
            }
        }
        if (of.operator() == Operator.LENGTH) {
            String length = all
                    ? Integer.toString(scope.parameters().size())
                    : Integer.toString(value == null ? 0 : value.codePointCount(0, value.length()));
            give(length, of.quoted(), to, splitting);
        } else if (all) {
            parameters(of, to, splitting);
        } else {
            give(trimmed(value == null ? "" : value, of), of.quoted(), to, splitting);
        }
    }

    /** The words after an operator: unquoted text in them is split as an expansion is. */
    private void putArgument(Parameter of, Fields to, boolean splitting) {
        if (of.quoted() || !splitting) {
            put(of.argument().parts(), to, splitting, !of.quoted());
            return;
        }
        boolean first = true;
        for (Part part : of.argument().parts()) {
            if (part instanceof Text text && !text.quoted()) {
                to.split(first ? tilde(text.text()) : text.text());
            } else {
                put(List.of(part), to, true, false);
            }
            first = false;
        }
    }

    private String assign(Parameter of) {
        if (!Character.isLetter(of.name().charAt(0)) && of.name().charAt(0) != '_') {
            throw scope.error(of.line(), of.name() + ": bad variable name");
        }
        String value = string(of.argument());
        scope.set(of.name(), value);
        return value;
    }

    private RuntimeException missing(Parameter of) {
        String said = string(of.argument());
        String what = !said.isEmpty() ? said : of.colon() ? "parameter not set or null" : "parameter not set";
        return scope.error(of.line(), of.name() + ": " + what);
    }

    private @Nullable String allParameters(String name) {
        List<String> values = scope.parameters();
        return values.isEmpty() ? null : String.join(between(name), values);
    }

    private String between(String name) {
        String ifs = scope.value("IFS");
        return name.equals("@") || ifs == null ? " " : ifs.isEmpty() ? "" : ifs.substring(0, 1);
    }

    private void parameters(Parameter of, Fields to, boolean splitting) {
        List<String> values = scope.parameters();
        if (of.quoted() && of.name().equals("*") || !splitting) {
            List<String> trimmed = new ArrayList<>();
            for (String value : values) {
                trimmed.add(trimmed(value, of));
            }
            give(String.join(between(of.name()), trimmed), of.quoted(), to, splitting);
            return;
        }
        boolean first = true;
        for (String value : values) {
            if (!first) {
                to.end();
            }
            give(trimmed(value, of), of.quoted(), to, true);
            first = false;
        }
    }

    private String trimmed(String value, Parameter of) {
        return switch (of.operator()) {
            case SHORT_SUFFIX, LONG_SUFFIX -> withoutSuffix(value, pattern(of), of.operator() == Operator.LONG_SUFFIX);
            case SHORT_PREFIX, LONG_PREFIX -> withoutPrefix(value, pattern(of), of.operator() == Operator.LONG_PREFIX);
            default -> value;
        };
    }

    private Pattern pattern(Parameter of) {
        return Pattern.of(one(of.argument()));
    }

    private static String withoutSuffix(String value, Pattern pattern, boolean longest) {
        int length = value.length();
        for (int i = 0; i <= length; i++) {
            int from = longest ? i : length - i;
            if (!splits(value, from) && pattern.matches(value, from, length)) {
                return value.substring(0, from);
            }
        }
        return value;
    }

    private static String withoutPrefix(String value, Pattern pattern, boolean longest) {
        int length = value.length();
        for (int i = 0; i <= length; i++) {
            int to = longest ? length - i : i;
            if (!splits(value, to) && pattern.matches(value, 0, to)) {
                return value.substring(to);
            }
        }
        return value;
    }

    private static boolean splits(String value, int at) {
        return at > 0
                && at < value.length()
                && Character.isLowSurrogate(value.charAt(at))
                && Character.isHighSurrogate(value.charAt(at - 1));
    }
}
