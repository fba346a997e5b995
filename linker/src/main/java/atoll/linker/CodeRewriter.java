package atoll.linker;

import atoll.linker.Insertions.Level;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the code of one method: polls at entry, back-edges and handlers; stand-ins for shared monitors; the array
 * gate; redirected sites. Works on bytes and keeps the stack-map frames of the compiler, so that no class hierarchy is
 * needed and HotSpot's verifier judges the program's own frames. (The class-file library would make frames anew, which
 * needs the hierarchy of classes that only the program's own loaders could tell.)
 */
final class CodeRewriter {
    private static final int MAX_CODE = 65535;

    /** Bytes of code that needs no poll if it calls nothing and does not jump back. */
    static final int SMALL = 24;

    private final byte[] b;
    private final int code;
    private final int length;
    private final Calls calls;
    private final int[] handlers;
    private final BitSet starts;
    private final boolean callback;
    private final int maxLocals;

    /** Jumps that the new code needs in their wide form. */
    private BitSet wide = new BitSet();

    /** Found when it is first asked for. */
    private @Nullable BitSet targets;

    /** Indices of the methods that inserted calls name, and what is known of those that the class calls. */
    record Calls(int poll, int caught, int monitor, int array, Sites sites, Recursion recursion) {}

    /**
     * @param code offset of the first instruction in {@code b}
     * @param handlers the exception table as start, end, handler, type, ...
     * @param callback whether JDK code may call the method in a loop of its own, so that it polls however small it is
     */
    CodeRewriter(byte[] b, int code, int length, int[] handlers, boolean callback, int maxLocals, Calls calls) {
        this.b = b;
        this.code = code;
        this.length = length;
        this.handlers = handlers;
        this.callback = callback;
        this.maxLocals = maxLocals;
        this.calls = calls;
        this.starts = new BitSet(length);
        for (int pc = 0; pc < length; pc += Opcodes.length(b, code + pc, pc)) {
            starts.set(pc);
        }
    }

    /** The insertions of the highest level that fits, offsets laid out. */
    Insertions plan() {
        for (Level level : Level.values()) {
            Insertions plan = plan(level);
            BitSet wide = new BitSet();
            if (layOut(plan, wide)) {
                this.wide = wide;
                return plan;
            }
        }
        throw new ClassFormatError("Method does not fit");
    }

    /** Lays out insertions chosen by the caller; false when they do not fit. */
    boolean lay(Insertions plan) {
        wide = new BitSet();
        return layOut(plan, wide);
    }

    private Insertions plan(Level level) {
        Insertions plan = new Insertions(length);
        if (level == Level.NOTHING) {
            return plan;
        }
        for (int i = 0; i < handlers.length; i += 4) {
            int pc = handlers[i + 2];
            if (!releasesMonitor(pc)) {
                plan.add(pc, Insertions.CAUGHT);
            }
        }
        int weight = 0;
        int before = -1;
        boolean locks = false;
        for (int pc = starts.nextSetBit(0); pc >= 0; pc = starts.nextSetBit(pc + 1)) {
            int op = ByteSink.u1(b, code + pc);
            if (Opcodes.isInvoke(op)) {
                weight += calls.recursion.weight(ByteSink.u2(b, code + pc + 1));
            }
            locks |= op == Opcodes.MONITORENTER;
            if (level != Level.HANDLERS && Opcodes.jumpsBack(b, code + pc, pc)) {
                plan.add(pc, Insertions.POLL);
            }
            boolean array = op == Opcodes.NEWARRAY || op == Opcodes.ANEWARRAY;
            // A length that is written in the code is small: arguments of variable number are most of all arrays made.
            if (level == Level.ALL
                    && array
                    && (!Opcodes.isSmallConstant(before) || targets().get(pc))) {
                plan.add(pc, Insertions.LENGTH);
            }
            before = op;
        }
        if (level == Level.ALL && (weight >= Recursion.BRANCHES || callback || weight == 0 && length > SMALL)) {
            plan.add(0, Insertions.POLL);
        }
        if (locks) {
            lock(plan);
        }
        return plan;
    }

    private void lock(Insertions plan) {
        LockSites pairs = LockSites.of(b, code, starts, targets(), maxLocals);
        plan.locks = pairs;
        for (int pc = starts.nextSetBit(0); pc >= 0; pc = starts.nextSetBit(pc + 1)) {
            int op = ByteSink.u1(b, code + pc);
            if (op == Opcodes.MONITORENTER) {
                plan.add(pc, pairs == null ? Insertions.MONITOR : Insertions.ENTER);
            } else if (op == Opcodes.MONITOREXIT) {
                plan.add(pc, pairs == null ? Insertions.MONITOR : Insertions.EXIT);
            }
        }
        if (pairs != null) {
            plan.add(0, Insertions.CLEAR);
        }
    }

    /** Where branches, switches and handlers lead. */
    private BitSet targets() {
        BitSet known = targets;
        if (known == null) {
            known = findTargets();
            targets = known;
        }
        return known;
    }

    private BitSet findTargets() {
        BitSet found = new BitSet(length);
        for (int i = 0; i < handlers.length; i += 4) {
            found.set(handlers[i + 2]);
        }
        for (int pc = starts.nextSetBit(0); pc >= 0; pc = starts.nextSetBit(pc + 1)) {
            int op = ByteSink.u1(b, code + pc);
            if (Opcodes.isBranch2(op)) {
                mark(found, pc + ByteSink.s2(b, code + pc + 1));
            } else if (Opcodes.isBranch4(op)) {
                mark(found, pc + ByteSink.s4(b, code + pc + 1));
            } else if (Opcodes.isSwitch(op)) {
                int at = code + pc + 1 + Opcodes.padding(pc);
                mark(found, pc + ByteSink.s4(b, at));
                int step = op == Opcodes.TABLESWITCH ? 4 : 8;
                for (int i = Opcodes.switchCount(b, op, at) - 1; i >= 0; i--) {
                    mark(found, pc + ByteSink.s4(b, at + 12 + step * i));
                }
            }
        }
        return found;
    }

    private void mark(BitSet found, int pc) {
        if (pc < 0 || pc >= length) {
            throw new VerifyError("Illegal target of jump or branch");
        }
        found.set(pc);
    }

    /** The handler that javac and others emit to leave a synchronized block: it rethrows by itself. */
    private boolean releasesMonitor(int handler) {
        int pc = handler;
        for (int steps = 0; steps < 3 && pc < length; steps++) {
            int op = ByteSink.u1(b, code + pc);
            if (op == Opcodes.MONITOREXIT) {
                return true;
            }
            boolean moves = op == Opcodes.ASTORE
                    || op >= Opcodes.ASTORE_0 && op <= Opcodes.ASTORE_3
                    || op == Opcodes.ALOAD
                    || op >= Opcodes.ALOAD_0 && op <= Opcodes.ALOAD_3;
            if (!moves) {
                return false;
            }
            pc += Opcodes.length(b, code + pc, pc);
        }
        return false;
    }

    /** Computes new offsets; false when the method would not fit the format. Jumps without condition may widen. */
    private boolean layOut(Insertions plan, BitSet wide) {
        while (true) {
            int to = 0;
            for (int pc = starts.nextSetBit(0); pc >= 0; pc = starts.nextSetBit(pc + 1)) {
                plan.before[pc] = to;
                to += plan.bytes(pc);
                plan.at[pc] = to;
                to += newLength(pc, to, wide);
            }
            plan.before[length] = to;
            plan.at[length] = to;
            if (to > MAX_CODE) {
                return false;
            }
            int tooFar = firstTooFar(plan, wide);
            if (tooFar < 0) {
                return true;
            }
            int op = ByteSink.u1(b, code + tooFar);
            if (op != Opcodes.GOTO && op != Opcodes.JSR) {
                return false;
            }
            wide.set(tooFar);
        }
    }

    private int newLength(int pc, int newPc, BitSet wide) {
        int op = ByteSink.u1(b, code + pc);
        int old = Opcodes.length(b, code + pc, pc);
        if (Opcodes.isSwitch(op)) {
            return old - Opcodes.padding(pc) + Opcodes.padding(newPc);
        }
        return wide.get(pc) ? 5 : old;
    }

    private int firstTooFar(Insertions plan, BitSet wide) {
        for (int pc = starts.nextSetBit(0); pc >= 0; pc = starts.nextSetBit(pc + 1)) {
            if (Opcodes.isBranch2(ByteSink.u1(b, code + pc)) && !wide.get(pc)) {
                int distance = target(plan, pc, ByteSink.s2(b, code + pc + 1));
                if (distance != (short) distance) {
                    return pc;
                }
            }
        }
        return -1;
    }

    private int target(Insertions plan, int pc, int offset) {
        int old = pc + offset;
        if (old < 0 || old >= length || !starts.get(old)) {
            throw new VerifyError("Illegal target of jump or branch at offset " + pc);
        }
        return plan.before[old] - plan.at[pc];
    }

    /** Writes the new code. */
    void write(Insertions plan, ByteSink out) {
        int base = out.size();
        for (int pc = starts.nextSetBit(0); pc >= 0; pc = starts.nextSetBit(pc + 1)) {
            insert(plan, pc, out);
            int op = ByteSink.u1(b, code + pc);
            int old = Opcodes.length(b, code + pc, pc);
            if (Opcodes.isBranch2(op)) {
                branch(plan, pc, op, out);
            } else if (Opcodes.isBranch4(op)) {
                out.u1(op);
                out.u4(target(plan, pc, ByteSink.s4(b, code + pc + 1)));
            } else if (Opcodes.isSwitch(op)) {
                writeSwitch(plan, pc, op, out, base);
            } else {
                Integer site = op == Opcodes.GETSTATIC || op >= Opcodes.INVOKEVIRTUAL && op <= Opcodes.INVOKESTATIC
                        ? calls.sites.target(ByteSink.u2(b, code + pc + 1))
                        : null;
                plain(site, pc, old, out);
            }
        }
    }

    private void plain(@Nullable Integer site, int pc, int old, ByteSink out) {
        if (site != null) {
            call(site, out);
        } else {
            out.copy(b, code + pc, old);
        }
    }

    private void insert(Insertions plan, int pc, ByteSink out) {
        if (plan.kinds[pc] == 0) {
            return;
        }
        LockSites locks = plan.locks;
        if (locks != null && plan.has(pc, Insertions.CLEAR)) {
            for (int i = 0; i < locks.count(); i++) {
                out.u1(Opcodes.ACONST_NULL);
                LockSites.write(Opcodes.ASTORE, locks.first() + i, out);
            }
        }
        if (plan.has(pc, Insertions.CAUGHT)) {
            call(calls.caught, out);
        }
        if (plan.has(pc, Insertions.POLL)) {
            call(calls.poll, out);
        }
        if (locks != null && plan.has(pc, Insertions.ENTER)) {
            call(calls.monitor, out);
            out.u1(Opcodes.DUP);
            LockSites.write(Opcodes.ASTORE, locks.local(pc), out);
        }
        if (locks != null && plan.has(pc, Insertions.EXIT)) {
            out.u1(Opcodes.POP);
            LockSites.write(Opcodes.ALOAD, locks.local(pc), out);
        }
        if (plan.has(pc, Insertions.MONITOR)) {
            call(calls.monitor, out);
        }
        if (plan.has(pc, Insertions.LENGTH)) {
            call(calls.array, out);
        }
    }

    private static void call(int method, ByteSink out) {
        out.u1(Opcodes.INVOKESTATIC);
        out.u2(method);
    }

    private void branch(Insertions plan, int pc, int op, ByteSink out) {
        int distance = target(plan, pc, ByteSink.s2(b, code + pc + 1));
        if (wide.get(pc)) {
            out.u1(op == Opcodes.GOTO ? Opcodes.GOTO_W : Opcodes.JSR_W);
            out.u4(distance);
        } else {
            out.u1(op);
            out.u2(distance);
        }
    }

    private void writeSwitch(Insertions plan, int pc, int op, ByteSink out, int base) {
        out.u1(op);
        int newPc = plan.at[pc];
        assert out.size() - base == newPc + 1;
        for (int i = Opcodes.padding(newPc); i > 0; i--) {
            out.u1(0);
        }
        int at = code + pc + 1 + Opcodes.padding(pc);
        out.u4(target(plan, pc, ByteSink.s4(b, at)));
        out.copy(b, at + 4, op == Opcodes.TABLESWITCH ? 8 : 4);
        int count = Opcodes.switchCount(b, op, at);
        for (int i = 0; i < count; i++) {
            if (op == Opcodes.TABLESWITCH) {
                out.u4(target(plan, pc, ByteSink.s4(b, at + 12 + 4 * i)));
            } else {
                out.copy(b, at + 8 + 8 * i, 4);
                out.u4(target(plan, pc, ByteSink.s4(b, at + 12 + 8 * i)));
            }
        }
    }
}
