package atoll.shell.builtin;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers with a fraction, as C prints them.
 *
 * @param precision below 0: six
 */
record Floating(String flags, int precision) {
    private static final int USUAL = 6;

    String text(char letter, double value) {
        String sign =
                value < 0 || 1 / value < 0 ? "-" : flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "";
        String text;
        if (Double.isNaN(value)) {
            text = "nan";
        } else if (Double.isInfinite(value)) {
            text = "inf";
        } else {
            int digits = precision < 0 ? USUAL : precision;
            BigDecimal size = new BigDecimal(Math.abs(value));
            text = switch (Character.toLowerCase(letter)) {
                case 'f' -> fixed(size, digits);
                case 'e' -> scientific(size, digits);
                default -> general(size, Math.max(1, digits));
            };
        }
        return sign + (Character.isUpperCase(letter) ? text.toUpperCase(Locale.ROOT) : text);
    }

    private String fixed(BigDecimal value, int digits) {
        String text = value.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        return digits == 0 && flags.indexOf('#') >= 0 ? text + "." : text;
    }

    private static int exponent(BigDecimal value) {
        return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    }

    private static String scientific(BigDecimal value, int digits) {
        BigDecimal rounded = value.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int exponent = exponent(rounded);
        String text = rounded.movePointLeft(exponent)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .toPlainString();
        String number = Integer.toString(Math.abs(exponent));
        return text + (exponent < 0 ? "e-" : "e+") + (number.length() < 2 ? "0" : "") + number;
    }

    private String general(BigDecimal value, int digits) {
        int exponent = exponent(value.round(new MathContext(digits, RoundingMode.HALF_EVEN)));
        boolean scientific = exponent < -4 || exponent >= digits;
        String text = scientific ? scientific(value, digits - 1) : fixed(value, digits - 1 - exponent);
        if (flags.indexOf('#') >= 0 || text.indexOf('.') < 0) {
            return text;
        }
        int mark = text.indexOf('e');
        String number = mark < 0 ? text : text.substring(0, mark);
        int end = number.length();
        while (number.charAt(end - 1) == '0') {
            end--;
        }
        end -= number.charAt(end - 1) == '.' ? 1 : 0;
        return number.substring(0, end) + (mark < 0 ? "" : text.substring(mark));
    }
}
