package atoll.userland;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as printf(3) writes them. */
final class Numbers {
    private static final int USUAL = 6;
    /** Binary ones of a long double. */
    private static final int DIGITS = 64;

    private static final BigInteger WORD = BigInteger.ONE.shiftLeft(Long.SIZE);

    private Numbers() {}

    /** The nearest of the numbers that C's {@code long double} has on Linux: what GNU's printf rounds and prints. */
    static BigDecimal extended(BigDecimal exact) {
        if (exact.signum() == 0) {
            return exact;
        }
        BigInteger above = exact.unscaledValue().abs();
        BigInteger below = BigInteger.ONE;
        if (exact.scale() > 0) {
            below = BigInteger.TEN.pow(exact.scale());
        } else {
            above = above.multiply(BigInteger.TEN.pow(-exact.scale()));
        }
        int shift = DIGITS - (above.bitLength() - below.bitLength());
        BigInteger mantissa = divided(above, below, shift);
        if (mantissa.bitLength() > DIGITS) {
            shift--;
            mantissa = divided(above, below, shift);
        }
        BigDecimal two = BigDecimal.TWO.pow(Math.abs(shift));
        BigDecimal value = new BigDecimal(mantissa);
        value = shift > 0 ? value.divide(two) : value.multiply(two);
        return exact.signum() < 0 ? value.negate() : value;
    }

    private static BigInteger divided(BigInteger above, BigInteger below, int shift) {
        BigInteger over = shift > 0 ? above.shiftLeft(shift) : above;
        BigInteger under = shift < 0 ? below.shiftLeft(-shift) : below;
        return new BigDecimal(over)
                .divide(new BigDecimal(under), 0, RoundingMode.HALF_EVEN)
                .toBigInteger();
    }

    /** By d, i, u, o, x or X. */
    static String whole(Directive directive, long value) {
        char letter = directive.conversion;
        boolean signed = letter == 'd' || letter == 'i';
        BigInteger number = BigInteger.valueOf(value);
        if (!signed && value < 0) {
            number = number.add(WORD);
        }
        int radix = letter == 'o' ? 8 : letter == 'x' || letter == 'X' ? 16 : 10;
        String digits = number.abs().toString(radix);
        if (directive.precision == 0 && value == 0) {
            digits = "";
        }
        if (digits.length() < directive.precision) {
            digits = "0".repeat(directive.precision - digits.length()) + digits;
        }
        String sign = signed ? sign(directive, value < 0) : "";
        if (directive.has('#') && letter == 'o' && !digits.startsWith("0")) {
            digits = "0" + digits;
        }
        if (directive.has('#') && radix == 16 && value != 0) {
            sign = "0x";
        }
        String text = directive.padded(sign, digits, directive.precision < 0);
        return letter == 'X' ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String sign(Directive directive, boolean negative) {
        return negative ? "-" : directive.has('+') ? "+" : directive.has(' ') ? " " : "";
    }

    /** By f, e or g. */
    static String decimal(Directive directive, BigDecimal value) {
        char letter = Character.toLowerCase(directive.conversion);
        int precision = directive.precision < 0 ? USUAL : directive.precision;
        BigDecimal number = extended(value).abs();
        String digits = switch (letter) {
            case 'f' -> number.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
            case 'e' -> scientific(number, precision);
            default -> general(number, Math.max(precision, 1), directive.has('#'));
        };
        if (directive.has('#') && digits.indexOf('.') < 0) {
            int exponent = digits.indexOf('e');
            digits = exponent < 0 ? digits + "." : digits.substring(0, exponent) + "." + digits.substring(exponent);
        }
        String text = directive.padded(sign(directive, value.signum() < 0), digits, true);
        return Character.isUpperCase(directive.conversion) ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String scientific(BigDecimal number, int precision) {
        BigDecimal rounded = number.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = exponent(rounded);
        String digits = rounded.signum() == 0
                ? BigDecimal.ZERO.setScale(precision).toPlainString()
                : rounded.movePointLeft(exponent)
                        .setScale(precision, RoundingMode.UNNECESSARY)
                        .toPlainString();
        return digits + exponentText(exponent);
    }

    private static int exponent(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.precision() - number.scale() - 1;
    }

    private static String exponentText(int exponent) {
        String digits = Integer.toString(Math.abs(exponent));
        return (exponent < 0 ? "e-" : "e+") + (digits.length() < 2 ? "0" : "") + digits;
    }

    private static String general(BigDecimal number, int precision, boolean zeros) {
        BigDecimal rounded = number.round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = exponent(rounded);
        if (exponent >= -4 && exponent < precision) {
            String digits = rounded.setScale(precision - 1 - exponent, RoundingMode.HALF_EVEN)
                    .toPlainString();
            return zeros ? digits : shortened(digits);
        }
        String digits = scientific(rounded, precision - 1);
        int e = digits.indexOf('e');
        return zeros ? digits : shortened(digits.substring(0, e)) + digits.substring(e);
    }

    private static String shortened(String digits) {
        if (digits.indexOf('.') < 0) {
            return digits;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
