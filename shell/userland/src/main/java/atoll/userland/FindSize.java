package atoll.userland;

/** A number to compare with: {@code +5}, {@code -5}, {@code 5}, and for sizes a unit. */
final class FindSize {
    private static final String UNITS = "cwbkMG";
    private static final long[] BYTES = {1, 2, 512, 1 << 10, 1 << 20, 1 << 30};

    private final char sign;
    private final long number;
    final long unit;

    FindSize() {
        this('=', 0, 1);
    }

    private FindSize(char sign, long number, long unit) {
        this.sign = sign;
        this.number = number;
        this.unit = unit;
    }

    static FindSize of(String test, String text) {
        if (!test.equals("-size") && !test.equals("-mtime") && !test.equals("-mmin") && !test.equals("-links")) {
            return new FindSize();
        }
        boolean signed = text.startsWith("+") || text.startsWith("-");
        String digits = signed ? text.substring(1) : text;
        long unit = 512;
        int letter = digits.isEmpty() ? -1 : UNITS.indexOf(digits.charAt(digits.length() - 1));
        if (test.equals("-size") && letter >= 0) {
            unit = BYTES[letter];
            digits = digits.substring(0, digits.length() - 1);
        }
        char end = digits.isEmpty() ? '0' : digits.charAt(digits.length() - 1);
        if (test.equals("-size") && letter < 0 && !Character.isDigit(end)) {
            throw Usage.complete("invalid -size type `" + end + "'");
        }
        boolean number = !digits.isEmpty() && digits.length() < 19;
        for (int i = 0; i < digits.length(); i++) {
            number &= Character.isDigit(digits.charAt(i)) && digits.charAt(i) < 0x80;
        }
        if (!number) {
            throw Usage.complete(
                    test.equals("-size")
                            ? "Invalid argument `" + text + "' to -size"
                            : "invalid argument `" + text + "' to `" + test + "'");
        }
        return new FindSize(signed ? text.charAt(0) : '=', Long.parseLong(digits), unit);
    }

    boolean fits(long value) {
        return sign == '+' ? value > number : sign == '-' ? value < number : value == number;
    }
}
