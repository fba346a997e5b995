package atoll.userland;

import java.nio.charset.StandardCharsets;

/** What stands between {@code %} and its letter in a format: flags, width and precision. */
final class Directive {
    private static final String FLAGS = "-+ #0";
    private static final int MOST = 1 << 20;

    /** Text around it, when it is the only one of its format. */
    String before = "";

    String after = "";

    String flags = "";
    int width;
    /** -1: none was given. */
    int precision = -1;

    /** 0 when the format ended before it. */
    char conversion;

    /** Behind the directive. */
    int end;

    private boolean widthIsGiven;
    private boolean precisionIsGiven;

    /** Reads the one that begins with the percent sign at {@code from}. */
    static Directive read(byte[] format, int from) {
        Directive read = new Directive();
        int at = from + 1;
        StringBuilder flags = new StringBuilder();
        while (at < format.length && FLAGS.indexOf(format[at]) >= 0) {
            flags.append((char) format[at++]);
        }
        read.flags = flags.toString();
        if (at < format.length && format[at] == '*') {
            read.widthIsGiven = true;
            at++;
        } else {
            while (at < format.length && isDigit(format[at])) {
                read.width = Math.min(MOST, read.width * 10 + format[at++] - '0');
            }
        }
        if (at < format.length && format[at] == '.') {
            at++;
            read.precision = 0;
            if (at < format.length && format[at] == '*') {
                read.precisionIsGiven = true;
                at++;
            }
            while (at < format.length && isDigit(format[at])) {
                read.precision = Math.min(MOST, read.precision * 10 + format[at++] - '0');
            }
        }
        while (at < format.length
                && "lhLqjzt".indexOf(format[at]) >= 0
                && at + 1 < format.length
                && format[at] != 'q') {
            at++;
        }
        read.conversion = at < format.length ? (char) (format[at] & 0xff) : 0;
        read.end = Math.min(at + 1, format.length);
        return read;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Whether an argument says the width ({@code *}). */
    boolean asksForWidth() {
        return widthIsGiven;
    }

    boolean asksForPrecision() {
        return precisionIsGiven;
    }

    void setWidth(long given) {
        width = (int) Math.min(MOST, Math.abs(given));
        if (given < 0) {
            flags += "-";
        }
    }

    void setPrecision(long given) {
        precision = (int) Math.min(MOST, Math.max(-1, given));
    }

    /** The only directive of a format for numbers with fractions, as seq has it. */
    static Directive only(String format) {
        byte[] bytes = Text.bytes(format);
        StringBuilder text = new StringBuilder();
        Directive found = null;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '%' && at + 1 < bytes.length && bytes[at + 1] == '%') {
                text.append('%');
                at++;
            } else if (bytes[at] == '%') {
                if (found != null) {
                    throw Usage.complete("format " + Text.quoted(format) + " has too many % directives");
                }
                found = read(bytes, at);
                if (found.conversion == 0) {
                    throw Usage.complete("format " + Text.quoted(format) + " ends in %");
                }
                if ("fFeEgG".indexOf(found.conversion) < 0) {
                    throw Usage.complete(
                            "format " + Text.quoted(format) + " has unknown %" + found.conversion + " directive");
                }
                found.before = text.toString();
                text.setLength(0);
                at = found.end - 1;
            } else {
                text.append((char) (bytes[at] & 0xff));
            }
        }
        if (found == null) {
            throw Usage.complete("format " + Text.quoted(format) + " has no % directive");
        }
        found.before = utf8(found.before);
        found.after = utf8(text.toString());
        return found;
    }

    private static String utf8(String bytes) {
        return Text.of(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean has(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    /** The text at the width: on the right unless told otherwise. */
    String padded(String sign, String digits, boolean zeros) {
        int missing = width - sign.length() - digits.length();
        if (missing <= 0) {
            return sign + digits;
        }
        if (has('-')) {
            return sign + digits + " ".repeat(missing);
        }
        return zeros && has('0') ? sign + "0".repeat(missing) + digits : " ".repeat(missing) + sign + digits;
    }
}
