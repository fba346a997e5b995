package atoll.userland;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as bytes and back, without loss: it is UTF-8, and a byte that is none is a lone surrogate from U+DC80 on, as in Python.
 * File names and arguments may be any bytes.
 */
final class Text {
    private static final int ASCII = 0x80;
    private static final int ESCAPES = 0xdc00;

    private Text() {}

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= ASCII) {
                return false;
            }
        }
        return true;
    }

    static byte[] bytes(String text) {
        if (isAscii(text)) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + ASCII);
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean paired = i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
            if (c >= ESCAPES + ASCII && c <= ESCAPES + 0xff && !paired) {
                bytes.writeBytes(text.substring(plain, i).getBytes(StandardCharsets.UTF_8));
                bytes.write(c - ESCAPES);
                plain = i + 1;
            }
        }
        bytes.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    static String of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') < 0) {
            return text;
        }
        StringBuilder exact = new StringBuilder();
        for (int at = 0; at < bytes.length; ) {
            int length = sequence(bytes, at);
            if (length == 0) {
                exact.append((char) (ESCAPES + (bytes[at++] & 0xff)));
            } else {
                exact.append(new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return exact.toString();
    }

    /** Bytes of the character that begins there; 0 when none does. */
    private static int sequence(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length < 2) {
            return length;
        }
        if (at + length > bytes.length) {
            return 0;
        }
        byte[] character = Arrays.copyOfRange(bytes, at, at + length);
        String one = new String(character, StandardCharsets.UTF_8);
        return Arrays.equals(one.getBytes(StandardCharsets.UTF_8), character) ? length : 0;
    }

    /** By their bytes. */
    static int compare(String a, String b) {
        int most = Math.min(a.length(), b.length());
        for (int i = 0; i < most; i++) {
            char c = a.charAt(i);
            char d = b.charAt(i);
            if (c != d) {
                boolean sameOrder = c < Character.MIN_SURROGATE && d < Character.MIN_SURROGATE;
                return sameOrder ? c - d : Arrays.compareUnsigned(bytes(a), bytes(b));
            }
        }
        return a.length() - b.length();
    }

    /** A name as GNU's messages quote it: so that a shell would read it back. */
    static String quoted(String name) {
        boolean harmless = true;
        boolean single = false;
        boolean inDouble = true;
        for (byte b : bytes(name)) {
            int c = b & 0xff;
            harmless &= c >= ' ' && c < 0x7f;
            single |= c == '\'';
            inDouble &= c != '"' && c != '\\' && c != '$' && c != '`' && c != '!';
        }
        if (harmless && !single) {
            return "'" + name + "'";
        }
        return harmless && inDouble ? "\"" + name + "\"" : escaped(bytes(name));
    }

    /** As {@link #quoted}, but a name that a shell would read as it is stays as it is. */
    static String shown(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 0x7f || "!\"$&'()*:;<=>?[\\^`|".indexOf(c) >= 0) {
                return quoted(name);
            }
        }
        return name.isEmpty() || name.charAt(0) == '#' || name.charAt(0) == '~' ? quoted(name) : name;
    }

    private static String escaped(byte[] name) {
        StringBuilder text = new StringBuilder("'");
        boolean special = false;
        for (byte b : name) {
            int c = b & 0xff;
            boolean control = c < ' ' || c >= 0x7f;
            if (control != special) {
                text.append(control ? "'$'" : "''");
                special = control;
            }
            if (control) {
                text.append(escape(c));
            } else {
                text.append(c == '\'' ? "'\\''" : String.valueOf((char) c));
            }
        }
        return text.append('\'').toString();
    }

    private static String escape(int c) {
        int letter = "\u0007\b\t\n\u000b\f\r".indexOf(c);
        if (letter >= 0) {
            return "\\" + "abtnvfr".charAt(letter);
        }
        return "\\" + (char) ('0' + (c >> 6)) + (char) ('0' + (c >> 3 & 7)) + (char) ('0' + (c & 7));
    }
}
