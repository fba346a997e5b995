package atoll.shell.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A word as it was written, to be expanded. */
public record Word(List<Part> parts) {
    public static final Word EMPTY = new Word(List.of());

    /** What {@code ${...}} does with its parameter. */
    public enum Operator {
        VALUE,
        LENGTH,
        DEFAULT,
        ASSIGN,
        ERROR,
        ALTERNATIVE,
        SHORT_SUFFIX,
        LONG_SUFFIX,
        SHORT_PREFIX,
        LONG_PREFIX
    }

    public sealed interface Part {}

    /** Characters; quoted ones mean nothing but themselves. */
    public record Text(String text, boolean quoted) implements Part {}

    /**
     * A variable or a parameter of the shell.
     *
     * @param colon an empty value counts as none
     * @param argument what follows the operator
     */
    public record Parameter(String name, Operator operator, boolean colon, Word argument, boolean quoted, int line)
            implements Part {}

    /** What commands write. */
    public record Command(Node body, boolean quoted) implements Part {}

    public record Arithmetic(Word expression, boolean quoted, int line) implements Part {}

    /** Its text if nothing in it is quoted or expanded; null otherwise. */
    public @Nullable String literal() {
        return parts.size() == 1 && parts.getFirst() instanceof Text text && !text.quoted ? text.text : null;
    }

    /** Quotes removed and nothing expanded, for what ends a here-document. */
    String plain() {
        StringBuilder all = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Text text) {
                all.append(text.text);
            }
        }
        return all.toString();
    }

    boolean anyQuoted() {
        for (Part part : parts) {
            if (part instanceof Text text && text.quoted) {
                return true;
            }
        }
        return false;
    }
}
