package atoll.server.log;

import atoll.contract.log.LogRecord;
import atoll.contract.log.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A record as a line of the file: number, seconds since 1970, severity, source, and the text, in which ends of lines and
 * backslashes are written as in Java. So no text can look like another record.
 */
final class Line {
    private static final long NANOS = 1_000_000_000;
    private static final int DIGITS = 9;
    private static final int FIELDS = 5;

    private Line() {}

    static String of(LogRecord record) {
        String nanos =
                Long.toString(Math.floorMod(record.time(), NANOS) + NANOS).substring(1);
        return record.number() + " " + Math.floorDiv(record.time(), NANOS) + "." + nanos + " " + record.severity() + " "
                + record.source() + " " + escaped(record.text()) + "\n";
    }

    private static String escaped(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\\' -> line.append("\\\\");
                default -> line.append(c);
            }
        }
        return line.toString();
    }

    private static String text(String escaped) {
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\' && i + 1 < escaped.length()) {
                i++;
                c = switch (escaped.charAt(i)) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    default -> escaped.charAt(i);
                };
            }
            text.append(c);
        }
        return text.toString();
    }

    /** Without its end; null for what is no record, and was written by somebody else. */
    static @Nullable LogRecord parse(String line) {
        String[] fields = line.split(" ", FIELDS);
        if (fields.length < FIELDS) {
            return null;
        }
        int point = fields[1].indexOf('.');
        if (point < 0 || fields[1].length() - point - 1 != DIGITS) {
            return null;
        }
        try {
            long time = Long.parseLong(fields[1].substring(0, point)) * NANOS
                    + Long.parseLong(fields[1].substring(point + 1));
            return new LogRecord(
                    Long.parseLong(fields[0]), time, Severity.valueOf(fields[2]), fields[3], text(fields[FIELDS - 1]));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
