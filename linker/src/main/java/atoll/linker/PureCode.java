package atoll.linker;

import atoll.kernel.NameTable;
import atoll.kernel.PureMethods;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds the methods of a rewritten class that only read: their code calls nothing, changes nothing but its own locals, makes
 * nothing, locks nothing, never jumps back and has no class looked up. Who runs such code, on which thread and in which
 * process makes no difference. What it can do besides is fail. They are short: the linker has longer ones poll first.
 */
public final class PureCode {
    private static final int PUBLIC = 0x0001;

    /** Static, synchronized, native, abstract. */
    private static final int OTHER = 0x0528;

    /** First and last opcode of those that may stand there; branches only if they lead on. */
    private static final int[][] READS = {
        {0, 17}, // constants
        {21, 53}, // loads, of array elements too
        {54, 78}, // stores to locals
        {87, 152}, // stack, arithmetic, conversions, comparisons
        {153, 167}, // branches
        {172, 177}, // returns
        {190, 190}, // arraylength
        {198, 199} // branches
    };

    private static final int LDC = 18;
    private static final int LDC2_W = 20;
    private static final int RET = 169;
    private static final int GETFIELD = 180;
    private static final int INTEGER = 3;
    private static final int DOUBLE = 6;
    private static final int STRING = 8;

    /** What bytes that are no text become: other bytes become the same. */
    private static final char NO_TEXT = '\uFFFD';

    private final byte[] b;
    private final ConstantPool pool;

    /** The class itself, as a constant. */
    private final int own;

    private int at;

    PureCode(byte[] linked) {
        b = linked;
        pool = new ConstantPool(linked, 8);
        at = pool.end();
        own = ByteSink.u2(b, at + 2);
    }

    /**
     * Before {@code into}, the loader of a process's program, defines the class: notes such methods if the class implements
     * a contract that the process was given to serve.
     */
    public static void note(byte[] linked, ClassLoader into, PureMethods noted, NameTable given) {
        if (!given.servesAny()) {
            return;
        }
        try {
            PureCode code = new PureCode(linked);
            if (code.implementsOneOf(given)) {
                noted.note(into, code.pool.className(code.own), code.methods());
            }
        } catch (RuntimeException | LinkageError e) {
            // HotSpot will say so too. Should it not, a class of the same name was perhaps noted before.
            noted.distrust();
        }
    }

    private boolean implementsOneOf(NameTable given) {
        for (int i = ByteSink.u2(b, at + 6); i > 0; i--) {
            if (given.serves(pool.className(ByteSink.u2(b, at + 6 + 2 * i)))) {
                return true;
            }
        }
        return false;
    }

    /** Their names and types. Once. */
    Set<String> methods() {
        at += 8 + 2 * ByteSink.u2(b, at + 6);
        members(false);
        return members(true);
    }

    /** Of fields or methods, those that are methods and only read. */
    private Set<String> members(boolean methods) {
        Set<String> pure = new HashSet<>();
        int count = ByteSink.u2(b, at);
        at += 2;
        for (int i = 0; i < count; i++) {
            boolean open = methods && (ByteSink.u2(b, at) & (PUBLIC | OTHER)) == PUBLIC;
            int name = ByteSink.u2(b, at + 2);
            int type = ByteSink.u2(b, at + 4);
            int attributes = ByteSink.u2(b, at + 6);
            at += 8;
            for (int a = 0; a < attributes; a++) {
                if (open && pool.isUtf8(ByteSink.u2(b, at), "Code") && reads(at + 6)) {
                    String method = pool.utf8(name).concat(pool.utf8(type));
                    if (method.indexOf(NO_TEXT) < 0) {
                        pure.add(method);
                    }
                }
                int length = ByteSink.s4(b, at + 2);
                if (length < 0) {
                    throw new ClassFormatError("Truncated class file");
                }
                at += 6 + length;
            }
        }
        return pure;
    }

    /** The code whose attribute begins there, behind name and length. JVMS 4.7.3. */
    private boolean reads(int from) {
        int length = ByteSink.s4(b, from + 4);
        int code = from + 8;
        if (length <= 0 || length > CodeRewriter.SMALL || ByteSink.u2(b, code + length) != 0) {
            return false;
        }
        for (int pc = 0; pc < length; pc += Opcodes.length(b, code + pc, pc)) {
            if (!reads(code + pc, pc)) {
                return false;
            }
        }
        return true;
    }

    private boolean reads(int instruction, int pc) {
        int op = ByteSink.u1(b, instruction);
        if (op == GETFIELD) {
            // Another class would be looked up, by whoever calls. Names may look the same here that are not.
            return pool.u2(ByteSink.u2(b, instruction + 1), 1) == own;
        }
        if (op >= LDC && op <= LDC2_W) {
            int tag = pool.tag(op == LDC ? ByteSink.u1(b, instruction + 1) : ByteSink.u2(b, instruction + 1));
            return tag >= INTEGER && tag <= DOUBLE || tag == STRING;
        }
        if (op == Opcodes.WIDE) {
            return ByteSink.u1(b, instruction + 1) != RET;
        }
        for (int[] range : READS) {
            if (op >= range[0] && op <= range[1]) {
                return !Opcodes.jumpsBack(b, instruction, pc);
            }
        }
        return false;
    }
}
