package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import java.io.IOException;
import java.util.List;

/** Writes its arguments in the form of the first. */
final class Printf implements Builtin {
    private static final int WIDEST = 1 << 20;
    private static final String FLAGS = "-+ 0#";

    private final StringBuilder out = new StringBuilder();
    private List<String> words = List.of();
    private int next;
    private int status;

    @Override
    public int run(Call call) throws IOException {
        List<String> all = call.arguments;
        if (!all.isEmpty() && all.getFirst().equals("--")) {
            all = all.subList(1, all.size());
        }
        if (all.isEmpty()) {
            return call.usage("usage: printf FORMAT [ARGUMENT...]");
        }
        words = all.subList(1, all.size());
        boolean stops;
        int before;
        do {
            before = next;
            stops = once(call, all.getFirst());
        } while (!stops && next > before && next < words.size());
        call.out(out.toString());
        return status;
    }

    /** Whether nothing is to follow. */
    private boolean once(Call call, String format) {
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at);
            if (c == '\\') {
                int end = escape(format, at);
                if (end < 0) {
                    return true;
                }
                at = end;
            } else if (c == '%' && format.startsWith("%%", at)) {
                out.append('%');
                at += 2;
            } else if (c == '%') {
                at = directive(call, format, at + 1);
                if (at < 0) {
                    return true;
                }
            } else {
                out.append(c);
                at++;
            }
        }
        return false;
    }

    /** Where it ends; -1 for the end of all. */
    private int escape(String format, int from) {
        int octal = Escaped.octal(format, from + 1, 3);
        if (octal > from + 1) {
            out.append(Escaped.value(format.substring(from + 1, octal)));
            return octal;
        }
        int end = Math.min(format.length(), from + 2);
        Escaped one = Escaped.of(format.substring(from, end));
        String text = one.text();
        out.append(text.equals("\\\"") ? "\"" : text.equals("\\'") ? "'" : text);
        return one.stops() ? -1 : end;
    }

    private String word() {
        return next < words.size() ? words.get(next++) : "";
    }

    /** Does what follows a percent sign; where it ends, or -1. */
    private int directive(Call call, String format, int from) {
        int at = from;
        StringBuilder flags = new StringBuilder();
        while (at < format.length() && FLAGS.indexOf(format.charAt(at)) >= 0) {
            flags.append(format.charAt(at++));
        }
        int[] end = {at};
        int width = number(call, format, end);
        if (width < 0) {
            flags.append('-');
            width = -width;
        }
        int precision = -1;
        if (end[0] < format.length() && format.charAt(end[0]) == '.') {
            end[0]++;
            precision = Math.max(-1, number(call, format, end));
        }
        at = end[0];
        if (width > WIDEST || precision > WIDEST) {
            status = call.error("too wide");
            return -1;
        }
        if (at >= format.length()) {
            status = call.error("% without a letter");
            return -1;
        }
        return one(call, format.charAt(at), flags.toString(), width, precision) ? at + 1 : -1;
    }

    private int number(Call call, String format, int[] at) {
        if (at[0] < format.length() && format.charAt(at[0]) == '*') {
            at[0]++;
            return (int) Math.clamp(integer(call, word()), -2L * WIDEST, 2L * WIDEST);
        }
        int value = 0;
        while (at[0] < format.length() && Character.isDigit(format.charAt(at[0]))) {
            value = Math.min(2 * WIDEST, value * 10 + (format.charAt(at[0]++) - '0'));
        }
        return value;
    }

    private boolean one(Call call, char letter, String flags, int width, int precision) {
        switch (letter) {
            case 's' -> pad(cut(word(), precision), flags.replace("0", ""), width);
            case 'c' -> {
                String word = word();
                pad(
                        word.isEmpty() ? "" : word.substring(0, word.offsetByCodePoints(0, 1)),
                        flags.replace("0", ""),
                        width);
            }
            case 'b' -> {
                Escaped text = Escaped.of(word());
                pad(cut(text.text(), precision), flags.replace("0", ""), width);
                return !text.stops();
            }
            case 'd', 'i' -> decimal(integer(call, word()), flags, width, precision);
            case 'u' -> digits("", Long.toUnsignedString(integer(call, word())), flags, width, precision);
            case 'o', 'x', 'X' -> based(letter, integer(call, word()), flags, width, precision);
            case 'e', 'E', 'f', 'F', 'g', 'G' ->
                pad(new Floating(flags, precision).text(letter, floating(call, word())), flags, width);
            default -> {
                status = call.error("%" + letter + ": no such form");
                return false;
            }
        }
        return true;
    }

    private static String cut(String text, int precision) {
        return precision >= 0 && precision < text.codePointCount(0, text.length())
                ? text.substring(0, text.offsetByCodePoints(0, precision))
                : text;
    }

    private void decimal(long value, String flags, int width, int precision) {
        String sign = value < 0 ? "-" : flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "";
        String digits = Long.toString(value);
        digits(sign, value < 0 ? digits.substring(1) : digits, flags, width, precision);
    }

    private void based(char letter, long value, String flags, int width, int precision) {
        String digits = letter == 'o' ? Long.toOctalString(value) : Long.toHexString(value);
        String prefix = flags.indexOf('#') < 0 || value == 0 ? "" : letter == 'o' ? "0" : "0x";
        String text = prefix + "\0" + digits;
        String shown = letter == 'X' ? text.toUpperCase(java.util.Locale.ROOT) : text;
        int cut = shown.indexOf(0);
        digits(shown.substring(0, cut), shown.substring(cut + 1), flags, width, precision);
    }

    private void digits(String sign, String digits, String flags, int width, int precision) {
        String all = precision == 0 && digits.equals("0") ? "" : digits;
        all = "0".repeat(Math.max(0, precision - all.length())) + all;
        if (precision >= 0) {
            pad(sign + all, flags.replace("0", ""), width);
        } else {
            pad(sign + all, flags, width);
        }
    }

    private void pad(String text, String flags, int width) {
        int missing = Math.max(0, width - text.codePointCount(0, text.length()));
        if (flags.indexOf('-') >= 0) {
            out.append(text).append(" ".repeat(missing));
        } else if (flags.indexOf('0') >= 0) {
            int sign = !text.isEmpty() && "+- ".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
            sign = text.startsWith("0x", sign) || text.startsWith("0X", sign) ? sign + 2 : sign;
            out.append(text, 0, sign).append("0".repeat(missing)).append(text.substring(sign));
        } else {
            out.append(" ".repeat(missing)).append(text);
        }
    }

    private static boolean isQuoted(String word) {
        return word.startsWith("'") || word.startsWith("\"");
    }

    private long integer(Call call, String word) {
        if (isQuoted(word)) {
            return word.length() > 1 ? word.codePointAt(1) : 0;
        }
        String text = word.strip();
        boolean negative = text.startsWith("-");
        String plain = negative || text.startsWith("+") ? text.substring(1) : text;
        boolean hex = plain.startsWith("0x") || plain.startsWith("0X");
        int base = hex ? 16 : plain.startsWith("0") ? 8 : 10;
        int from = hex ? 2 : 0;
        int to = from;
        while (to < plain.length() && Character.digit(plain.charAt(to), base) >= 0) {
            to++;
        }
        if (to < plain.length() || to == from && !word.isEmpty()) {
            status = call.error(word + ": not a number" + (to > from ? " to its end" : ""));
        }
        if (to == from) {
            return 0;
        }
        try {
            return Long.parseLong((negative ? "-" : "") + plain.substring(from, to), base);
        } catch (NumberFormatException e) {
            status = call.error(word + ": out of range");
            return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private double floating(Call call, String word) {
        if (isQuoted(word)) {
            return word.length() > 1 ? word.codePointAt(1) : 0;
        }
        try {
            return word.isEmpty() ? 0 : Double.parseDouble(word);
        } catch (NumberFormatException e) {
            status = call.error(word + ": not a number");
            return 0;
        }
    }
}
