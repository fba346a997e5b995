package atoll.userland;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Dates as people write them. */
final class Moments {
    private static final String[] UNITS = {
        "second", "sec", "minute", "min", "hour", "day", "week", "month", "year", "fortnight"
    };
    private static final ChronoUnit[] SIZES = {
        ChronoUnit.SECONDS,
        ChronoUnit.SECONDS,
        ChronoUnit.MINUTES,
        ChronoUnit.MINUTES,
        ChronoUnit.HOURS,
        ChronoUnit.DAYS,
        ChronoUnit.WEEKS,
        ChronoUnit.MONTHS,
        ChronoUnit.YEARS,
        ChronoUnit.WEEKS
    };

    private Moments() {}

    /** The zone of the variable TZ, or the system's. */
    static ZoneId zone() {
        String zone = System.getenv("TZ");
        if (zone == null) {
            return ZoneId.systemDefault();
        }
        try {
            return zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /** Throws {@link DateTimeException} when it is no date. */
    static ZonedDateTime parse(String text, ZoneId zone) {
        if (text.startsWith("@")) {
            return seconds(text.substring(1)).atZone(zone);
        }
        ZonedDateTime at = ZonedDateTime.now(zone);
        boolean date = false;
        boolean time = false;
        String[] words = spaced(text.trim()).toLowerCase(Locale.ROOT).split("[ \t]+");
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (isDate(word)) {
                date = true;
                at = at.with(LocalDate.parse(word.length() == 8 ? dashed(word) : word));
            } else if (word.indexOf(':') > 0) {
                time = true;
                at = timed(at, word);
            } else if (word.equals("z") || word.equals("utc") || word.equals("gmt")) {
                at = at.withZoneSameLocal(ZoneOffset.UTC);
            } else if (time
                    && (word.startsWith("+") || word.startsWith("-"))
                    && word.length() >= 5
                    && i == words.length - 1) {
                at = at.withZoneSameLocal(ZoneOffset.of(word));
            } else {
                i += relative(words, i) - 1;
            }
        }
        if (date && !time) {
            at = at.truncatedTo(ChronoUnit.DAYS);
        }
        return shifted(at, words).withZoneSameInstant(zone);
    }

    /** {@code 2020-01-02T03:04} with a blank. */
    private static String spaced(String text) {
        boolean joined = text.length() > 11 && text.charAt(4) == '-' && "Tt".indexOf(text.charAt(10)) >= 0;
        return joined ? text.substring(0, 10) + " " + text.substring(11) : text;
    }

    private static boolean isDate(String word) {
        int digits = 0;
        for (int i = 0; i < word.length(); i++) {
            digits += Character.isDigit(word.charAt(i)) ? 1 : 0;
        }
        return digits == 8
                && (word.length() == 8 || word.length() == 10 && word.charAt(4) == '-' && word.charAt(7) == '-');
    }

    private static String dashed(String word) {
        return word.substring(0, 4) + "-" + word.substring(4, 6) + "-" + word.substring(6);
    }

    private static Instant seconds(String text) {
        try {
            java.math.BigDecimal number = new java.math.BigDecimal(text);
            if (Math.abs((long) number.scale()) > 20 || number.precision() > 40) {
                throw new DateTimeException(text);
            }
            long whole = number.setScale(0, java.math.RoundingMode.FLOOR).longValueExact();
            long nanos = number.subtract(java.math.BigDecimal.valueOf(whole))
                    .movePointRight(9)
                    .longValue();
            return Instant.ofEpochSecond(whole, nanos);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new DateTimeException(text, e);
        }
    }

    private static ZonedDateTime timed(ZonedDateTime at, String word) {
        String time = word;
        ZoneId zone = at.getZone();
        int sign = Math.max(time.indexOf('+'), time.indexOf('-'));
        if (time.endsWith("z")) {
            zone = ZoneOffset.UTC;
            time = time.substring(0, time.length() - 1);
        } else if (sign > 0) {
            zone = ZoneOffset.of(time.substring(sign));
            time = time.substring(0, sign);
        }
        LocalTime parsed = LocalTime.parse(time.indexOf(':') == 1 ? "0" + time : time);
        return LocalDateTime.of(at.toLocalDate(), parsed).atZone(zone);
    }

    /** How many words it takes; nothing is done yet. */
    private static int relative(String[] words, int at) {
        String word = words[at];
        if (word.equals("now")
                || word.equals("today")
                || word.equals("yesterday")
                || word.equals("tomorrow")
                || word.equals("ago")) {
            return 1;
        }
        boolean two = at + 1 < words.length && unit(words[at + 1]) >= 0;
        if (two && (word.equals("next") || word.equals("last") || isNumber(word))) {
            return 2;
        }
        throw new DateTimeException(word);
    }

    private static ZonedDateTime shifted(ZonedDateTime from, String[] words) {
        ZonedDateTime at = from;
        boolean past = words[words.length - 1].equals("ago");
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "yesterday" -> at = at.minusDays(1);
                case "tomorrow" -> at = at.plusDays(1);
                default -> {
                    int unit = i + 1 < words.length ? unit(words[i + 1]) : -1;
                    boolean named = words[i].equals("next") || words[i].equals("last");
                    if (unit >= 0 && (named || isNumber(words[i]))) {
                        long count = named ? words[i].equals("next") ? 1 : -1 : Long.parseLong(words[i]);
                        count *= words[i + 1].startsWith("fortnight") ? 2 : 1;
                        at = at.plus(past ? -count : count, SIZES[unit]);
                    }
                }
            }
        }
        return at;
    }

    private static int unit(String word) {
        String one = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(one)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNumber(String word) {
        int from = word.startsWith("+") || word.startsWith("-") ? 1 : 0;
        if (word.length() == from || word.length() > from + 9) {
            return false;
        }
        for (int i = from; i < word.length(); i++) {
            if (!Character.isDigit(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
