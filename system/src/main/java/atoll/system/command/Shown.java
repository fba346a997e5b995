package atoll.system.command;

import com.google.gson.JsonElement;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as people read them. */
final class Shown {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final String UNITS = "KMGT";
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    private Shown() {}

    /** The time of day. */
    static String time(long atMillis) {
        return TIME.format(Instant.ofEpochMilli(atMillis));
    }

    /** {@code 3m12s}: the two largest units. */
    static String span(long millis) {
        long s = Math.max(0, millis / 1_000);
        if (s < MINUTE) {
            return s + "s";
        }
        if (s < HOUR) {
            return s / MINUTE + "m" + s % MINUTE + "s";
        }
        return s < DAY ? s / HOUR + "h" + s % HOUR / MINUTE + "m" : s / DAY + "d" + s % DAY / HOUR + "h";
    }

    /** As {@code ls -h} has it. */
    static String bytes(long bytes) {
        double left = bytes;
        int unit = -1;
        while (left >= 1_024 && unit < UNITS.length() - 1) {
            left /= 1_024;
            unit++;
        }
        return unit < 0 ? Long.toString(bytes) : String.format(Locale.ROOT, "%.1f%c", left, UNITS.charAt(unit));
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e9);
    }

    /** A dash for null. */
    static String text(@Nullable JsonElement value) {
        return value == null || value.isJsonNull() ? "-" : value.getAsString();
    }
}
