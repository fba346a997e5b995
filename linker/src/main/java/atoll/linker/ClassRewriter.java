package atoll.linker;

import org.jspecify.annotations.Nullable;

/**
 * Rewrites one class of a process. Everything that is not code is copied; constants are only added. Bytes that are no
 * class file are left to HotSpot's own checks, which see every class of a process.
 */
public final class ClassRewriter {
    /** Part of the key of the link cache: raise it with every change of what is written. */
    public static final int VERSION = 4;

    /** The name that the process's own slot takes the place of; see {@link Linked}. */
    public static final String SLOT = "java/atoll/Slot";

    private static final int MAGIC = 0xCAFEBABE;
    private static final int NATIVE_OR_ABSTRACT = 0x0500;

    private final byte[] b;
    private final ConstantPool pool;
    private final CodeRewriter.Calls calls;
    private final ByteSink rest;
    private int at;

    private ClassRewriter(byte[] b, MemberTable table) {
        this.b = b;
        this.pool = new ConstantPool(b, 8);
        this.calls = new CodeRewriter.Calls(
                pool.addMethod(SLOT, "poll", "()V"),
                pool.addMethod(SLOT, "caught", "()V"),
                pool.addMethod(Sites.SYS, "monitor", "(Ljava/lang/Object;)Ljava/lang/Object;"),
                pool.addMethod(Sites.SYS, "length", "(I)I"),
                new Sites(pool, table),
                new Recursion(pool));
        this.rest = new ByteSink(b.length + b.length / 4);
        this.at = pool.end();
    }

    /** The rewritten class, with {@link #SLOT} as its slot. Throws what the JVM throws for a class that is malformed. */
    static Linked rewrite(byte[] bytes, MemberTable table) {
        if (bytes.length < 10 || ByteSink.s4(bytes, 0) != MAGIC) {
            return new Linked(bytes, -1);
        }
        try {
            return new ClassRewriter(bytes, table).run();
        } catch (ArrayIndexOutOfBoundsException | NegativeArraySizeException e) {
            ClassFormatError error = new ClassFormatError("Truncated class file");
            error.initCause(e);
            throw error;
        }
    }

    private Linked run() {
        int interfaces = ByteSink.u2(b, at + 6);
        copy(8 + 2 * interfaces);
        members(false);
        members(true);
        rest.copy(b, at, b.length - at);
        ByteSink out = new ByteSink(b.length + rest.size());
        out.copy(b, 0, 8);
        out.u2(pool.count());
        out.copy(b, 10, pool.end() - 10);
        out.append(pool.added());
        out.append(rest);
        // The slot is the first constant that was added: tag, length, text.
        return new Linked(out.toArray(), pool.end() + 3);
    }

    private void copy(int length) {
        rest.copy(b, at, length);
        at += length;
    }

    private void members(boolean methods) {
        int count = ByteSink.u2(b, at);
        copy(2);
        for (int i = 0; i < count; i++) {
            int flags = ByteSink.u2(b, at);
            int name = ByteSink.u2(b, at + 2);
            int type = ByteSink.u2(b, at + 4);
            boolean finalizer = methods && pool.isUtf8(name, "finalize") && pool.isUtf8(type, "()V");
            rest.u2(flags);
            // The JVM's finalizer thread has no process: finalizers do not run.
            rest.u2(finalizer ? pool.addUtf8("finalize$atoll") : name);
            rest.u2(type);
            at += 6;
            MethodHead method = methods && (flags & NATIVE_OR_ABSTRACT) == 0
                    ? new MethodHead(flags, pool.utf8(name), pool.utf8(type), ByteSink.u2(b, pool.end() + 2))
                    : null;
            attributes(method);
        }
    }

    private void attributes(@Nullable MethodHead method) {
        int count = ByteSink.u2(b, at);
        copy(2);
        for (int i = 0; i < count; i++) {
            int length = ByteSink.s4(b, at + 2);
            if (length < 0 || length > b.length - at - 6) {
                throw new ClassFormatError("Truncated class file");
            }
            if (method != null && pool.isUtf8(ByteSink.u2(b, at), "Code")) {
                new CodeAttribute(b, pool, rest).write(at, method, calls);
                at += 6 + length;
            } else {
                copy(6 + length);
            }
        }
    }
}
