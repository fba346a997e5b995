package atoll.linker;

/**
 * What is inserted before which instruction of one method, and the new offsets that follow. Everything inserted is a
 * static call of three bytes that leaves the operand stack as it was, so stack-map frames keep their meaning and only
 * move. All references to an old offset lead before what is inserted there.
 */
final class Insertions {
    static final int POLL = 1;
    static final int MONITOR = 2;
    static final int LENGTH = 4;

    /** How much is inserted: less when a method would grow past what branches or the format can reach. */
    enum Level {
        ALL,
        LOOPS_AND_HANDLERS,
        HANDLERS,
        NOTHING
    }

    static final int CALL = 3;

    final byte[] kinds;
    /** New offset of what stood at the old one, inserted calls included. */
    final int[] before;
    /** New offset of the old instruction itself. */
    final int[] at;

    Insertions(int codeLength) {
        kinds = new byte[codeLength];
        before = new int[codeLength + 1];
        at = new int[codeLength + 1];
    }

    void add(int pc, int kind) {
        kinds[pc] |= (byte) kind;
    }

    boolean has(int pc, int kind) {
        return (kinds[pc] & kind) != 0;
    }

    int bytes(int pc) {
        return CALL * Integer.bitCount(kinds[pc]);
    }
}
