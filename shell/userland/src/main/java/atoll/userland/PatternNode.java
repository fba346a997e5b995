package atoll.userland;

import java.util.BitSet;
import java.util.List;

/** A part of a regular expression. */
final class PatternNode {
    static final int SET = 0;
    static final int PLACE = 1;
    static final int SEQUENCE = 2;
    static final int CHOICE = 3;
    static final int REPEAT = 4;

    final int kind;
    final BitSet set;
    final List<PatternNode> parts;
    /** Of a repetition; or the instruction of a place. */
    final int least;
    /** -1: as many as there are. */
    final int most;

    private PatternNode(int kind, BitSet set, List<PatternNode> parts, int least, int most) {
        this.kind = kind;
        this.set = set;
        this.parts = parts;
        this.least = least;
        this.most = most;
    }

    static PatternNode set(BitSet set) {
        return new PatternNode(SET, set, List.of(), 0, 0);
    }

    static PatternNode place(int instruction) {
        return new PatternNode(PLACE, new BitSet(), List.of(), instruction, 0);
    }

    static PatternNode sequence(List<PatternNode> parts) {
        return parts.size() == 1 ? parts.getFirst() : new PatternNode(SEQUENCE, new BitSet(), parts, 0, 0);
    }

    static PatternNode choice(List<PatternNode> parts) {
        return parts.size() == 1 ? parts.getFirst() : new PatternNode(CHOICE, new BitSet(), parts, 0, 0);
    }

    static PatternNode repeat(PatternNode part, int least, int most) {
        return new PatternNode(REPEAT, new BitSet(), List.of(part), least, most);
    }
}
