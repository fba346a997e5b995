package atoll.userland;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The program of a {@link Pattern}: instructions, each with what it needs. */
final class PatternCode {
    private static final int MOST = 200_000;

    private final List<Integer> kinds = new ArrayList<>();
    private final List<BitSet> sets = new ArrayList<>();
    private final List<int[]> targets = new ArrayList<>();
    private static final BitSet NONE = new BitSet();
    private static final int[] NOWHERE = {0, 0};

    int size() {
        return kinds.size();
    }

    int kind(int place) {
        return kinds.get(place);
    }

    BitSet set(int place) {
        return sets.get(place);
    }

    int first(int place) {
        return targets.get(place)[0];
    }

    int second(int place) {
        return targets.get(place)[1];
    }

    private int add(int kind, BitSet set, int[] target) {
        if (kinds.size() == MOST) {
            throw Usage.complete("Regular expression too big");
        }
        kinds.add(kind);
        sets.add(set);
        targets.add(target);
        return kinds.size() - 1;
    }

    static PatternCode of(PatternNode node) {
        PatternCode code = new PatternCode();
        code.emit(node);
        code.add(Pattern.MATCH, NONE, NOWHERE);
        return code;
    }

    /** The parser bounds the depth. */
    private void emit(PatternNode node) {
        switch (node.kind) {
            case PatternNode.SET -> add(Pattern.SET, node.set, NOWHERE);
            case PatternNode.PLACE -> add(node.least, NONE, NOWHERE);
            case PatternNode.SEQUENCE -> {
                for (PatternNode part : node.parts) {
                    emit(part);
                }
            }
            case PatternNode.CHOICE -> choice(node);
            default -> repeat(node);
        }
    }

    private void choice(PatternNode node) {
        List<Integer> jumps = new ArrayList<>();
        for (int i = 0; i < node.parts.size(); i++) {
            boolean last = i == node.parts.size() - 1;
            int split = last ? -1 : add(Pattern.SPLIT, NONE, new int[2]);
            emit(node.parts.get(i));
            if (!last) {
                jumps.add(add(Pattern.SPLIT, NONE, new int[2]));
                targets.get(split)[0] = split + 1;
                targets.get(split)[1] = size();
            }
        }
        for (int jump : jumps) {
            targets.get(jump)[0] = size();
            targets.get(jump)[1] = size();
        }
    }

    private void repeat(PatternNode node) {
        PatternNode part = node.parts.getFirst();
        for (int i = 0; i < node.least; i++) {
            emit(part);
        }
        if (node.most < 0) {
            int split = add(Pattern.SPLIT, NONE, new int[2]);
            emit(part);
            int back = add(Pattern.SPLIT, NONE, new int[] {split, split});
            targets.get(split)[0] = split + 1;
            targets.get(split)[1] = back + 1;
            return;
        }
        List<Integer> splits = new ArrayList<>();
        for (int i = node.least; i < node.most; i++) {
            splits.add(add(Pattern.SPLIT, NONE, new int[2]));
            emit(part);
        }
        for (int split : splits) {
            targets.get(split)[0] = split + 1;
            targets.get(split)[1] = size();
        }
    }
}
