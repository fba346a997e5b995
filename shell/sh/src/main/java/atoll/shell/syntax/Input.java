package atoll.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The characters of a script, with the text of aliases put in. */
final class Input {
    static final int END = -1;
    private static final int MUCH = 1 << 16;

    /** An alias whose text is being read is none within it. */
    private record Spliced(String name, int end, boolean goesOn) {}

    private final StringBuilder text = new StringBuilder();
    private final Lines lines;
    private final List<Spliced> spliced = new ArrayList<>();
    private int at;
    private int line;
    private boolean ended;

    Input(Lines lines, int line) {
        this.lines = lines;
        this.line = line;
    }

    int line() {
        return line;
    }

    int position() {
        return at;
    }

    /** Back to where it was before, with no alias between. */
    void back(int position, int lineThen) {
        at = position;
        line = lineThen;
    }

    String slice(int from) {
        return slice(from, at);
    }

    /** What stands there; not always what was written, when aliases are put in. */
    String slice(int from, int to) {
        int end = Math.min(to, text.length());
        return text.substring(Math.min(from, end), end);
    }

    boolean isTyped() {
        return lines.isTyped();
    }

    /** What was read is needed no more, nor its positions. */
    void forget() {
        dropDone();
        if (spliced.isEmpty() && at > MUCH && at > text.length() / 2) {
            text.delete(0, at);
            at = 0;
        }
    }

    private boolean has(int index) {
        while (index >= text.length()) {
            @Nullable String next = ended ? null : lines.next();
            if (next == null) {
                ended = true;
                return false;
            }
            for (int i = 0; i < next.length(); i++) {
                if (next.charAt(i) != 0) {
                    text.append(next.charAt(i));
                }
            }
        }
        return true;
    }

    /** The next character as it stands. */
    int raw() {
        return has(at) ? text.charAt(at) : END;
    }

    int rawNext() {
        int c = raw();
        if (c != END) {
            at++;
            if (c == '\n' && spliced.isEmpty()) {
                line++;
            }
        }
        return c;
    }

    /** The next character; lines that end in a backslash go on. */
    int peek() {
        while (has(at) && text.charAt(at) == '\\' && has(at + 1) && text.charAt(at + 1) == '\n') {
            at += 2;
            line++;
        }
        return raw();
    }

    int next() {
        peek();
        return rawNext();
    }

    boolean take(char c) {
        if (peek() == c) {
            rawNext();
            return true;
        }
        return false;
    }

    /** The rest of the line, and goes beyond its end; null at the end of all. */
    @Nullable String restOfLine() {
        if (raw() == END) {
            return null;
        }
        StringBuilder rest = new StringBuilder();
        int c = rawNext();
        while (c != END && c != '\n') {
            rest.append((char) c);
            c = rawNext();
        }
        return rest.toString();
    }

    /** Goes on with the text of an alias, then with what is here. */
    void splice(String name, String value) {
        dropDone();
        text.insert(at, value + " ");
        // Enclosing texts end later by as much.
        spliced.replaceAll(s -> new Spliced(s.name, s.end + value.length() + 1, s.goesOn));
        spliced.add(new Spliced(name, at + value.length() + 1, value.endsWith(" ") || value.endsWith("\t")));
    }

    private boolean dropDone() {
        boolean goesOn = false;
        while (!spliced.isEmpty() && at >= spliced.getLast().end) {
            goesOn |= spliced.removeLast().goesOn;
        }
        return goesOn;
    }

    boolean isSpliced(String name) {
        dropDone();
        for (Spliced one : spliced) {
            if (one.name.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an alias has just ended after which the next word may be one as well. */
    boolean aliasGoesOn() {
        int from = at;
        while (has(from) && (text.charAt(from) == ' ' || text.charAt(from) == '\t') && from < endOfLast()) {
            from++;
        }
        if (from < endOfLast()) {
            return false;
        }
        at = from;
        return dropDone();
    }

    private int endOfLast() {
        return spliced.isEmpty() ? 0 : spliced.getLast().end;
    }
}
