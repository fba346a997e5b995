package atoll.userland;

import java.io.IOException;
import java.util.ArrayDeque;

/** Searches one file after the other, and shows what it finds. */
final class GrepFile {
    private final Tool tool;
    private final Matcher matcher;
    private final boolean named;
    private final boolean inverted;
    private final boolean counted;
    private final boolean listed;
    private final boolean unlisted;
    private final boolean numbered;
    private final boolean only;
    private final boolean quiet;
    private final boolean asText;
    private final boolean noBinary;
    private final boolean flushed;
    private final byte terminator;
    private final char afterName;
    private final long most;
    private final long before;
    private final long after;

    private boolean anyShown;
    private long number;
    private long lastShown;
    private long owed;
    private final ArrayDeque<byte[]> held = new ArrayDeque<>();

    GrepFile(Tool tool, Matcher matcher, Options options, boolean named) {
        this.tool = tool;
        this.matcher = matcher;
        this.named = named;
        inverted = options.has("v");
        counted = options.has("c");
        String list = options.last("l", "L");
        listed = list.equals("l");
        unlisted = list.equals("L");
        numbered = options.has("n");
        only = options.has("o");
        quiet = options.has("q");
        asText = options.has("a");
        noBinary = options.has("I");
        flushed = options.has("line-buffered");
        terminator = (byte) (options.has("z") ? 0 : '\n');
        afterName = options.has("Z") ? '\0' : ':';
        most = options.has("m") ? number(options.value("m", ""), "invalid max count") : Long.MAX_VALUE;
        String both = options.value("C", "0");
        String wrong = "invalid context length argument";
        before = only ? 0 : number(options.value("B", both), options.value("B", both) + ": " + wrong);
        after = only ? 0 : number(options.value("A", both), options.value("A", both) + ": " + wrong);
    }

    private static long number(String text, String wrong) {
        long number = text.startsWith("-") ? -1 : Count.of(text);
        if (number < 0) {
            throw Usage.complete(wrong);
        }
        return number;
    }

    /** Whether something was found, in the sense of the exit status. */
    boolean search(String shown, Input in) throws IOException {
        number = 0;
        lastShown = 0;
        owed = 0;
        held.clear();
        long matches = 0;
        boolean binary = !asText && terminator == '\n' && in.holds((byte) 0);
        boolean silent = quiet || listed || unlisted || counted;
        while (matches < most || owed > 0) {
            if (!in.line(terminator)) {
                break;
            }
            number++;
            if (!asText && terminator == '\n' && !binary) {
                binary = hasZero(in);
            }
            boolean match = matches < most && (matcher.matches(in.buffer, in.start, in.end) != inverted);
            matches += match ? 1 : 0;
            if (match && binary && noBinary) {
                return false;
            }
            if (match && (quiet || listed || unlisted)) {
                break;
            }
            if (match && binary && !silent) {
                tool.complain(shown + ": binary file matches");
                return true;
            }
            if (!silent) {
                line(shown, in, match);
            }
        }
        summary(shown, matches);
        return matches > 0;
    }

    private static boolean hasZero(Input in) {
        for (int i = in.start; i < in.end; i++) {
            if (in.buffer[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private void summary(String shown, long matches) throws IOException {
        if (quiet) {
            return;
        }
        if (counted && !listed && !unlisted) {
            name(shown, ':');
            tool.out.line(Long.toString(matches));
        }
        if (listed && matches > 0 || unlisted && matches == 0) {
            tool.out.print(shown);
            tool.out.write(afterName == '\0' ? '\0' : '\n');
        }
    }

    private void name(String shown, char separator) throws IOException {
        if (named) {
            tool.out.print(shown);
            tool.out.write(afterName == '\0' ? '\0' : separator);
        }
    }

    private void line(String shown, Input in, boolean match) throws IOException {
        if (match) {
            if (only) {
                parts(shown, in);
            } else {
                context(shown);
                print(shown, in.buffer, in.start, in.end, number, ':');
            }
            owed = after;
        } else if (owed > 0) {
            owed--;
            print(shown, in.buffer, in.start, in.end, number, '-');
        } else if (before > 0) {
            if (held.size() == before) {
                held.removeFirst();
            }
            held.add(in.copy());
        }
    }

    private void context(String shown) throws IOException {
        long first = number - held.size();
        if ((before > 0 || after > 0) && anyShown && (lastShown == 0 || first > lastShown + 1)) {
            tool.out.line("--");
        }
        for (; !held.isEmpty(); first++) {
            byte[] line = held.removeFirst();
            print(shown, line, 0, line.length, first, '-');
        }
    }

    private void print(String shown, byte[] text, int from, int to, long at, char separator) throws IOException {
        name(shown, separator);
        if (numbered) {
            tool.out.print(Long.toString(at));
            tool.out.write(separator);
        }
        tool.out.write(text, from, to - from);
        tool.out.write(terminator);
        if (flushed) {
            tool.out.flush();
        }
        lastShown = at;
        anyShown = true;
    }

    private void parts(String shown, Input in) throws IOException {
        if (inverted) {
            return;
        }
        int at = in.start;
        while (at <= in.end) {
            int start = matcher.find(in.buffer, at, in.start, in.end);
            if (start < 0) {
                return;
            }
            int end = matcher.end;
            if (end > start) {
                print(shown, in.buffer, start, end, number, ':');
            }
            at = Math.max(end, start + 1);
        }
    }
}
