package atoll.linker;

import org.jspecify.annotations.Nullable;

/**
 * Weaves {@code Hook.enterHost()} and {@code Hook.leaveHost()} around the static initialiser of a JDK class that is being
 * loaded. Works on bytes and links nothing (no lambda, no string concatenation), for it runs while classes are looked up.
 */
final class InitWeave {
    private static final String HOOK = "java/atoll/Hook";
    private static final int RETURN = 0xb1;
    private static final int ATHROW = 0xbf;
    private static final int FULL_FRAME = 255;
    private static final int OBJECT = 7;
    private static final int ENTER = Insertions.POLL;
    private static final int LEAVE = Insertions.MONITOR;

    /** What the section itself runs on. */
    private static final String[] NEVER = {
        "java/atoll/", "java/lang/invoke/", "java/lang/ThreadLocal", "java/lang/classfile/", "jdk/internal/classfile/"
    };

    private final byte[] b;
    private final ConstantPool pool;
    private final ByteSink out;

    private InitWeave(byte[] b) {
        this.b = b;
        this.pool = new ConstantPool(b, 8);
        this.out = new ByteSink(b.length + 256);
    }

    static boolean wants(@Nullable String name) {
        if (name == null) {
            return false;
        }
        for (String prefix : NEVER) {
            if (name.startsWith(prefix)) {
                return false;
            }
        }
        return true;
    }

    /** The woven class, or null when it has no initialiser that calls anything. */
    static byte @Nullable [] weave(byte[] bytes) {
        return new InitWeave(bytes).run();
    }

    private byte @Nullable [] run() {
        int method = initialiser();
        int code = method < 0 ? -1 : codeOf(method);
        if (code < 0 || !calls(code)) {
            return null;
        }
        int length = ByteSink.s4(b, code + 2);
        int enter = pool.addMethod(HOOK, "enterHost", "()V");
        CodeRewriter.Calls calls = new CodeRewriter.Calls(
                enter, 0, pool.addMethod(HOOK, "leaveHost", "()V"), 0, Sites.NONE, Recursion.NONE);
        int throwable = pool.addClass("java/lang/Throwable");
        int table = pool.addUtf8("StackMapTable");
        ByteSink woven = new ByteSink(length + 128);
        if (!code(code, calls, throwable, table, woven)) {
            return null;
        }
        out.copy(b, 0, 8);
        out.u2(pool.count());
        out.copy(b, 10, pool.end() - 10);
        out.append(pool.added());
        out.copy(b, pool.end(), code - pool.end());
        out.append(woven);
        out.copy(b, code + 6 + length, b.length - code - 6 - length);
        return out.toArray();
    }

    /** Offset of the method {@code <clinit>}, or -1. */
    private int initialiser() {
        int at = Members.methods(b, pool.end());
        int methods = ByteSink.u2(b, at);
        at += 2;
        for (int i = 0; i < methods; i++) {
            if (pool.isUtf8(ByteSink.u2(b, at + 2), "<clinit>")) {
                return at;
            }
            at = Members.after(b, at);
        }
        return -1;
    }

    private int codeOf(int method) {
        int at = method + 8;
        for (int i = ByteSink.u2(b, method + 6); i > 0; i--) {
            if (pool.isUtf8(ByteSink.u2(b, at), "Code")) {
                return at;
            }
            at += 6 + ByteSink.s4(b, at + 2);
        }
        return -1;
    }

