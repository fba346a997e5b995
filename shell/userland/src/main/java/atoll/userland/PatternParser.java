package atoll.userland;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Reads regular expressions: basic ones, with GNU's {@code \+ \? \|}, and extended ones. */
final class PatternParser {
    private static final int DEEPEST = 250;
    private static final int MOST_REPEATS = 32_767;
    private static final int BYTES = 256;

    private final byte[] text;
    private final boolean extended;
    private final boolean folded;
    private int at;
    private int depth;

    private PatternParser(byte[] text, boolean extended, boolean folded) {
        this.text = text;
        this.extended = extended;
        this.folded = folded;
    }

    static PatternNode parse(byte[] text, boolean extended, boolean folded) {
        PatternParser parser = new PatternParser(text, extended, folded);
        PatternNode node = parser.choice();
        if (parser.at < text.length) {
            throw Usage.complete("Unmatched ) or \\)");
        }
        return node;
    }

    /** The text as it is. */
    static PatternNode fixed(byte[] text, boolean folded) {
        PatternParser parser = new PatternParser(text, false, folded);
        List<PatternNode> parts = new ArrayList<>();
        for (byte b : text) {
            parts.add(parser.single(b & 0xff));
        }
        return PatternNode.sequence(parts);
    }

    /** Whether the operator is there: in basic expressions it has a backslash before. */
    private boolean isOperator(char operator) {
        if (extended) {
            return at < text.length && text[at] == operator;
        }
        return at + 1 < text.length && text[at] == '\\' && text[at + 1] == operator;
    }

    private boolean takeOperator(char operator) {
        boolean there = isOperator(operator);
        at += there ? extended ? 1 : 2 : 0;
        return there;
    }

    private PatternNode choice() {
        if (++depth > DEEPEST) {
            throw Usage.complete("Regular expression too deep");
        }
        List<PatternNode> parts = new ArrayList<>();
        do {
            parts.add(sequence());
        } while (takeOperator('|'));
        depth--;
        return PatternNode.choice(parts);
    }

    private PatternNode sequence() {
        List<PatternNode> parts = new ArrayList<>();
        boolean start = true;
        while (at < text.length && !isOperator('|') && !(isOperator(')') && depth > 1)) {
            if (isOperator(')') && !extended) {
                throw Usage.complete("Unmatched ) or \\)");
            }
            PatternNode part = atom(start);
            boolean anchor = part.kind == PatternNode.PLACE && part.least == Pattern.LINE_START;
            start = anchor && !extended;
            parts.add(start ? part : repeated(part));
        }
        return PatternNode.sequence(parts);
    }

    private PatternNode atom(boolean start) {
        int c = text[at] & 0xff;
        if (isOperator('(')) {
            takeOperator('(');
            PatternNode inner = choice();
            if (!takeOperator(')')) {
                throw Usage.complete("Unmatched ( or \\(");
            }
            return inner;
        }
        if (c == '^' && (extended || start)) {
            at++;
            return PatternNode.place(Pattern.LINE_START);
        }
        if (c == '$' && (extended || endsBasic())) {
            at++;
            return PatternNode.place(Pattern.LINE_END);
        }
        if (c == '.') {
            at++;
            BitSet all = new BitSet(BYTES);
            // As in GNU's grep, no zero byte.
            all.set(1, BYTES);
            return PatternNode.set(all);
        }
        if (c == '[') {
            at++;
            return PatternNode.set(bracket());
        }
        if (c == '\\') {
            return escaped();
        }
        boolean repeats = extended && start && (c == '*' || c == '+' || c == '?');
        if (repeats) {
            at++;
            return PatternNode.sequence(List.of());
        }
        at++;
        return single(c);
    }

    private boolean endsBasic() {
        if (at + 1 == text.length) {
            return true;
        }
        return at + 2 < text.length && text[at + 1] == '\\' && (text[at + 2] == ')' || text[at + 2] == '|');
    }

    private PatternNode single(int c) {
        BitSet set = new BitSet(BYTES);
        set.set(c);
        return PatternNode.set(fold(set));
    }

    private BitSet fold(BitSet set) {
        for (int c = 'a'; folded && c <= 'z'; c++) {
            boolean in = set.get(c) || set.get(c - 32);
            set.set(c, in);
            set.set(c - 32, in);
        }
        return set;
    }

