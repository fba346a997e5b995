package atoll.userland;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How ls shows what it lists. */
final class ItemLines {
    private static final int TAB = 8;
    private static final int LEAST_COLUMN = 3;
    private static final long HALF_YEAR = 31556952 / 2;

    private final Output out;
    private final List<String> options;
    private final boolean atTerminal;
    private final int width;
    private final boolean longer;
    private final boolean full;
    private final boolean human;
    private final Instant now = Instant.now();
    private final Map<String, String> names = new HashMap<>();

    ItemLines(Output out, List<String> options, boolean atTerminal, int width) {
        this.out = out;
        this.options = options;
        this.atTerminal = atTerminal;
        this.width = width;
        full = options.contains("full-time");
        human = options.contains("h");
        boolean named = options.contains("g") || options.contains("n") || options.contains("o") || full;
        longer = named || options.lastIndexOf("l") >= 0 && options.lastIndexOf("C") <= options.lastIndexOf("l");
    }

    private boolean has(String option) {
        return options.contains(option);
    }

    void total(List<Ls.Item> items) throws IOException {
        if (longer) {
            long room = 0;
            for (Ls.Item item : items) {
                room += item.facts.room();
            }
            out.line("total " + (human ? Count.human(room) : Long.toString((room + 1023) / 1024)));
        }
    }

