package atoll.shell.builtin;

/**
 * A text with the escapes of {@code echo} and of {@code %b} done.
 *
 * @param stops nothing is to follow it
 */
record Escaped(String text, boolean stops) {
    private static final String LETTERS = "abfnrtv\\";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\";

    static Escaped of(String text) {
        if (text.indexOf('\\') < 0) {
            return new Escaped(text, false);
        }
        StringBuilder all = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\' || at == text.length()) {
                all.append(c);
                continue;
            }
            char kind = text.charAt(at++);
            int known = LETTERS.indexOf(kind);
            if (kind == 'c') {
                return new Escaped(all.toString(), true);
            }
            if (known >= 0) {
                all.append(MEANT.charAt(known));
            } else if (kind == '0') {
                int end = octal(text, at, 3);
                all.append(value(text.substring(at, end)));
                at = end;
            } else {
                all.append('\\').append(kind);
            }
        }
        return new Escaped(all.toString(), false);
    }

    /** Where the octal digits from there on end, of which there are so many at most. */
    static int octal(String text, int from, int most) {
        int end = from;
        while (end < text.length() && end < from + most && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
            end++;
        }
        return end;
    }

    static char value(String octal) {
        return octal.isEmpty() ? 0 : (char) (Integer.parseInt(octal, 8) & 0xff);
    }
}
