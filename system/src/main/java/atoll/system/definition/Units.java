package atoll.system.definition;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as people write them, here and on the command line. What is none throws {@link IllegalArgumentException} that says why. */
public final class Units {
    /** What a JSON schema can say of them. */
    static final String SIZE = "^[0-9]{1,15}[kKmMgGtT]?[bB]?$";

    static final String DURATION = "^([0-9]{1,9}(ms|s|m|h))+$";

    private static final Pattern SIZES = Pattern.compile("([0-9]{1,15})([kmgt]?)b?");
    private static final Pattern DURATIONS = Pattern.compile(DURATION);
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final int LONGEST = 100;

    private Units() {}

    /** Bytes: {@code 512k}, {@code 64m}, {@code 1g}, {@code 1048576}. */
    public static long bytes(String text) {
        Matcher matcher = SIZES.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size such as 64m or 1g");
        }
        int shift = 10 * (" kmgt".indexOf((matcher.group(2) + " ").charAt(0)) % 5);
        long count = Long.parseLong(matcher.group(1));
        if (count > Long.MAX_VALUE >> shift) {
            throw new IllegalArgumentException("more than any machine has");
        }
        return count << shift;
    }

    /** {@code 500ms}, {@code 10s}, {@code 1m30s}, {@code 2h}. */
    public static Duration duration(String text) {
        if (text.length() > LONGEST || !DURATIONS.matcher(text).matches()) {
            throw new IllegalArgumentException("not a duration such as 500ms, 10s or 1m30s");
        }
        Duration sum = Duration.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            long count = Long.parseLong(parts.group(1));
            sum = sum.plus(
                    switch (parts.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        default -> Duration.ofHours(count);
                    });
        }
        return sum;
    }

    /** A whole number in that range. */
    public static int number(String text, int least, int most) {
        try {
            int n = Integer.parseInt(text);
            if (n >= least && n <= most) {
                return n;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number out of range is.
        }
        throw new IllegalArgumentException("not a number from " + least + " to " + most);
    }
}