    /** To a terminal, control characters would be commands. */
    String shown(String name) {
        if (!atTerminal && !has("q")) {
            return name;
        }
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean escape =
                    c >= '\udc80' && c <= '\udcff' && (i == 0 || !Character.isHighSurrogate(name.charAt(i - 1)));
            shown.append(Character.isISOControl(c) || escape ? '?' : c);
        }
        return shown.toString();
    }

    void print(List<Ls.Item> items) throws IOException {
        if (longer) {
            printLong(items);
        } else if (columns()) {
            printColumns(items);
        } else {
            for (String line : prefixed(items)) {
                out.line(line);
            }
        }
    }

    private boolean columns() {
        return atTerminal ? !has("1") : options.lastIndexOf("C") > options.lastIndexOf("1");
    }

    private String indicated(Ls.Item item, boolean linked) throws IOException {
        return shown(item.name) + indicator(item.facts, linked);
    }

    private String indicator(Facts facts, boolean linked) {
        if (facts.isFolder()) {
            return has("F") || has("p") ? "/" : "";
        }
        if (!has("F")) {
            return "";
        }
        return switch (facts.kind()) {
            case 'l' -> linked ? "@" : "";
            case 'p' -> "|";
            case 's' -> "=";
            case '-' -> (facts.mode & 0111) == 0 ? "" : "*";
            default -> "";
        };
    }

    private List<String> prefixed(List<Ls.Item> items) throws IOException {
        List<String> lines = new ArrayList<>();
        int widest = 0;
        for (Ls.Item item : items) {
            widest = Math.max(widest, Long.toString(item.facts.inode).length());
        }
        for (Ls.Item item : items) {
            String inode = has("i") ? right(Long.toString(item.facts.inode), widest) + " " : "";
            lines.add(inode + indicated(item, true));
        }
        return lines;
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private void printColumns(List<Ls.Item> items) throws IOException {
        List<String> names = prefixed(items);
        int count = names.size();
        if (count == 0) {
            return;
        }
        int most = Math.max(1, Math.min(count, width == Integer.MAX_VALUE ? count : width / LEAST_COLUMN));
        int rows = count;
        int[] widths = {0};
        for (int columns = most; columns > 1; columns--) {
            int high = (count + columns - 1) / columns;
            int[] tried = widths(names, columns, high);
            if (Arrays.stream(tried).asLongStream().sum() < width) {
                rows = high;
                widths = tried;
                break;
            }
        }
        for (int row = 0; row < rows; row++) {
            int at = 0;
            int begin = 0;
            for (int i = row; i < count; i += rows) {
                at = indent(at, begin);
                out.print(names.get(i));
                at += names.get(i).length();
                begin += widths[Math.min(i / rows, widths.length - 1)];
            }
            out.write('\n');
        }
    }

    private static int[] widths(List<String> names, int columns, int rows) {
        int[] widths = new int[columns];
        Arrays.fill(widths, LEAST_COLUMN);
        for (int i = 0; i < names.size(); i++) {
            int column = i / rows;
            int length = names.get(i).length() + (column == columns - 1 ? 0 : 2);
            widths[column] = Math.max(widths[column], length);
        }
        return widths;
    }

    /** By tabs where they reach, as GNU's ls does. */
    private int indent(int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            if (to / TAB > (at + 1) / TAB) {
                out.write('\t');
                at += TAB - at % TAB;
            } else {
                out.write(' ');
                at++;
            }
        }
        return at;
    }

    private void printLong(List<Ls.Item> items) throws IOException {
        List<String[]> rows = new ArrayList<>();
        int[] widths = new int[6];
        for (Ls.Item item : items) {
            String[] row = {
                has("i") ? Long.toString(item.facts.inode) : "",
                Integer.toString(item.facts.links),
                has("g") ? "" : owner(item, true),
                has("o") || has("G") ? "" : owner(item, false),
                human ? Count.human(item.facts.size) : Long.toString(item.facts.size),
                date(item.facts)
            };
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
            rows.add(row);
        }
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            Ls.Item item = items.get(i);
            StringBuilder line = new StringBuilder();
            line.append(has("i") ? right(row[0], widths[0]) + " " : "");
            line.append(item.facts.modes())
                    .append(' ')
                    .append(right(row[1], widths[1]))
                    .append(' ');
            line.append(has("g") ? "" : left(row[2], widths[2]) + " ");
            line.append(has("o") || has("G") ? "" : left(row[3], widths[3]) + " ");
            line.append(right(row[4], widths[4])).append(' ').append(row[5]).append(' ');
            line.append(indicated(item, false));
            line.append(item.facts.isLink() ? " -> " + target(item) : "");
            out.line(line.toString());
        }
    }

    private String target(Ls.Item item) throws IOException {
        String target = shown(FileName.of(Files.readSymbolicLink(item.path)));
        if (has("F") || has("p")) {
            Facts beyond = Walk.look(item.path, true);
            return beyond.isLink() ? target : target + indicator(beyond, false);
        }
        return target;
    }

    private String owner(Ls.Item item, boolean user) throws IOException {
        int number = user ? item.facts.user : item.facts.group;
        if (has("n")) {
            return Integer.toUnsignedString(number);
        }
        String key = (user ? "u" : "g") + number;
        String known = names.get(key);
        if (known == null) {
            known = name(item, user, number);
            names.put(key, known);
        }
        return known;
    }

    private static String name(Ls.Item item, boolean user, int number) {
        try {
            Object name = Files.getAttribute(
                    item.path,
                    user ? "posix:owner" : "posix:group",
                    item.facts.isLink()
                            ? new java.nio.file.LinkOption[] {java.nio.file.LinkOption.NOFOLLOW_LINKS}
                            : new java.nio.file.LinkOption[0]);
            return String.valueOf(name);
        } catch (IOException e) {
            return Integer.toUnsignedString(number);
        }
    }

    private String date(Facts facts) {
        ZoneId zone = Moments.zone();
        Instant instant = (has("u") ? facts.accessed : has("c") ? facts.changed : facts.modified).toInstant();
        ZonedDateTime at = instant.atZone(zone);
        if (full) {
            return Dates.formatted("%Y-%m-%d %H:%M:%S.%N %z", at);
        }
        boolean recent = !instant.isAfter(now.plus(1, ChronoUnit.SECONDS))
                && Duration.between(instant, now).toSeconds() < HALF_YEAR;
        return Dates.formatted(recent ? "%b %e %H:%M" : "%b %e  %Y", at);
    }
}
