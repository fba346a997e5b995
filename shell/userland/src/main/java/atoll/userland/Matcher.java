package atoll.userland;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Whether lines match any of some patterns, and where. */
final class Matcher {
    private final Pattern pattern;
    private final Pattern.Anywhere anywhere;
    private final boolean whole;
    private final boolean words;
    private final boolean none;
    private final boolean empty;
    /** A byte that every match begins with, or -1. */
    int end;

    Matcher(List<byte[]> patterns, Options options) {
        String kind = options.last("E", "F", "G");
        boolean folded = options.has("i");
        List<PatternNode> nodes = new ArrayList<>();
        for (byte[] text : patterns) {
            nodes.add(
                    kind.equals("F")
                            ? PatternParser.fixed(text, folded)
                            : PatternParser.parse(text, kind.equals("E"), folded));
        }
        empty = patterns.size() == 1 && patterns.getFirst().length == 0;
        none = nodes.isEmpty();
        whole = options.has("x");
        words = options.has("w") && !whole;
        PatternNode all = PatternNode.choice(none ? List.of(PatternNode.sequence(List.of())) : nodes);
        if (whole) {
            all = PatternNode.sequence(
                    List.of(PatternNode.place(Pattern.LINE_START), all, PatternNode.place(Pattern.LINE_END)));
        }
        PatternCode code = PatternCode.of(all);
        pattern = new Pattern(code);
        anywhere = new Pattern.Anywhere(code);
    }

    /** As GNU's grep knows it before it reads: one empty pattern. */
    boolean fitsAll() {
        return empty && !whole && !words;
    }

    boolean matches(byte[] text, int from, int to) {
        if (none || !anywhere.isIn(text, from, to)) {
            return false;
        }
        return !words || find(text, from, from, to) >= 0;
    }

    /** Where the first match from there on begins, -1 for none; it ends at {@link #end}. */
    int find(byte[] text, int from, int lineStart, int lineEnd) {
        for (int at = from; at <= lineEnd; at++) {
            end = words ? word(text, at, lineStart, lineEnd) : pattern.longest(text, at, lineStart, lineEnd);
            if (end >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** The end of the longest match from there that is a word by itself. */
    private int word(byte[] text, int at, int lineStart, int lineEnd) {
        if (at > lineStart && Pattern.isWord(text[at - 1] & 0xff)) {
            return -1;
        }
        BitSet ends = pattern.ends(text, at, lineStart, lineEnd);
        for (int length = ends.previousSetBit(lineEnd - at); length >= 0; length = ends.previousSetBit(length - 1)) {
            int stop = at + length;
            if (stop == lineEnd || !Pattern.isWord(text[stop] & 0xff)) {
                return stop;
            }
            if (length == 0) {
                break;
            }
        }
        return -1;
    }
}
