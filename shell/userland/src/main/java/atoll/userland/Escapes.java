package atoll.userland;

/** Backslash escapes of echo and printf. */
final class Escapes {
    private static final String LETTERS = "abefnrtv\\";
    private static final String VALUES = "\u0007\b\u001b\f\n\r\t\u000b\\";

    private final byte[] text;
    private final boolean zeroed;
    /** Where the next character is. */
    int at;

    /** {@code zeroed}: octal numbers begin with a 0 that does not count, as in echo and {@code %b}. */
    Escapes(byte[] text, int at, boolean zeroed) {
        this.text = text;
        this.at = at;
        this.zeroed = zeroed;
    }

    /** Writes the text; false when {@code \c} ends all output. */
    static boolean write(byte[] text, boolean zeroed, Output out) throws Output.Broken {
        Escapes escapes = new Escapes(text, 0, zeroed);
        while (escapes.at < text.length) {
            if (text[escapes.at] != '\\') {
                out.write(text[escapes.at++]);
            } else if (!escapes.one(out)) {
                return false;
            }
        }
        return true;
    }

    /** Writes what the escape at {@link #at} stands for, and goes behind it; false for {@code \c}. */
    boolean one(Output out) throws Output.Broken {
        int letter = at + 1 < text.length ? text[at + 1] & 0xff : -1;
        int known = letter < 0 ? -1 : LETTERS.indexOf(letter);
        if (known >= 0) {
            out.write(VALUES.charAt(known));
            at += 2;
            return true;
        }
        if (letter == 'c') {
            return false;
        }
        if (letter == '"' && !zeroed) {
            out.write('"');
            at += 2;
        } else if (letter == 'x' && digit(at + 2, 16) >= 0) {
            number(at + 2, 2, 16, out);
        } else if (letter == '0' && zeroed) {
            number(at + 2, 3, 8, out);
        } else if (letter >= '0' && letter <= '7') {
            number(at + 1, 3, 8, out);
        } else if ((letter == 'u' || letter == 'U') && !zeroed) {
            character(letter == 'u' ? 4 : 8, out);
        } else {
            out.write('\\');
            at++;
        }
        return true;
    }

    private void number(int from, int most, int radix, Output out) throws Output.Broken {
        int value = 0;
        at = from;
        while (at < from + most && digit(at, radix) >= 0) {
            value = value * radix + digit(at++, radix);
        }
        out.write(value);
    }

    private void character(int digits, Output out) throws Output.Broken {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            if (digit(at + 2 + i, 16) < 0) {
                throw Usage.complete("missing hexadecimal number in escape");
            }
            value = value << 4 | digit(at + 2 + i, 16);
        }
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        if (!Character.isValidCodePoint(value) || surrogate) {
            throw Usage.complete("invalid universal character name "
                    + new String(text, at, 2 + digits, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        out.print(Character.toString(value));
        at += 2 + digits;
    }

    private int digit(int index, int radix) {
        return index < text.length ? Character.digit((char) (text[index] & 0xff), radix) : -1;
    }
}
