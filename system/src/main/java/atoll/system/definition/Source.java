package atoll.system.definition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A text of TOML, and where in it everything stands.
 *
 * <p>The library needs time that grows with the third power of the number of lines in a row that say nothing (800 comments:
 * seconds). Such lines are left out before it reads the text, and lines are counted as if they were there. Inside a string of
 * several lines they may say something: from where one may begin they stay, and their number is bounded.
 */
final class Source {
    /** What the library reads in some seconds, whatever stands there. */
    static final int MOST_BYTES = 128 << 10;

    /** Blank lines and comments in a row, where they are not left out. */
    static final int MOST_BLANK = 50;

    private static final int DEEPEST = 16;

    /** As messages of the library name one. */
    private static final Pattern PLACE = Pattern.compile("line ([0-9]{1,9}), column [0-9]+");

    final TomlTable table;

    /** The number of each line that was read, in the text. */
    private final List<Integer> numbers = new ArrayList<>();

    private Source(String text, Problems problems) {
        String read = withoutBlankLines(text, problems);
        table = parse(problems.isEmpty() ? read : "", problems);
    }

    private TomlTable parse(String read, Problems problems) {
        TomlParseResult result = result(read);
        int trips = result == null ? firstUnreadable(read) : Integer.MAX_VALUE;
        if (result == null) {
            problems.add(new Position(number(trips), 1), "not TOML, or what stands above it is not");
            result = Objects.requireNonNull(result(lines(read, trips - 1)));
        }
        for (TomlParseError error : result.errors()) {
            // The text below is not read: that it is missing is nothing to tell.
            if (error.position().line() < trips) {
                problems.add(position(error.position()), oneLine(error));
            }
        }
        return result;
    }

    /** Null when the library trips: it walks what it read also when there are errors in it, and some it cannot (NullPointerException). */
    private static @Nullable TomlParseResult result(String read) {
        try {
            return Toml.parse(read, TomlParseOptions.sourceless().withMaxNestingDepth(DEEPEST));
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** A line with which the library trips, and without which it does not. */
    private static int firstUnreadable(String read) {
        int good = 0;
        int bad = 1;
        for (int i = read.indexOf('\n'); i >= 0; i = read.indexOf('\n', i + 1)) {
            bad++;
        }
        while (bad - good > 1) {
            int middle = (good + bad) >>> 1;
            if (result(lines(read, middle)) == null) {
                bad = middle;
            } else {
                good = middle;
            }
        }
        return bad;
    }

    private static String lines(String read, int count) {
        int end = 0;
        for (int i = 0; i < count && end < read.length(); i++) {
            int newline = read.indexOf('\n', end);
            end = newline < 0 ? read.length() : newline + 1;
        }
        return read.substring(0, end);
    }

    /** Throws when it is not TOML. */
    static Source of(Path file, String text) throws BadDefinition {
        Problems problems = new Problems(file);
        if (text.length() > MOST_BYTES) {
            problems.add(Position.NONE, tooLarge());
            problems.check();
        }
        Source source = new Source(text.startsWith("\ufeff") ? text.substring(1) : text, problems);
        problems.check();
        return source;
    }

    /** The text of a file, which must be UTF-8. */
    static String text(Path file) throws BadDefinition {
        Problems problems = new Problems(file);
        byte[] bytes = {};
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            problems.add(Position.NONE, unreadable(file));
        }
        if (bytes.length > MOST_BYTES) {
            problems.add(Position.NONE, tooLarge());
        }
        problems.check();
        ByteBuffer left = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(left)
                    .toString();
        } catch (CharacterCodingException e) {
            problems.add(firstBad(bytes), "not UTF-8");
            problems.check();
            throw new IllegalStateException(e);
        }
    }

    private static String tooLarge() {
        return "larger than " + (MOST_BYTES >> 10) + "k, which is the most that is read";
    }

    private static String unreadable(Path file) {
        return !Files.exists(file)
                ? "no such file"
                : Files.isDirectory(file) ? "a folder, not a file" : "it cannot be read";
    }

    private static Position firstBad(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        out.flip();
        int line = 1;
        int column = 1;
        while (out.hasRemaining()) {
            boolean ends = out.get() == '\n';
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
        return new Position(line, column);
    }

    private String withoutBlankLines(String text, Problems problems) {
        int strings = stringsBegin(text);
        StringBuilder read = new StringBuilder(text.length());
        int number = 0;
        int blank = 0;
        for (int start = 0; start <= text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            number++;
            boolean says = saysSomething(text, start, newline < 0 ? end : newline);
            blank = says ? 0 : blank + 1;
            if (says || end > strings) {
                read.append(text, start, end);
                numbers.add(number);
                if (blank == MOST_BLANK + 1) {
                    problems.add(
                            new Position(number, 1),
                            "more than " + MOST_BLANK
                                    + " blank lines and comments in a row, below a string of several lines");
                }
            }
            start = newline < 0 ? text.length() + 1 : end;
        }
        return read.toString();
    }

    private static int stringsBegin(String text) {
        int quotes = text.indexOf("\"\"\"");
        int literal = text.indexOf("'''");
        return Math.min(quotes < 0 ? Integer.MAX_VALUE : quotes, literal < 0 ? Integer.MAX_VALUE : literal);
    }

    /** Not if the line is blank or a comment, as TOML has them. */
    private static boolean saysSomething(String text, int start, int end) {
        boolean comment = false;
        int last = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
        for (int i = start; i < last; i++) {
            char c = text.charAt(i);
            comment |= c == '#';
            if (c != '\t' && (c != ' ' && !comment || c < ' ' || c == 0x7f)) {
                return true;
            }
        }
        return false;
    }

    private String oneLine(TomlParseError error) {
        String message =
                PLACE.matcher(String.valueOf(error.getMessage())).replaceAll(place -> "line " + number(place.group(1)));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < message.length() && i < 300; i++) {
            text.append(Character.isISOControl(message.charAt(i)) ? ' ' : message.charAt(i));
        }
        return text.toString();
    }

    /** Where the key stands in the text. */
    Position position(TomlTable in, String key) {
        return position(in.inputPositionOf(List.of(key)));
    }

    /** Where the element stands in the text. */
    Position position(TomlArray in, int index) {
        return position(in.inputPositionOf(index));
    }

    private Position position(@Nullable TomlPosition at) {
        if (at == null) {
            return Position.START;
        }
        return new Position(number(at.line()), at.column());
    }

    /** Of a line that was read, in the text. */
    private int number(int read) {
        return read <= numbers.size() ? numbers.get(read - 1) : numbers.isEmpty() ? 1 : numbers.getLast() + 1;
    }

    private int number(String read) {
        return number(Integer.parseInt(read));
    }
}
