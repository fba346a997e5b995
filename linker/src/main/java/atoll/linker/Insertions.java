package atoll.linker;

import org.jspecify.annotations.Nullable;

/**
 * What is inserted before which instruction of one method, and the new offsets that follow. Whatever is inserted leaves
 * the operand stack as it was, so stack-map frames keep their meaning and only move. All references to an old offset lead
 * before what is inserted there.
 */
final class Insertions {
    /** {@code Slot.poll()}. */
    static final int POLL = 1;
    /** {@code lock = Sys.monitor(lock)} on the stack: for monitors that {@link LockSites} cannot pair. */
    static final int MONITOR = 2;
    /** {@code length = Sys.length(length)}. */
    static final int LENGTH = 4;
    /** Before {@code monitorenter}: the stand-in on the stack and in the lock's own local. */
    static final int ENTER = 8;
    /** Before {@code monitorexit}: the lock's own local in place of what is on the stack. */
    static final int EXIT = 16;
    /** At the start: null in the locals of all locks. */
    static final int CLEAR = 32;

    /** {@code Slot.caught()}: the poll of a handler. */
    static final int CAUGHT = 64;

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

    @Nullable LockSites locks;

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
        int bytes = CALL * Integer.bitCount(kinds[pc] & (POLL | CAUGHT | MONITOR | LENGTH));
        LockSites l = locks;
        if (l != null) {
            if (has(pc, ENTER)) {
                bytes += CALL + 1 + LockSites.size(l.local(pc));
            }
            if (has(pc, EXIT)) {
                bytes += 1 + LockSites.size(l.local(pc));
            }
            bytes += clearing(pc);
        }
        return bytes;
    }

    /** New offset where a range of the exception table that began at {@code pc} begins: the locals of locks are set. */
    int from(int pc) {
        return before[pc] + clearing(pc);
    }

    private int clearing(int pc) {
        int bytes = 0;
        LockSites l = locks;
        if (l != null && has(pc, CLEAR)) {
            for (int i = 0; i < l.count(); i++) {
                bytes += 1 + LockSites.size(l.first() + i);
            }
        }
        return bytes;
    }
}
