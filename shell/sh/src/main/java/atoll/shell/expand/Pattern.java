package atoll.shell.expand;

import java.util.ArrayList;
import java.util.List;

/** {@code *}, {@code ?} and {@code [...]}, where they are not quoted. */
final class Pattern {
    private enum Kind {
        ONE,
        ANY,
        MANY,
        SET
    }

    /** @param ranges the first and the last character of each */
    private record Element(Kind kind, int character, boolean negated, List<int[]> ranges, List<String> classes) {
        static Element of(Kind kind, int character) {
            return new Element(kind, character, false, List.of(), List.of());
        }

        boolean matches(int c) {
            if (kind == Kind.ONE) {
                return c == character;
            }
            return kind == Kind.ANY || isIn(c) != negated;
        }

        private boolean isIn(int c) {
            for (int[] range : ranges) {
                if (c >= range[0] && c <= range[1]) {
                    return true;
                }
            }
            for (String name : classes) {
                if (isOf(name, c)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final List<Element> elements = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private boolean special;
    private int next;

    private Pattern(String text, String quoted) {
        while (next < text.length()) {
            int c = text.codePointAt(next);
            boolean isQuoted = quoted.charAt(next) == '1';
            int width = Character.charCount(c);
            if (!isQuoted && c == '\\' && next + 1 < text.length()) {
                next++;
                c = text.codePointAt(next);
                width = Character.charCount(c);
                isQuoted = true;
            }
            if (isQuoted || c != '*' && c != '?' && !(c == '[' && set(text, quoted))) {
                elements.add(Element.of(Kind.ONE, c));
                plain.appendCodePoint(c);
                next += width;
            } else if (c == '*' || c == '?') {
                special = true;
                elements.add(Element.of(c == '*' ? Kind.MANY : Kind.ANY, 0));
                next++;
            }
        }
    }

    static Pattern of(Fields.Field field) {
        return new Pattern(field.text(), field.quoted());
    }

    /** Nothing in it stands for anything else. */
    boolean isPlain() {
        return !special;
    }

    /** Its text, if it is plain. */
    String plain() {
        return plain.toString();
    }

    /** Whether the first is a dot that stands for itself. */
    boolean beginsWithDot() {
        return !elements.isEmpty() && elements.getFirst().kind == Kind.ONE && elements.getFirst().character == '.';
    }

    /** Reads a bracket expression from {@link #next} on, if there is one. */
    private boolean set(String text, String quoted) {
        int at = next + 1;
        boolean negated = at < text.length() && (text.charAt(at) == '!' || text.charAt(at) == '^') && !is(quoted, at);
        if (negated) {
            at++;
        }
        List<int[]> ranges = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        boolean first = true;
        while (true) {
            if (at >= text.length() || text.charAt(at) == '/') {
                return false;
            }
            if (text.charAt(at) == ']' && !first && !is(quoted, at)) {
                break;
            }
            first = false;
            int end = text.startsWith("[:", at) && !is(quoted, at) ? text.indexOf(":]", at + 2) : -1;
            if (end > 0) {
                classes.add(text.substring(at + 2, end));
                at = end + 2;
                continue;
            }
            at = range(text, quoted, at, ranges);
        }
        special = true;
        elements.add(new Element(Kind.SET, 0, negated, ranges, classes));
        next = at + 1;
        return true;
    }

    private static int range(String text, String quoted, int from, List<int[]> ranges) {
        int at = escaped(text, quoted, from);
        int low = text.codePointAt(at);
        at += Character.charCount(low);
        int high = low;
        if (at + 1 < text.length() && text.charAt(at) == '-' && !is(quoted, at) && text.charAt(at + 1) != ']') {
            at = escaped(text, quoted, at + 1);
            high = text.codePointAt(at);
            at += Character.charCount(high);
        }
        ranges.add(new int[] {low, high});
        return at;
    }

    private static int escaped(String text, String quoted, int at) {
        return text.charAt(at) == '\\' && !is(quoted, at) && at + 1 < text.length() ? at + 1 : at;
    }

    private static boolean is(String quoted, int at) {
        return quoted.charAt(at) == '1';
    }

    private static boolean isOf(String name, int c) {
        boolean ascii = c < 128;
        boolean digit = c >= '0' && c <= '9';
        return switch (name) {
            case "alpha" -> Character.isLetter(c);
            case "digit" -> digit;
            case "alnum" -> Character.isLetter(c) || digit;
            case "upper" -> Character.isUpperCase(c);
            case "lower" -> Character.isLowerCase(c);
            case "space" -> c == ' ' || c >= '\t' && c <= '\r';
            case "blank" -> c == ' ' || c == '\t';
            case "punct" -> ascii && c > ' ' && c < 127 && !digit && !Character.isLetter(c);
            case "print" -> c >= ' ' && c != 127;
            case "graph" -> c > ' ' && c != 127;
            case "cntrl" -> c < ' ' || c == 127;
            case "xdigit" -> digit || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
            default -> false;
        };
    }

    boolean matches(String text) {
        return matches(text, 0, text.length());
    }

    /** Whether that part of the text is one. Time: the product of both lengths at most. */
    boolean matches(String text, int from, int to) {
        int element = 0;
        int at = from;
        int star = -1;
        int starAt = 0;
        while (at < to) {
            int c = text.codePointAt(at);
            if (element < elements.size() && elements.get(element).kind == Kind.MANY) {
                star = element++;
                starAt = at;
            } else if (element < elements.size() && elements.get(element).matches(c)) {
                element++;
                at += Character.charCount(c);
            } else if (star >= 0) {
                element = star + 1;
                starAt += Character.charCount(text.codePointAt(starAt));
                at = starAt;
            } else {
                return false;
            }
        }
        while (element < elements.size() && elements.get(element).kind == Kind.MANY) {
            element++;
        }
        return element == elements.size();
    }
}
