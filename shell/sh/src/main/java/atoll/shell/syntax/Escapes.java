package atoll.shell.syntax;

/** Backslash and a letter or a number, as in C. */
public final class Escapes {
    private static final String LETTERS = "abfnrtv\\'\"?eE";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\'\"?\u001b\u001b";
    private static final int OCTAL = 8;
    private static final int HEX = 16;

    private Escapes() {}

    /** What one such sequence means, or itself if it means nothing. */
    public static String of(String sequence) {
        char kind = sequence.length() > 1 ? sequence.charAt(1) : '\\';
        String digits = sequence.substring(Math.min(2, sequence.length()));
        if (kind == 'x' || kind == 'u' || kind == 'U') {
            return digits.isEmpty() ? sequence : character(Long.parseLong(digits, HEX));
        }
        if (kind >= '0' && kind <= '7') {
            return character(Integer.parseInt(sequence.substring(1), OCTAL) & 0xff);
        }
        int at = sequence.length() == 2 ? LETTERS.indexOf(kind) : -1;
        return at < 0 ? sequence : String.valueOf(MEANT.charAt(at));
    }

    private static String character(long code) {
        return Character.isValidCodePoint((int) Math.min(code, Integer.MAX_VALUE))
                ? Character.toString((int) code)
                : "\ufffd";
    }
}