    private PatternNode escaped() {
        if (at + 1 == text.length) {
            throw Usage.complete("Trailing backslash");
        }
        int c = text[at + 1] & 0xff;
        at += 2;
        if (c >= '1' && c <= '9') {
            throw Usage.complete("Back-references are not supported");
        }
        return switch (c) {
            case '<' -> PatternNode.place(Pattern.WORD_START);
            case '>' -> PatternNode.place(Pattern.WORD_END);
            case 'b' -> PatternNode.place(Pattern.WORD_EDGE);
            case 'B' -> PatternNode.place(Pattern.NO_WORD_EDGE);
            case '`' -> PatternNode.place(Pattern.LINE_START);
            case '\'' -> PatternNode.place(Pattern.LINE_END);
            case 'w', 'W' -> PatternNode.set(words(c == 'w'));
            case 's', 'S' -> PatternNode.set(named("space", c == 's'));
            default -> single(c);
        };
    }

    private static BitSet words(boolean inside) {
        BitSet set = named("alnum", true);
        set.set('_');
        if (!inside) {
            set.flip(0, BYTES);
        }
        return set;
    }

    private static BitSet named(String name, boolean inside) {
        BitSet set = new BitSet(BYTES);
        for (int c = 0; c < BYTES; c++) {
            set.set(c, CharClass.contains(name, c) == inside);
        }
        return set;
    }

    private PatternNode repeated(PatternNode atom) {
        PatternNode part = atom;
        while (at < text.length) {
            if (text[at] == '*') {
                at++;
                part = PatternNode.repeat(part, 0, -1);
            } else if (takeOperator('+')) {
                part = PatternNode.repeat(part, 1, -1);
            } else if (takeOperator('?')) {
                part = PatternNode.repeat(part, 0, 1);
            } else if (isOperator('{') && (!extended || isInterval())) {
                takeOperator('{');
                part = interval(part);
            } else {
                break;
            }
        }
        return part;
    }

    /** In extended expressions a brace that begins no interval is itself. */
    private boolean isInterval() {
        int end = at + 1;
        while (end < text.length && (Numeral.isDigit(text, end, text.length) || text[end] == ',')) {
            end++;
        }
        return end > at + 1 && end < text.length && text[end] == '}';
    }

    private PatternNode interval(PatternNode part) {
        int least = number();
        int most = least;
        if (at < text.length && text[at] == ',') {
            at++;
            most = number();
            least = Math.max(least, 0);
        } else if (least < 0) {
            throw Usage.complete("Invalid preceding regular expression");
        }
        if (!takeOperator('}')) {
            throw Usage.complete(at < text.length ? "Invalid content of \\{\\}" : "Unmatched { or \\{");
        }
        if (most >= 0 && most < least) {
            throw Usage.complete("Invalid content of \\{\\}");
        }
        return PatternNode.repeat(part, least, most);
    }

    private int number() {
        int number = -1;
        while (at < text.length && Numeral.isDigit(text, at, text.length)) {
            number = Math.max(number, 0) * 10 + text[at++] - '0';
            if (number > MOST_REPEATS) {
                throw Usage.complete("Regular expression too big");
            }
        }
        return number;
    }

    private BitSet bracket() {
        if (at == text.length) {
            throw Usage.complete("Invalid regular expression");
        }
        BitSet set = new BitSet(BYTES);
        boolean inverted = at < text.length && text[at] == '^';
        at += inverted ? 1 : 0;
        boolean first = true;
        while (at < text.length && (first || text[at] != ']')) {
            first = false;
            if (text[at] == '[' && at + 1 < text.length && text[at + 1] == ':') {
                set.or(named(name(), true));
                continue;
            }
            int from = element();
            if (at + 1 < text.length && text[at] == '-' && text[at + 1] != ']') {
                at++;
                int to = element();
                if (to < from) {
                    throw Usage.complete("Invalid range end");
                }
                set.set(from, to + 1);
            } else {
                set.set(from);
            }
        }
        if (at == text.length) {
            throw Usage.complete("Unmatched [, [^, [:, [., or [=");
        }
        at++;
        fold(set);
        if (inverted) {
            set.flip(0, BYTES);
        }
        return set;
    }

    private String name() {
        for (int end = at + 2; end + 1 < text.length; end++) {
            if (text[end] == ':' && text[end + 1] == ']') {
                String name = new String(Arrays.copyOfRange(text, at + 2, end), StandardCharsets.ISO_8859_1);
                if (!CharClass.isKnown(name)) {
                    throw Usage.complete("Invalid character class name");
                }
                at = end + 2;
                return name;
            }
        }
        throw Usage.complete("Unmatched [, [^, [:, [., or [=");
    }

    /** A byte, or one as {@code [.x.]} or {@code [=x=]}. */
    private int element() {
        boolean named = text[at] == '[' && at + 4 < text.length && (text[at + 1] == '.' || text[at + 1] == '=');
        if (named && text[at + 3] == text[at + 1] && text[at + 4] == ']') {
            at += 5;
            return text[at - 3] & 0xff;
        }
        return text[at++] & 0xff;
    }
}
