package atoll.linker;

import java.util.Set;

/** Copies one {@code Code} attribute with its code rewritten and everything that holds offsets moved. JVMS 4.7.3. */
final class CodeAttribute {
    /** Debug tables of start and length: rows of how many bytes. */
    private static final int LINE_ROW = 4;

    private static final int VARIABLE_ROW = 10;
    private static final Set<String> VARIABLES = Set.of("LocalVariableTable", "LocalVariableTypeTable");

    private final byte[] b;
    private final ConstantPool pool;
    private final ByteSink out;

    CodeAttribute(byte[] b, ConstantPool pool, ByteSink out) {
        this.b = b;
        this.pool = pool;
        this.out = out;
    }

    void write(int start, MethodHead method, CodeRewriter.Calls calls) {
        int codeLength = ByteSink.s4(b, start + 10);
        int code = start + 14;
        if (codeLength <= 0 || codeLength > 65535 || code + codeLength > b.length) {
            throw new ClassFormatError("Invalid method Code length " + codeLength);
        }
        int at = code + codeLength;
        int[] handlers = new int[4 * ByteSink.u2(b, at)];
        at += 2;
        for (int i = 0; i < handlers.length; i++, at += 2) {
            handlers[i] = ByteSink.u2(b, at);
        }
        check(handlers, codeLength);
        int maxLocals = ByteSink.u2(b, start + 8);
        CodeRewriter rewriter = new CodeRewriter(b, code, codeLength, handlers, method.callback(), maxLocals, calls);
        Insertions plan = rewriter.plan();
        int head = out.size();
        out.copy(b, start, 10);
        LockSites locks = plan.locks;
        if (locks != null) {
            out.setU2(head + 6, ByteSink.u2(b, start + 6) + 1);
            out.setU2(head + 8, maxLocals + locks.count());
        }
        out.u4(plan.before[codeLength]);
        rewriter.write(plan, out);
        ExceptionTable.write(handlers, plan, out);
        attributes(at, plan, method);
        out.setU4(head + 2, out.size() - head - 6);
    }

    private static void check(int[] handlers, int codeLength) {
        for (int i = 0; i < handlers.length; i += 4) {
            if (handlers[i] >= handlers[i + 1] || handlers[i + 1] > codeLength || handlers[i + 2] >= codeLength) {
                throw new ClassFormatError("Invalid exception table range");
            }
        }
    }

    private void attributes(int from, Insertions plan, MethodHead method) {
        int at = from;
        int count = ByteSink.u2(b, at);
        at += 2;
        int countAt = out.size();
        out.u2(0);
        int written = 0;
        for (int i = 0; i < count; i++) {
            String name = pool.utf8(ByteSink.u2(b, at));
            int length = ByteSink.s4(b, at + 2);
            int head = out.size();
            out.copy(b, at, 6);
            if (name.equals("StackMapTable")) {
                LockSites locks = plan.locks;
                if (locks == null) {
                    Frames.write(b, at + 6, plan, out);
                } else {
                    new LockFrames(b, at + 6, plan, locks, pool, out).write(method.locals(pool));
                }
            } else if (name.equals("LineNumberTable")) {
                lines(at + 6, plan);
            } else if (VARIABLES.contains(name)) {
                variables(at + 6, plan);
            } else {
                // Type annotations of code and unknown attributes hold offsets that nothing at run time reads.
                out.cut(head);
            }
            if (out.size() > head) {
                out.setU4(head + 2, out.size() - head - 6);
                written++;
            }
            at += 6 + length;
        }
        out.setU2(countAt, written);
    }

    private void lines(int from, Insertions plan) {
        int rows = ByteSink.u2(b, from);
        out.u2(rows);
        for (int i = 0, at = from + 2; i < rows; i++, at += LINE_ROW) {
            out.u2(plan.before[ByteSink.u2(b, at)]);
            out.copy(b, at + 2, 2);
        }
    }

    private void variables(int from, Insertions plan) {
        int rows = ByteSink.u2(b, from);
        out.u2(rows);
        for (int i = 0, at = from + 2; i < rows; i++, at += VARIABLE_ROW) {
            int start = ByteSink.u2(b, at);
            int end = start + ByteSink.u2(b, at + 2);
            out.u2(plan.before[start]);
            out.u2(plan.before[end] - plan.before[start]);
            out.copy(b, at + 4, 6);
        }
    }
}
