package atoll.userland;

/** Patterns for names, as fnmatch(3) has them: {@code * ? [a-z] [!a]}, and a backslash before what is meant as it is. */
final class Glob {
    private final byte[] pattern;
    private final boolean folded;

    Glob(String pattern, boolean folded) {
        this.pattern = Text.bytes(pattern);
        this.folded = folded;
    }

    /** A star goes back to the last one only, so the time is at most the product of the lengths. */
    boolean matches(String name) {
        byte[] text = Text.bytes(name);
        int at = 0;
        int i = 0;
        int star = -1;
        int resumed = 0;
        while (i < text.length) {
            int next = at < pattern.length && pattern[at] != '*' ? one(at, text[i] & 0xff) : -1;
            if (at < pattern.length && pattern[at] == '*') {
                star = at++;
                resumed = i;
            } else if (next >= 0) {
                at = next;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resumed;
            } else {
                return false;
            }
        }
        while (at < pattern.length && pattern[at] == '*') {
            at++;
        }
        return at == pattern.length;
    }

    private int fold(int c) {
        return folded && c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    /** Where the pattern goes on if what is there matches; -1 if it does not. */
    private int one(int at, int c) {
        int p = pattern[at] & 0xff;
        if (p == '?') {
            return at + 1;
        }
        if (p == '[') {
            int end = set(at, c);
            if (end != 0) {
                return end;
            }
        }
        int literal = p == '\\' && at + 1 < pattern.length ? at + 1 : at;
        return fold(pattern[literal] & 0xff) == fold(c) ? literal + 1 : -1;
    }

    /** As {@link #one}; 0 when there is no set but a bracket. */
    private int set(int from, int c) {
        int at = from + 1;
        boolean inverted = at < pattern.length && (pattern[at] == '!' || pattern[at] == '^');
        at += inverted ? 1 : 0;
        boolean in = false;
        boolean first = true;
        while (at < pattern.length && (first || pattern[at] != ']')) {
            first = false;
            if (pattern[at] == '[' && at + 1 < pattern.length && pattern[at + 1] == ':') {
                int end = new String(pattern, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(":]", at + 2);
                String name = end < 0 ? "" : Text.of(java.util.Arrays.copyOfRange(pattern, at + 2, end));
                if (CharClass.isKnown(name)) {
                    in |= CharClass.contains(name, c);
                    at = end + 2;
                    continue;
                }
            }
            at += pattern[at] == '\\' && at + 1 < pattern.length ? 1 : 0;
            int low = pattern[at++] & 0xff;
            int high = low;
            if (at + 1 < pattern.length && pattern[at] == '-' && pattern[at + 1] != ']') {
                at += pattern[at + 1] == '\\' && at + 2 < pattern.length ? 2 : 1;
                high = pattern[at++] & 0xff;
            }
            in |= c >= low && c <= high || folded && other(c) >= low && other(c) <= high;
        }
        if (at >= pattern.length) {
            return 0;
        }
        return in == inverted ? -1 : at + 1;
    }

    private static int other(int c) {
        return c >= 'a' && c <= 'z' ? c - 32 : c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
}
