package atoll.userland;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Dates by a format, as {@code date +FORMAT} and strftime(3) have it, in English. */
final class Dates {
    private static final String[] DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };
    private static final int SHORT = 3;

    private final ZonedDateTime at;
    private final StringBuilder text = new StringBuilder();

    private Dates(ZonedDateTime at) {
        this.at = at;
    }

    static String formatted(String format, ZonedDateTime at) {
        Dates dates = new Dates(at);
        dates.add(format);
        return dates.text.toString();
    }

    private void add(String format) {
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
                i++;
            } else {
                i = directive(format, i);
            }
        }
    }

    /** Returns where it ends. */
    private int directive(String format, int from) {
        int i = from + 1;
        char pad = 0;
        boolean upper = false;
        while (i < format.length() && "-_0^#".indexOf(format.charAt(i)) >= 0) {
            char flag = format.charAt(i++);
            upper |= flag == '^' || flag == '#';
            pad = flag == '^' || flag == '#' ? pad : flag;
        }
        int width = 0;
        while (i < format.length() && Character.isDigit(format.charAt(i)) && width < 1000) {
            width = width * 10 + format.charAt(i++) - '0';
        }
        int colons = 0;
        while (i < format.length() && format.charAt(i) == ':') {
            colons++;
            i++;
        }
        if (i == format.length()) {
            text.append(format, from, i);
            return i;
        }
        String one = value(format.charAt(i), pad, width, colons);
        if (one == null) {
            text.append(format, from, i + 1);
        } else {
            String padded =
                    one.length() >= width ? one : fill(format.charAt(i), pad).repeat(width - one.length()) + one;
            text.append(upper ? padded.toUpperCase(Locale.ROOT) : padded);
        }
        return i + 1;
    }

    private static String fill(char letter, char pad) {
        boolean words = "aAbBhpPZcDFrRTxX".indexOf(letter) >= 0;
        return pad == '_' || words && pad != '0' ? " " : "0";
    }

    private static String number(long value, int digits, char usual, char pad) {
        char with = pad == 0 ? usual : pad;
        String text = Long.toString(Math.abs(value));
        if (with != '-' && text.length() < digits) {
            text = (with == '_' ? " " : "0").repeat(digits - text.length()) + text;
        }
        return value < 0 ? "-" + text : text;
    }

    private static String zeros(long value, int digits, char pad) {
        return number(value, digits, '0', pad);
    }

    private @org.jspecify.annotations.Nullable String value(char letter, char pad, int width, int colons) {
        int hour = at.getHour();
        int twelve = hour % 12 == 0 ? 12 : hour % 12;
        String day = DAYS[at.getDayOfWeek().getValue() - 1];
        String month = MONTHS[at.getMonthValue() - 1];
        return switch (letter) {
            case '%' -> "%";
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'a' -> day.substring(0, SHORT);
            case 'A' -> day;
            case 'b', 'h' -> month.substring(0, SHORT);
            case 'B' -> month;
            case 'c' -> formatted("%a %b %e %H:%M:%S %Y", at);
            case 'C' -> zeros(Math.floorDiv(at.getYear(), 100), 2, pad);
            case 'd' -> zeros(at.getDayOfMonth(), 2, pad);
            case 'D', 'x' -> formatted("%m/%d/%y", at);
            case 'e' -> number(at.getDayOfMonth(), 2, '_', pad);
            case 'F' -> formatted("%Y-%m-%d", at);
            case 'H' -> zeros(hour, 2, pad);
            case 'I' -> zeros(twelve, 2, pad);
            case 'j' -> zeros(at.getDayOfYear(), 3, pad);
            case 'k' -> number(hour, 2, '_', pad);
            case 'l' -> number(twelve, 2, '_', pad);
            case 'm' -> zeros(at.getMonthValue(), 2, pad);
            case 'M' -> zeros(at.getMinute(), 2, pad);
            case 'N' -> nanos(width);
            case 'p' -> hour < 12 ? "AM" : "PM";
            case 'P' -> hour < 12 ? "am" : "pm";
            case 'q' -> Integer.toString((at.getMonthValue() + 2) / 3);
            case 'r' -> formatted("%I:%M:%S %p", at);
            case 'R' -> formatted("%H:%M", at);
            case 's' -> Long.toString(at.toEpochSecond());
            case 'S' -> zeros(at.getSecond(), 2, pad);
            case 'T', 'X' -> formatted("%H:%M:%S", at);
            case 'u' -> Integer.toString(at.getDayOfWeek().getValue());
            case 'w' -> Integer.toString(at.getDayOfWeek().getValue() % 7);
            case 'U' -> zeros((at.getDayOfYear() + 6 - at.getDayOfWeek().getValue() % 7) / 7, 2, pad);
            case 'W' -> zeros((at.getDayOfYear() + 6 - (at.getDayOfWeek().getValue() + 6) % 7) / 7, 2, pad);
            case 'V' -> zeros(at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, pad);
            case 'G' -> zeros(at.get(IsoFields.WEEK_BASED_YEAR), 4, pad);
            case 'g' -> zeros(Math.floorMod(at.get(IsoFields.WEEK_BASED_YEAR), 100), 2, pad);
            case 'y' -> zeros(Math.floorMod(at.getYear(), 100), 2, pad);
            case 'Y' -> zeros(at.getYear(), 4, pad);
            case 'z' -> offset(colons);
            case 'Z' -> zone();
            default -> null;
        };
    }

    private String nanos(int width) {
        String nanos = zeros(at.get(ChronoField.NANO_OF_SECOND), 9, '0');
        return width == 0 || width >= 9 ? nanos : nanos.substring(0, width);
    }

    private String offset(int colons) {
        int seconds = at.getOffset().getTotalSeconds();
        int whole = Math.abs(seconds);
        String text = (seconds < 0 ? "-" : "+")
                + zeros(whole / 3600, 2, '0')
                + (colons > 0 ? ":" : "")
                + zeros(whole / 60 % 60, 2, '0');
        return colons == 2 ? text + ":" + zeros(whole % 60, 2, '0') : text;
    }

    private String zone() {
        if (at.getZone() instanceof java.time.ZoneOffset) {
            return at.getOffset().getTotalSeconds() == 0 ? "UTC" : offset(0);
        }
        return java.time.format.DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH)
                .format(at);
    }
}
