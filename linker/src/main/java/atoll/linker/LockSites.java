package atoll.linker;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code monitorenter} and {@code monitorexit} of a method, paired by the local that the compiler keeps the lock in.
 * HotSpot compiles a method only when each exit releases what its enter took, seen by how the reference flows; so the
 * stand-in that is locked must flow from enter to exit in a local of its own, not be computed twice. (Computed twice,
 * the method stays in the interpreter: 11 times slower, measured.)
 */
final class LockSites {
    private final Map<Integer, Integer> localOf = new HashMap<>();
    private final Map<Integer, Integer> sites = new HashMap<>();
    private final int first;

    private LockSites(int first) {
        this.first = first;
    }

    /** The pairs, or null when the code is not as compilers make it. */
    static @Nullable LockSites of(byte[] b, int code, BitSet starts, BitSet targets, int maxLocals) {
        if (targets.get(0)) {
            return null;
        }
        LockSites sites = new LockSites(maxLocals);
        int previous = -1;
        for (int pc = starts.nextSetBit(0); pc >= 0; pc = starts.nextSetBit(pc + 1)) {
            int op = ByteSink.u1(b, code + pc);
            if (op == Opcodes.MONITORENTER || op == Opcodes.MONITOREXIT) {
                int local = previous < 0 || targets.get(pc) ? -1 : lockLocal(b, code + previous, op);
                if (local < 0) {
                    return null;
                }
                Integer own = sites.localOf.computeIfAbsent(local, n -> maxLocals + sites.localOf.size());
                sites.sites.put(pc, own);
            }
            previous = pc;
        }
        return sites;
    }

    /** The local that the instruction before a monitor instruction loads from, or before an enter stores to. */
    private static int lockLocal(byte[] b, int at, int op) {
        int local = Opcodes.loadedLocal(b, at);
        if (local < 0 && op == Opcodes.MONITORENTER) {
            local = Opcodes.storedLocal(b, at);
        }
        return local;
    }

    /** The lock's own local at the monitor instruction at {@code pc}. */
    int local(int pc) {
        return java.util.Objects.requireNonNull(sites.get(pc));
    }

    int first() {
        return first;
    }

    int count() {
        return localOf.size();
    }

    /** Bytes of a load or store of {@code local}. */
    static int size(int local) {
        return local < 256 ? 2 : 4;
    }

    static void write(int op, int local, ByteSink out) {
        if (local < 256) {
            out.u1(op);
            out.u1(local);
        } else {
            out.u1(Opcodes.WIDE);
            out.u1(op);
            out.u2(local);
        }
    }
}