    /** Whether it calls anything but {@code desiredAssertionStatus} and methods of its own class, as enums do. */
    private boolean calls(int attribute) {
        int code = attribute + 14;
        int length = ByteSink.s4(b, attribute + 10);
        int self = ByteSink.u2(b, pool.end() + 2);
        for (int pc = 0; pc < length; pc += Opcodes.length(b, code + pc, pc)) {
            int op = ByteSink.u1(b, code + pc);
            if (op >= Opcodes.INVOKEVIRTUAL && Opcodes.isInvoke(op)) {
                int member = ByteSink.u2(b, code + pc + 1);
                boolean dynamic = op == 0xba;
                if (dynamic || pool.u2(member, 1) != self && !assertionStatus(member)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean assertionStatus(int member) {
        return pool.isUtf8(pool.u2(pool.u2(member, 3), 1), "desiredAssertionStatus");
    }

    /** Writes the code attribute anew; false when it cannot be. JVMS 4.7.3. */
    private boolean code(int start, CodeRewriter.Calls calls, int throwable, int tableName, ByteSink to) {
        int length = ByteSink.s4(b, start + 10);
        int code = start + 14;
        int at = code + length;
        int[] handlers = new int[4 * ByteSink.u2(b, at)];
        at += 2;
        for (int i = 0; i < handlers.length; i++, at += 2) {
            handlers[i] = ByteSink.u2(b, at);
        }
        Insertions plan = new Insertions(length);
        CodeRewriter rewriter = new CodeRewriter(b, code, length, handlers, false, 0, calls);
        if (!choose(plan, code, length) || !rewriter.lay(plan)) {
            return false;
        }
        int end = plan.before[length];
        to.copy(b, start, 6);
        to.u2(Math.max(1, ByteSink.u2(b, start + 6)));
        to.copy(b, start + 8, 2);
        to.u4(end + 4);
        rewriter.write(plan, to);
        to.u1(Opcodes.INVOKESTATIC);
        to.u2(calls.monitor());
        to.u1(ATHROW);
        handlers(handlers, plan, end, to);
        frames(at, plan, end, throwable, tableName, to);
        to.setU4(2, to.size() - 6);
        return true;
    }

    /** Enter at the start, leave before every return. False when a jump leads to the start. */
    private boolean choose(Insertions plan, int code, int length) {
        plan.add(0, ENTER);
        for (int pc = 0; pc < length; pc += Opcodes.length(b, code + pc, pc)) {
            int op = ByteSink.u1(b, code + pc);
            if (op == RETURN) {
                plan.add(pc, LEAVE);
            }
            if (Opcodes.isBranch2(op) && pc + ByteSink.s2(b, code + pc + 1) == 0
                    || Opcodes.isBranch4(op) && pc + ByteSink.s4(b, code + pc + 1) == 0) {
                return false;
            }
        }
        return true;
    }

    private static void handlers(int[] handlers, Insertions plan, int end, ByteSink to) {
        to.u2(handlers.length / 4 + 1);
        for (int i = 0; i < handlers.length; i += 4) {
            to.u2(plan.before[handlers[i]]);
            to.u2(plan.before[handlers[i + 1]]);
            to.u2(plan.before[handlers[i + 2]]);
            to.u2(handlers[i + 3]);
        }
        to.u2(Insertions.CALL);
        to.u2(end);
        to.u2(end);
        to.u2(0);
    }

    /** The stack map with a frame for the new handler: no locals, the throwable on the stack. Debug tables go. */
    private void frames(int from, Insertions plan, int end, int throwable, int tableName, ByteSink to) {
        to.u2(1);
        to.u2(tableName);
        int head = to.size();
        to.u4(0);
        int last = -1;
        int countAt = to.size();
        int at = from + 2;
        to.u2(0);
        for (int i = ByteSink.u2(b, from); i > 0; i--) {
            if (pool.isUtf8(ByteSink.u2(b, at), "StackMapTable")) {
                to.cut(countAt);
                last = Frames.write(b, at + 6, plan, to);
            }
            at += 6 + ByteSink.s4(b, at + 2);
        }
        to.addU2(countAt, 1);
        to.u1(FULL_FRAME);
        to.u2(end - last - 1);
        to.u2(0);
        to.u2(1);
        to.u1(OBJECT);
        to.u2(throwable);
        to.setU4(head, to.size() - head - 4);
    }
}
