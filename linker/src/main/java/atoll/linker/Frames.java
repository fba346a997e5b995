package atoll.linker;

/** Moves the offsets of a {@code StackMapTable}; what the frames say stays. JVMS 4.7.4. */
final class Frames {
    private final byte[] b;
    private final Insertions plan;
    private final ByteSink out;
    private int at;

    private Frames(byte[] b, int at, Insertions plan, ByteSink out) {
        this.b = b;
        this.at = at;
        this.plan = plan;
        this.out = out;
    }

    /** Copies the table whose count stands at {@code at}; returns the new offset of the last frame, or -1. */
    static int write(byte[] b, int at, Insertions plan, ByteSink out) {
        return new Frames(b, at, plan, out).table();
    }

    private int table() {
        int count = ByteSink.u2(b, at);
        at += 2;
        out.u2(count);
        int oldOffset = -1;
        int newOffset = -1;
        for (int i = 0; i < count; i++) {
            int type = ByteSink.u1(b, at++);
            int delta = type < 64 ? type : type < 128 ? type - 64 : u2();
            oldOffset += delta + 1;
            if (oldOffset < 0 || oldOffset >= plan.before.length) {
                throw new VerifyError("StackMapTable error: bad offset");
            }
            int moved = plan.before[oldOffset];
            frame(type, moved - newOffset - 1);
            newOffset = moved;
        }
        return newOffset;
    }

    private int u2() {
        int value = ByteSink.u2(b, at);
        at += 2;
        return value;
    }

    private void frame(int type, int delta) {
        if (type < 64 || type == 251) {
            same(delta);
        } else if (type < 128 || type == 247) {
            sameLocalsOneItem(delta);
        } else if (type < 247) {
            throw new VerifyError("StackMapTable error: reserved frame type");
        } else if (type < 251) {
            out.u1(type);
            out.u2(delta);
        } else if (type < 255) {
            out.u1(type);
            out.u2(delta);
            types(type - 251);
        } else {
            out.u1(type);
            out.u2(delta);
            for (int part = 0; part < 2; part++) {
                int count = u2();
                out.u2(count);
                types(count);
            }
        }
    }

    private void same(int delta) {
        if (delta < 64) {
            out.u1(delta);
        } else {
            out.u1(251);
            out.u2(delta);
        }
    }

    private void sameLocalsOneItem(int delta) {
        if (delta < 64) {
            out.u1(64 + delta);
        } else {
            out.u1(247);
            out.u2(delta);
        }
        types(1);
    }

    private void types(int count) {
        for (int i = 0; i < count; i++) {
            int tag = ByteSink.u1(b, at++);
            out.u1(tag);
            if (tag == 7) {
                out.u2(u2());
            } else if (tag == 8) {
                int old = u2();
                if (old >= plan.at.length) {
                    throw new VerifyError("StackMapTable error: bad offset of new");
                }
                out.u2(plan.at[old]);
            }
        }
    }
}
