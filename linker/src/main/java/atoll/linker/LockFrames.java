package atoll.linker;

import java.util.ArrayList;
import java.util.List;

/** A {@code StackMapTable} moved and widened by the locals of {@link LockSites}: every frame is written in full. */
final class LockFrames {
    /** A verification type: its tag, and a class constant or the offset of a {@code new}. JVMS 4.7.4. */
    record Type(int tag, int data) {
        static final Type TOP = new Type(0, 0);
        static final Type INTEGER = new Type(1, 0);
        static final Type FLOAT = new Type(2, 0);
        static final Type DOUBLE = new Type(3, 0);
        static final Type LONG = new Type(4, 0);
        static final Type UNINITIALIZED_THIS = new Type(6, 0);
        private static final int OBJECT = 7;
        private static final int UNINITIALIZED = 8;

        static Type object(int classConstant) {
            return new Type(OBJECT, classConstant);
        }

        int slots() {
            return tag == 3 || tag == 4 ? 2 : 1;
        }
    }

    private static final int FULL = 255;

    private final byte[] b;
    private final Insertions plan;
    private final LockSites locks;
    private final Type lock;
    private final ByteSink out;
    private int at;

    LockFrames(byte[] b, int at, Insertions plan, LockSites locks, ConstantPool pool, ByteSink out) {
        this.b = b;
        this.at = at;
        this.plan = plan;
        this.locks = locks;
        this.lock = Type.object(pool.addClass("java/lang/Object"));
        this.out = out;
    }

    /** Writes all frames; {@code initial} are the locals at the method's start. */
    void write(List<Type> initial) {
        List<Type> locals = new ArrayList<>(initial);
        int count = u2();
        out.u2(count);
        int oldOffset = -1;
        int newOffset = -1;
        for (int i = 0; i < count; i++) {
            int type = ByteSink.u1(b, at++);
            int delta = type < 64 ? type : type < 128 ? type - 64 : u2();
            oldOffset += delta + 1;
            List<Type> stack = read(type, locals);
            if (oldOffset < 0 || oldOffset >= plan.before.length) {
                throw new VerifyError("StackMapTable error: bad offset");
            }
            int moved = plan.before[oldOffset];
            // A frame at the very start (some compilers write one) stands before the locals are made.
            frame(moved - newOffset - 1, locals, stack, oldOffset > 0);
            newOffset = moved;
        }
    }

    private int u2() {
        int value = ByteSink.u2(b, at);
        at += 2;
        return value;
    }

    /** Reads the rest of a frame: changes {@code locals}, returns the stack. */
    private List<Type> read(int type, List<Type> locals) {
        List<Type> stack = new ArrayList<>();
        if (type >= 64 && type < 128 || type == 247) {
            types(1, stack);
        } else if (type >= 248 && type < 251) {
            int chopped = 251 - type;
            if (chopped > locals.size()) {
                throw new VerifyError("StackMapTable error: chop of too many locals");
            }
            locals.subList(locals.size() - chopped, locals.size()).clear();
        } else if (type > 251 && type < FULL) {
            types(type - 251, locals);
        } else if (type == FULL) {
            locals.clear();
            types(u2(), locals);
            types(u2(), stack);
        } else if (type >= 128 && type < 247) {
            throw new VerifyError("StackMapTable error: reserved frame type");
        }
        return stack;
    }

    private void types(int count, List<Type> into) {
        for (int i = 0; i < count; i++) {
            int tag = ByteSink.u1(b, at++);
            into.add(new Type(tag, tag == Type.OBJECT || tag == Type.UNINITIALIZED ? u2() : 0));
        }
    }

    private void frame(int delta, List<Type> locals, List<Type> stack, boolean locked) {
        int slots = 0;
        for (Type local : locals) {
            slots += local.slots();
        }
        int padding = locked ? Math.max(0, locks.first() - slots) : 0;
        out.u1(FULL);
        out.u2(delta);
        out.u2(locals.size() + padding + (locked ? locks.count() : 0));
        locals.forEach(this::type);
        for (int i = 0; i < padding; i++) {
            type(Type.TOP);
        }
        for (int i = 0; locked && i < locks.count(); i++) {
            type(lock);
        }
        out.u2(stack.size());
        stack.forEach(this::type);
    }

    private void type(Type type) {
        out.u1(type.tag);
        if (type.tag == Type.OBJECT) {
            out.u2(type.data);
        } else if (type.tag == Type.UNINITIALIZED) {
            if (type.data >= plan.at.length) {
                throw new VerifyError("StackMapTable error: bad offset of new");
            }
            out.u2(plan.at[type.data]);
        }
    }
}
