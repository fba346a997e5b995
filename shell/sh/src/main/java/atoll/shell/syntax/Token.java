package atoll.shell.syntax;

import org.jspecify.annotations.Nullable;

/**
 * What a script is made of.
 *
 * @param text of an operator, or of a word as it was written
 * @param from where it begins in the input
 */
record Token(Kind kind, String text, @Nullable Word word, int line, int from) {
    enum Kind {
        WORD,
        /** The number before a redirection. */
        NUMBER,
        OPERATOR,
        NEWLINE,
        END
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    /** The text of a word in which nothing is quoted or expanded; null otherwise. */
    @Nullable String literal() {
        return word == null ? null : word.literal();
    }

    String shown() {
        return switch (kind) {
            case NEWLINE -> "end of line";
            case END -> "end of file";
            default -> '"' + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + '"';
        };
    }
}
