package atoll.userland;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions of POSIX, basic and extended, over bytes, without references back. They are run as an automaton whose states are
 * made when they are first met, so that the time is that of the text, whatever the expression, and no stack is needed for it.
 */
final class Pattern {
    /** Instructions of the program. A byte of a set, both ways on, places in a line, and the end. */
    static final int SET = 0;

    static final int SPLIT = 1;
    static final int LINE_START = 2;
    static final int LINE_END = 3;
    static final int WORD_START = 4;
    static final int WORD_END = 5;
    static final int WORD_EDGE = 6;
    static final int NO_WORD_EDGE = 7;
    static final int MATCH = 8;

    private static final int MOST_STATES = 2_000;
    private static final int BYTES = 256;
    /** What the text is made of beside bytes: its end. */
    private static final int END = BYTES;

    private final PatternCode code;
    private List<State> states = new ArrayList<>();
    private java.util.Map<String, State> known = new java.util.HashMap<>();
    private @Nullable State atLineStart;
    private @Nullable State afterWord;
    private @Nullable State afterOther;

    Pattern(PatternCode code) {
        this.code = code;
    }

    /** A set of places in the program, and what the byte before was. */
    private static final class State {
        private final int[] places;
        private final int before;
        private final @Nullable State[] next = new State[BYTES + 1];
        /** Whether a match ends before the byte, for each byte and the end. */
        private final BitSet matches = new BitSet(BYTES + 1);

        private State(int[] places, int before) {
            this.places = places;
            this.before = before;
        }
    }

    private static final int START = 0;
    private static final int OTHER = 1;
    private static final int WORD = 2;

    static boolean isWord(int c) {
        return c < BYTES && (c == '_' || CharClass.contains("alnum", c));
    }

    private State state(int[] places, int before) {
        StringBuilder name = new StringBuilder(places.length + 1).append((char) before);
        for (int place : places) {
            name.append((char) (place >> 16)).append((char) place);
        }
        String key = name.toString();
        State found = known.get(key);
        if (found == null) {
            if (states.size() == MOST_STATES) {
                states = new ArrayList<>();
                known = new java.util.HashMap<>();
                atLineStart = null;
                afterWord = null;
                afterOther = null;
            }
            found = new State(places, before);
            states.add(found);
            known.put(key, found);
        }
        return found;
    }

    private State first(byte[] text, int from, int lineStart) {
        if (from == lineStart) {
            State start = atLineStart == null ? state(new int[] {0}, START) : atLineStart;
            atLineStart = start;
            return start;
        }
        if (isWord(text[from - 1] & 0xff)) {
            State start = afterWord == null ? state(new int[] {0}, WORD) : afterWord;
            afterWord = start;
            return start;
        }
        State start = afterOther == null ? state(new int[] {0}, OTHER) : afterOther;
        afterOther = start;
        return start;
    }

    /** The end of the longest match that begins there; -1 when none does. */
    int longest(byte[] text, int from, int lineStart, int lineEnd) {
        State state = first(text, from, lineStart);
        int end = -1;
        for (int at = from; ; at++) {
            int c = at < lineEnd ? text[at] & 0xff : END;
            State next = step(state, c, false);
            if (state.matches.get(c)) {
                end = at;
            }
            if (c == END || next.places.length == 0) {
                return end;
            }
            state = next;
        }
    }

    /** The lengths of all matches that begin there, by their ends. */
    BitSet ends(byte[] text, int from, int lineStart, int lineEnd) {
        BitSet ends = new BitSet();
        State state = first(text, from, lineStart);
        for (int at = from; ; at++) {
            int c = at < lineEnd ? text[at] & 0xff : END;
            State next = step(state, c, false);
            if (state.matches.get(c)) {
                ends.set(at - from);
            }
            if (c == END || next.places.length == 0) {
                return ends;
            }
            state = next;
        }
    }

    private State step(State state, int c, boolean anywhere) {
        State next = state.next[c];
        return next == null ? made(state, c, anywhere) : next;
    }

    private State made(State state, int c, boolean anywhere) {
        BitSet reached = new BitSet(code.size());
        boolean matches = closure(state, c, reached);
        BitSet after = new BitSet(code.size());
        for (int place = reached.nextSetBit(0); place >= 0; place = reached.nextSetBit(place + 1)) {
            if (c != END && code.kind(place) == SET && code.set(place).get(c)) {
                after.set(place + 1);
            }
        }
        if (anywhere) {
            after.set(0);
        }
        State next = state(after.stream().toArray(), isWord(c) ? WORD : OTHER);
        state.next[c] = next;
        if (matches) {
            state.matches.set(c);
        }
        return next;
    }

    /** All places that are reached without a byte, before {@code c}; whether the end is one of them. */
    private boolean closure(State state, int c, BitSet reached) {
        int[] stack = new int[code.size() + state.places.length + 1];
        int depth = 0;
        for (int place : state.places) {
            if (!reached.get(place)) {
                reached.set(place);
                stack[depth++] = place;
            }
        }
        boolean matches = false;
        while (depth > 0) {
            int place = stack[--depth];
            int kind = code.kind(place);
            if (kind == MATCH) {
                matches = true;
            } else if (kind == SPLIT) {
                depth = push(code.first(place), reached, stack, depth);
                depth = push(code.second(place), reached, stack, depth);
            } else if (kind != SET && holds(kind, state.before, c)) {
                depth = push(place + 1, reached, stack, depth);
            }
        }
        return matches;
    }

    private static int push(int place, BitSet reached, int[] stack, int depth) {
        if (reached.get(place)) {
            return depth;
        }
        reached.set(place);
        stack[depth] = place;
        return depth + 1;
    }

    private static boolean holds(int kind, int before, int c) {
        boolean wordBefore = before == WORD;
        boolean word = isWord(c);
        return switch (kind) {
            case LINE_START -> before == START;
            case LINE_END -> c == END;
            case WORD_START -> !wordBefore && word;
            case WORD_END -> wordBefore && !word;
            case WORD_EDGE -> wordBefore != word;
            default -> wordBefore == word;
        };
    }

    /** The same pattern, which may begin anywhere: only whether there is a match. */
    static final class Anywhere {
        private final Pattern pattern;

        Anywhere(PatternCode code) {
            pattern = new Pattern(code);
        }

        boolean isIn(byte[] text, int from, int to) {
            State state = pattern.first(text, from, from);
            for (int at = from; ; at++) {
                int c = at < to ? text[at] & 0xff : END;
                State next = pattern.step(state, c, true);
                if (state.matches.get(c)) {
                    return true;
                }
                if (c == END) {
                    return false;
                }
                state = next;
            }
        }
    }
}
