package atoll.userland;

import java.math.BigInteger;

/** Numbers with a unit: {@code 512}, {@code 4K}, {@code 1kB}, {@code 2MiB}; {@code b} is 512. */
final class Count {
    private static final String UNITS = "KMGTPEZY";
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private Count() {}

    /** Not negative, and at most as much as a long holds; -1 when the text is no such number. */
    static long of(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        String unit = text.substring(digits);
        BigInteger factor = factor(unit);
        if (factor == null || digits == 0 && (unit.isEmpty() || unit.charAt(0) < 'A')) {
            return -1;
        }
        BigInteger number = digits == 0 ? BigInteger.ONE : new BigInteger(text.substring(0, digits));
        return number.multiply(factor).min(MOST).longValue();
    }

    private static @org.jspecify.annotations.Nullable BigInteger factor(String unit) {
        if (unit.isEmpty()) {
            return BigInteger.ONE;
        }
        if (unit.equals("b")) {
            return BigInteger.valueOf(512);
        }
        char letter = unit.charAt(0) == 'k' ? 'K' : unit.charAt(0) == 'm' ? 'M' : unit.charAt(0);
        int power = UNITS.indexOf(letter) + 1;
        String rest = unit.substring(1);
        if (power == 0 || !rest.isEmpty() && !rest.equals("B") && !rest.equals("iB")) {
            return null;
        }
        return BigInteger.valueOf(rest.equals("B") ? 1000 : 1024).pow(power);
    }

    /** In the largest unit that leaves a number of one to four characters, rounded up, as {@code ls -h} has it. */
    static String human(long bytes) {
        if (bytes < 1024) {
            return Long.toString(bytes);
        }
        long unit = 1024;
        int power = 0;
        while (power < 5 && bytes / unit >= 1024) {
            unit *= 1024;
            power++;
        }
        long tenths = BigInteger.valueOf(bytes)
                .multiply(BigInteger.TEN)
                .add(BigInteger.valueOf(unit - 1))
                .divide(BigInteger.valueOf(unit))
                .longValue();
        if (tenths < 100) {
            return tenths / 10 + "." + tenths % 10 + UNITS.charAt(power);
        }
        long whole = bytes / unit + (bytes % unit == 0 ? 0 : 1);
        return whole == 1024 && power < 5 ? "1.0" + UNITS.charAt(power + 1) : whole + "" + UNITS.charAt(power);
    }
}
