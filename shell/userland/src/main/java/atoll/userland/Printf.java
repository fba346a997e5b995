package atoll.userland;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/** Arguments in a format. */
public final class Printf extends Tool {
    static final String OPTIONS = "";

    private static final int LONGEST_EXPONENT = 5000;
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MOST_UNSIGNED =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    private String[] given = {};
    private int next;
    private boolean stopped;

    private Printf() {
        super("printf");
    }

    public static void main(String[] args) {
        new Printf().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        if (args.length == 1 && args[0].equals("--help")) {
            ManualPage.help(this);
            return;
        }
        int first = args.length > 0 && args[0].equals("--") ? 1 : 0;
        if (args.length == first) {
            throw Usage.of("missing operand");
        }
        byte[] format = Text.bytes(args[first]);
        given = Arrays.copyOfRange(args, first + 1, args.length);
        int before;
        do {
            before = next;
            once(format);
        } while (!stopped && next < given.length && next > before);
        if (!stopped && next < given.length) {
            complain("warning: ignoring excess arguments, starting with " + Text.quoted(given[next]));
        }
    }

    private void once(byte[] format) throws IOException {
        Escapes escapes = new Escapes(format, 0, false);
        while (escapes.at < format.length && !stopped) {
            byte b = format[escapes.at];
            if (b == '\\') {
                stopped = !escapes.one(out);
            } else if (b != '%') {
                out.write(b);
                escapes.at++;
            } else if (escapes.at + 1 < format.length && format[escapes.at + 1] == '%') {
                out.write('%');
                escapes.at += 2;
            } else {
                Directive directive = Directive.read(format, escapes.at);
                if (directive.conversion == 0 || "diouxXfFeEgGscbq".indexOf(directive.conversion) < 0) {
                    String text = Text.of(Arrays.copyOfRange(format, escapes.at, directive.end));
                    throw Usage.complete(text + ": invalid conversion specification");
                }
                escapes.at = directive.end;
                print(directive);
            }
        }
    }

    private String argument() {
        return next < given.length ? given[next++] : "";
    }

    private void print(Directive directive) throws IOException {
        if (directive.asksForWidth()) {
            directive.setWidth(whole(argument(), true));
        }
        if (directive.asksForPrecision()) {
            directive.setPrecision(whole(argument(), true));
        }
        boolean had = next < given.length;
        String argument = argument();
        switch (directive.conversion) {
            case 's' -> text(directive, Text.bytes(argument));
            case 'q' -> text(directive, Text.bytes(Text.shown(argument)));
            case 'c' -> text(directive, Arrays.copyOf(Text.bytes(argument), argument.isEmpty() ? 0 : 1));
            case 'b' -> stopped = !Escapes.write(Text.bytes(argument), true, out);
            case 'd', 'i' -> out.print(Numbers.whole(directive, had ? whole(argument, true) : 0));
            case 'o', 'u', 'x', 'X' -> out.print(Numbers.whole(directive, had ? whole(argument, false) : 0));
            default -> out.print(fraction(directive, had ? argument : "0"));
        }
    }

    private void text(Directive directive, byte[] text) throws IOException {
        boolean cut = directive.conversion == 's' && directive.precision >= 0;
        int length = cut ? Math.min(directive.precision, text.length) : text.length;
        int missing = Math.max(0, directive.width - length);
        if (!directive.has('-')) {
            out.print(" ".repeat(missing));
        }
        out.write(text, 0, length);
        if (directive.has('-')) {
            out.print(" ".repeat(missing));
        }
    }

    /** The number of the character after a quote; -1 when there is no quote. */
    private static int character(String argument) {
        boolean quoted = argument.length() > 1 && (argument.charAt(0) == '"' || argument.charAt(0) == '\'');
        return quoted ? Text.bytes(argument.substring(1))[0] & 0xff : -1;
    }

    private long whole(String argument, boolean signed) throws IOException {
        if (character(argument) >= 0) {
            return character(argument);
        }
        int at = blanks(argument);
        boolean negative = at < argument.length() && argument.charAt(at) == '-';
        if (at < argument.length() && (negative || argument.charAt(at) == '+')) {
            at++;
        }
        int radix = 10;
        if (argument.regionMatches(true, at, "0x", 0, 2) && digits(argument, at + 2, 16) > at + 2) {
            radix = 16;
            at += 2;
        } else if (argument.startsWith("0", at)) {
            radix = 8;
        }
        int end = digits(argument, at, radix);
        if (end == at) {
            fail(Text.quoted(argument) + ": expected a numeric value");
            return 0;
        }
        BigInteger number = new BigInteger(argument.substring(at, end), radix);
        number = negative ? number.negate() : number;
        BigInteger most = signed ? MOST : MOST_UNSIGNED;
        BigInteger least = signed ? LEAST : MOST_UNSIGNED.negate();
        if (number.compareTo(most) > 0 || number.compareTo(least) < 0) {
            fail(Text.quoted(argument) + ": Numerical result out of range");
            number = signed ? number.max(LEAST).min(MOST) : MOST_UNSIGNED;
        }
        if (end < argument.length()) {
            fail(Text.quoted(argument) + ": value not completely converted");
        }
        return number.longValue();
    }

    private static int blanks(String text) {
        int at = 0;
        while (at < text.length() && " \t\n\r\f\u000b".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static int digits(String text, int from, int radix) {
        int at = from;
        while (at < text.length() && text.charAt(at) < 0x80 && Character.digit(text.charAt(at), radix) >= 0) {
            at++;
        }
        return at;
    }

    private String fraction(Directive directive, String argument) throws IOException {
        if (character(argument) >= 0) {
            return Numbers.decimal(directive, BigDecimal.valueOf(character(argument)));
        }
        int at = blanks(argument);
        for (String special : new String[] {"infinity", "inf", "nan"}) {
            int sign = argument.startsWith("-", at) || argument.startsWith("+", at) ? 1 : 0;
            if (argument.substring(at + sign).equalsIgnoreCase(special)) {
                return directive.padded(argument.startsWith("-", at) ? "-" : "", special.substring(0, 3), false);
            }
        }
        int end = argument.length();
        while (end > at) {
            try {
                BigDecimal number = new BigDecimal(argument.substring(at, end));
                if (Math.abs((long) number.scale()) > LONGEST_EXPONENT) {
                    fail(Text.quoted(argument) + ": Numerical result out of range");
                    return directive.padded("", "inf", false);
                }
                if (end < argument.length()) {
                    fail(Text.quoted(argument) + ": value not completely converted");
                }
                return Numbers.decimal(directive, number);
            } catch (NumberFormatException e) {
                end--;
            }
        }
        fail(Text.quoted(argument) + ": expected a numeric value");
        return Numbers.decimal(directive, BigDecimal.ZERO);
    }
}
