package atoll.linker;

/** What the rewriter must know of the instruction set. JVMS 6.5. */
final class Opcodes {
    static final int ACONST_NULL = 1;
    private static final int ICONST_M1 = 2;
    private static final int SIPUSH = 17;
    static final int POP = 87;
    static final int DUP = 89;
    static final int ASTORE = 58;
    static final int ASTORE_0 = 75;
    static final int ASTORE_3 = 78;
    static final int ALOAD = 25;
    static final int ALOAD_0 = 42;
    static final int ALOAD_3 = 45;
    static final int IFEQ = 153;
    static final int IF_ACMPNE = 166;
    static final int GOTO = 167;
    static final int JSR = 168;
    static final int TABLESWITCH = 170;
    static final int LOOKUPSWITCH = 171;
    static final int GETSTATIC = 178;
    static final int INVOKEVIRTUAL = 182;
    static final int INVOKESTATIC = 184;
    static final int INVOKEDYNAMIC = 186;
    static final int NEWARRAY = 188;
    static final int ANEWARRAY = 189;
    static final int MONITORENTER = 194;
    static final int MONITOREXIT = 195;
    static final int WIDE = 196;
    static final int IFNULL = 198;
    static final int IFNONNULL = 199;
    static final int GOTO_W = 200;
    static final int JSR_W = 201;
    private static final int IINC = 132;
    private static final int MOST_CASES = 65535 / 4;

    /** Lengths of all instructions by opcode; 0 for those of variable length and for numbers that are no opcode. */
    private static final String LENGTHS = "1".repeat(16) // 0-15
            + "23233" // bipush sipush ldc ldc_w ldc2_w: 16-20
            + "2".repeat(5) // loads: 21-25
            + "1".repeat(28) // 26-53
            + "2".repeat(5) // stores: 54-58
            + "1".repeat(73) // 59-131
            + "3" // iinc
            + "1".repeat(20) // 133-152
            + "3".repeat(16) // branches, jsr: 153-168
            + "2" // ret
            + "00" // switches
            + "1".repeat(6) // returns: 172-177
            + "3".repeat(7) // fields, invokes: 178-184
            + "55" // invokeinterface invokedynamic
            + "3" // new
            + "2" // newarray
            + "3" // anewarray
            + "11" // arraylength athrow
            + "33" // checkcast instanceof
            + "11" // monitorenter monitorexit
            + "0" // wide
            + "4" // multianewarray
            + "33" // ifnull ifnonnull
            + "55"; // goto_w jsr_w

    private Opcodes() {}

    /** Length of the instruction at {@code at}; {@code pc} is its offset in the code, which switches pad by. */
    static int length(byte[] b, int at, int pc) {
        int op = ByteSink.u1(b, at);
        int length = op < LENGTHS.length() ? LENGTHS.charAt(op) - '0' : 0;
        if (length > 0) {
            return length;
        }
        return switch (op) {
            case TABLESWITCH, LOOKUPSWITCH -> {
                int first = at + 1 + padding(pc);
                int cases = switchCount(b, op, first);
                // More have no room in a method. HotSpot has not seen these bytes yet.
                if (cases < 0 || cases > MOST_CASES) {
                    throw new VerifyError("Bad switch of " + cases + " cases at offset " + pc);
                }
                yield first - at + (op == TABLESWITCH ? 12 + 4 * cases : 8 + 8 * cases);
            }
            case WIDE -> ByteSink.u1(b, at + 1) == IINC ? 6 : 4;
            default -> throw new VerifyError("Bad instruction " + op + " at offset " + pc);
        };
    }

    /** The local that the instruction at {@code at} loads a reference from, or -1. */
    static int loadedLocal(byte[] b, int at) {
        return local(b, at, ALOAD, ALOAD_0, ALOAD_3);
    }

    /** The local that the instruction at {@code at} stores a reference to, or -1. */
    static int storedLocal(byte[] b, int at) {
        return local(b, at, ASTORE, ASTORE_0, ASTORE_3);
    }

    private static int local(byte[] b, int at, int plain, int first, int last) {
        int op = ByteSink.u1(b, at);
        if (op >= first && op <= last) {
            return op - first;
        }
        if (op == plain) {
            return ByteSink.u1(b, at + 1);
        }
        return op == WIDE && ByteSink.u1(b, at + 1) == plain ? ByteSink.u2(b, at + 2) : -1;
    }

    static int padding(int pc) {
        return 3 - (pc & 3);
    }

    static boolean isBranch2(int op) {
        return op >= IFEQ && op <= JSR || op == IFNULL || op == IFNONNULL;
    }

    static boolean isBranch4(int op) {
        return op == GOTO_W || op == JSR_W;
    }

    static boolean isSwitch(int op) {
        return op == TABLESWITCH || op == LOOKUPSWITCH;
    }

    /** Pushes a constant that its instruction holds: of one or two bytes, or a long or floating one of none. */
    static boolean isSmallConstant(int op) {
        return op >= ICONST_M1 && op <= SIPUSH;
    }

    static boolean isInvoke(int op) {
        return op >= INVOKEVIRTUAL && op <= INVOKEDYNAMIC;
    }

    /** Whether the instruction at {@code at}, which is at {@code pc} in the code, may lead to itself or back. */
    static boolean jumpsBack(byte[] b, int at, int pc) {
        int op = ByteSink.u1(b, at);
        if (isBranch2(op)) {
            return ByteSink.s2(b, at + 1) <= 0;
        }
        if (isBranch4(op)) {
            return ByteSink.s4(b, at + 1) <= 0;
        }
        if (!isSwitch(op)) {
            return false;
        }
        int first = at + 1 + padding(pc);
        boolean back = ByteSink.s4(b, first) <= 0;
        int step = op == TABLESWITCH ? 4 : 8;
        for (int i = switchCount(b, op, first) - 1; i >= 0; i--) {
            back |= ByteSink.s4(b, first + 12 + step * i) <= 0;
        }
        return back;
    }

    /** How many cases the switch has whose padding ends at {@code first}. */
    static int switchCount(byte[] b, int op, int first) {
        return op == TABLESWITCH
                ? ByteSink.s4(b, first + 8) - ByteSink.s4(b, first + 4) + 1
                : ByteSink.s4(b, first + 4);
    }
}
