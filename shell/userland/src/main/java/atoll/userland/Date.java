package atoll.userland;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Prints the date and the time. */
public final class Date extends Tool {
    static final String OPTIONS = "d,date: I,iso-8601? R,rfc-email r,reference: u,utc,universal";

    private static final String USUAL = "%a %b %e %H:%M:%S %Z %Y";

    private Date() {
        super("date");
    }

    public static void main(String[] args) {
        new Date().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, withIso(args));
        ZoneId zone = options.has("u") ? ZoneOffset.UTC : Moments.zone();
        String format =
                options.has("R") ? "%a, %d %b %Y %H:%M:%S %z" : options.has("I") ? iso(options.value("I")) : null;
        for (String operand : options.operands) {
            if (!operand.startsWith("+")) {
                boolean date = options.has("d");
                throw date
                        ? Usage.of("the argument " + Text.quoted(operand) + " lacks a leading '+';\n"
                                + "when using an option to specify date(s), any non-option\n"
                                + "argument must be a format string beginning with '+'")
                        : Usage.complete("invalid date " + Text.quoted(operand));
            }
            if (format != null) {
                throw Usage.of(
                        options.operands.indexOf(operand) > 0
                                ? "extra operand " + Text.quoted(operand)
                                : "multiple output formats specified");
            }
            format = operand.substring(1);
        }
        out.line(Dates.formatted(format == null ? USUAL : format, moment(options, zone)));
    }

    /** {@code -Iseconds}: getopt's short options with an argument that may be missing. */
    private static String[] withIso(String[] args) {
        String[] all = args.clone();
        for (int i = 0; i < all.length; i++) {
            if (all[i].startsWith("-I")) {
                all[i] = all[i].length() == 2 ? "--iso-8601" : "--iso-8601=" + all[i].substring(2);
            }
        }
        return all;
    }

    private static String iso(@Nullable String precision) {
        return switch (precision == null ? "date" : precision) {
            case "date" -> "%Y-%m-%d";
            case "hours" -> "%Y-%m-%dT%H%:z";
            case "minutes" -> "%Y-%m-%dT%H:%M%:z";
            case "seconds" -> "%Y-%m-%dT%H:%M:%S%:z";
            case "ns" -> "%Y-%m-%dT%H:%M:%S,%N%:z";
            default ->
                throw Usage.of("invalid argument " + Text.quoted(String.valueOf(precision)) + " for '--iso-8601'");
        };
    }

    private static ZonedDateTime moment(Options options, ZoneId zone) throws IOException {
        String date = options.value("d");
        String reference = options.value("r");
        if (date != null && reference != null) {
            throw Usage.of("the options to specify dates for printing are mutually exclusive");
        }
        if (reference != null) {
            try {
                return Facts.of(FileName.path(reference), true)
                        .modified
                        .toInstant()
                        .atZone(zone);
            } catch (IOException e) {
                throw Usage.complete(Text.shown(reference) + ": " + Failure.of(e));
            }
        }
        if (date == null) {
            return ZonedDateTime.now(zone);
        }
        try {
            return Moments.parse(date, zone);
        } catch (DateTimeException e) {
            throw Usage.complete("invalid date " + Text.quoted(date));
        }
    }
}
