package atoll.userland;

/** Numbers with exponents, as sort -g has them: what is none comes first, then what is not a number. */
final class General {
    private General() {}

    /** The longest number that the text begins with; null when it begins with none. */
    static @org.jspecify.annotations.Nullable Double number(byte[] line, int from, int to) {
        int begin = from;
        while (begin < to && LineOrder.isBlank(line[begin])) {
            begin++;
        }
        String text = new String(line, begin, to - begin, java.nio.charset.StandardCharsets.ISO_8859_1);
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (text.regionMatches(true, sign, "inf", 0, 3)) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (text.regionMatches(true, sign, "nan", 0, 3)) {
            return Double.NaN;
        }
        int end = sign;
        boolean digits = false;
        boolean point = false;
        while (end < text.length() && (isDigit(text, end) || !point && text.charAt(end) == '.')) {
            digits |= text.charAt(end) != '.';
            point |= text.charAt(end++) == '.';
        }
        if (!digits) {
            return null;
        }
        int exponent = end + 1 < text.length() && (text.charAt(end) | 32) == 'e' ? end + 1 : -1;
        if (exponent > 0) {
            exponent += "+-".indexOf(text.charAt(exponent)) >= 0 ? 1 : 0;
            for (; isDigit(text, exponent); exponent++) {
                end = exponent + 1;
            }
        }
        return Double.valueOf(text.substring(0, end));
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    static int compare(@org.jspecify.annotations.Nullable Double a, @org.jspecify.annotations.Nullable Double b) {
        if (a == null || b == null) {
            return (a == null ? 0 : 1) - (b == null ? 0 : 1);
        }
        if (a.isNaN() || b.isNaN()) {
            return (a.isNaN() ? 0 : 1) - (b.isNaN() ? 0 : 1);
        }
        return a < b ? -1 : a > b ? 1 : 0;
    }
}
