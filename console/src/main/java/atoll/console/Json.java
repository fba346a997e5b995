package atoll.console;

import org.jspecify.annotations.Nullable;

/**
 * One JSON text (RFC 8259), read strictly: where its parts begin and end, and what its strings say. What is passed on is passed on as it
 * was written, so nothing is built of it.
 */
final class Json {
    /** Arrays and objects in each other; a text cannot overflow the stack. */
    private static final int DEEPEST = 32;

    /** Told of each member of the outermost object. The value lies at {@code from}, up to {@code to}. */
    interface Members {
        void member(String name, int from, int to);
    }

    private final String text;
    private final int end;
    private int at;

    private Json(String text, int from, int to) {
        this.text = text;
        this.at = from;
        this.end = to;
    }

    /** The text must be one object, and nothing else. {@code IllegalArgumentException}. */
    static void object(String text, Members members) {
        object(text, 0, text.length(), members);
    }

    /** As the other, for a part of the text. */
    static void object(String text, int from, int to, Members members) {
        Json json = new Json(text, from, to);
        json.blank();
        json.object(0, members);
        json.blank();
        if (json.at != json.end) {
            throw json.wrong();
        }
    }

    /** What the string at {@code from} says; null when no string is there. */
    static @Nullable String string(String text, int from, int to) {
        return text.charAt(from) == '"' ? new Json(text, from, to).string() : null;
    }

    /** A string as JSON. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("no JSON at character " + at);
    }

    private char next() {
        if (at == end) {
            throw wrong();
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (next() != c) {
            throw wrong();
        }
        at++;
    }

    private void blank() {
        while (at < end && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void value(int depth) {
        if (depth > DEEPEST) {
            throw wrong();
        }
        switch (next()) {
            case '{' -> object(depth, (name, from, to) -> {});
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void object(int depth, Members members) {
        expect('{');
        blank();
        if (next() != '}') {
            member(depth, members);
            while (next() == ',') {
                at++;
                blank();
                member(depth, members);
            }
        }
        expect('}');
    }

    private void member(int depth, Members members) {
        String name = string();
        blank();
        expect(':');
        blank();
        int from = at;
        value(depth + 1);
        members.member(name, from, at);
        blank();
    }

    private void array(int depth) {
        expect('[');
        blank();
        if (next() != ']') {
            value(depth + 1);
            blank();
            while (next() == ',') {
                at++;
                blank();
                value(depth + 1);
                blank();
            }
        }
        expect(']');
    }

    private void word(String word) {
        if (!text.startsWith(word, at) || at + word.length() > end) {
            throw wrong();
        }
        at += word.length();
    }

    private void number() {
        if (next() == '-') {
            at++;
        }
        if (next() == '0') {
            at++;
        } else {
            digits();
        }
        if (at < end && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (next() == '+' || next() == '-') {
                at++;
            }
            digits();
        }
    }

    private void digits() {
        int from = at;
        while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw wrong();
        }
    }

    private String string() {
        expect('"');
        StringBuilder said = new StringBuilder();
        while (next() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw wrong();
            }
            said.append(c == '\\' ? escaped() : c);
        }
        at++;
        return said.toString();
    }

    private char escaped() {
        char c = next();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw wrong();
        };
    }

    private char hexadecimal() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0 || next() > 'f') {
                throw wrong();
            }
            value = value << 4 | digit;
            at++;
        }
        return (char) value;
    }
}
