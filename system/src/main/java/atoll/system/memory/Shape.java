package atoll.system.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A class of a dump: what its objects look like. */
final class Shape {
    /** No class has so many above it; who goes round in a ring does. */
    private static final int DEEPEST = 2_000;

    final long id;
    final long loader;

    /** Of its record in the file, behind the tag. */
    final long at;

    /** Whose it is: see {@link Owners}. */
    short owner;

    /** Who reached it last: see {@link Attribution}. */
    short reachedBy;

    /** Of the class that is looked for now, or below it. */
    boolean asked;

    private final long above;
    private final long fields;
    private final int count;

    private @Nullable Shape parent;
    /** Bytes of its own fields in the dump, and in the heap. */
    private int own;

    private int ownHeap;
    private boolean reference;
    private boolean soft;

    // Of all its fields together, once asked for.
    private int @Nullable [] references;
    private int whole;
    private long size;

    private Shape(DumpFile file, long at) throws BadDump {
        this.at = at;
        id = file.u8(at);
        above = file.u8(superAt(at));
        loader = file.u8(loaderAt(at));
        long next = statics(file, at, null);
        count = file.u2(next);
        fields = next + Short.BYTES;
        file.need(fields, (long) count * (DumpFile.ID + 1));
    }

    static Shape read(DumpFile file, long at) throws BadDump {
        return new Shape(file, at);
    }

    static long superAt(long at) {
        return at + DumpFile.ID + Integer.BYTES;
    }

    static long loaderAt(long at) {
        return superAt(at) + DumpFile.ID;
    }

    /** What hears of the values of a class. */
    interface Statics {
        void value(int type, long at) throws BadDump;
    }

    /** Tells of constants and static fields; returns where they end. */
    static long statics(DumpFile file, long at, @Nullable Statics hears) throws BadDump {
        long next = superAt(at) + 6L * DumpFile.ID + Integer.BYTES;
        next = values(file, next, Short.BYTES, hears);
        return values(file, next, DumpFile.ID, hears);
    }

    /** {@code name}: bytes before the type of each. */
    private static long values(DumpFile file, long at, int name, @Nullable Statics hears) throws BadDump {
        int left = file.u2(at);
        long next = at + Short.BYTES;
        for (; left > 0; left--) {
            int type = file.u1(next + name);
            next += name + 1;
            if (hears != null) {
                hears.value(type, next);
            }
            next += Type.size(type);
        }
        return next;
    }

    /** Behind its last byte. */
    long end() {
        return fields + (long) count * (DumpFile.ID + 1);
    }

    /** What comes of its own fields; once, before anything else is asked of it. */
    void join(Heap heap) throws BadDump {
        parent = above == 0 ? null : heap.shape(above);
        for (int i = 0; i < count; i++) {
            int type = type(heap, i);
            int inDump = Type.size(type);
            own += inDump;
            ownHeap += heap.layout().size(type, inDump);
        }
        reference = heap.isBoot(id, Words.REFERENCE);
        soft = heap.isBoot(id, Words.SOFT);
    }

    private int type(Heap heap, int field) throws BadDump {
        return heap.file().u1(fields + (long) field * (DumpFile.ID + 1) + DumpFile.ID);
    }

    private long name(Heap heap, int field) throws BadDump {
        return heap.file().u8(fields + (long) field * (DumpFile.ID + 1));
    }

    /** Whether it is that class or below it. */
    boolean isA(long type) throws BadDump {
        int depth = 0;
        for (Shape each = this; each != null; each = each.parent) {
            if (each.id == type) {
                return true;
            }
            deeper(++depth);
        }
        return false;
    }

    private static void deeper(int depth) throws BadDump {
        if (depth > DEEPEST) {
            throw new BadDump("a class has more than " + DEEPEST + " above it");
        }
    }

    /** Where the references of an object are that keep others alive, in its values. */
    int[] references(Heap heap) throws BadDump {
        int[] known = references;
        return known == null ? add(heap) : known;
    }

    /** Bytes that the values of an object have in the dump. */
    int whole(Heap heap) throws BadDump {
        references(heap);
        return whole;
    }

    /** Bytes of an object in the heap. */
    long size(Heap heap) throws BadDump {
        references(heap);
        return size;
    }

    private int[] add(Heap heap) throws BadDump {
        boolean isSoft = false;
        int depth = 0;
        long bytes = 0;
        for (Shape each = this; each != null; each = each.parent) {
            isSoft |= each.soft;
            bytes += each.own;
            deeper(++depth);
        }
        if (bytes > Integer.MAX_VALUE) {
            throw new BadDump("a class has fields of " + bytes + " bytes");
        }
        int[] found = new int[(int) bytes / DumpFile.ID];
        int many = 0;
        int offset = 0;
        long inHeap = 0;
        for (Shape each = this; each != null; each = each.parent) {
            for (int i = 0; i < each.count; i++) {
                int type = each.type(heap, i);
                if (type == Type.REFERENCE && !(each.reference && each.isWeak(heap, i, isSoft))) {
                    found[many++] = offset;
                }
                offset += Type.size(type);
            }
            inHeap += each.ownHeap;
        }
        whole = offset;
        size = heap.layout().object(inHeap);
        int[] all = Arrays.copyOf(found, many);
        references = all;
        return all;
    }

    /** Of {@code Reference}: what is kept alive by others or not at all. */
    private boolean isWeak(Heap heap, int field, boolean isSoft) throws BadDump {
        long name = name(heap, field);
        return heap.words().is(name, "discovered") || !isSoft && heap.words().is(name, "referent");
    }

    /** Where that field, which the class {@code declaring} has, is in the values of an object of this class. */
    int offset(Heap heap, Shape declaring, String field) throws BadDump {
        int offset = 0;
        int depth = 0;
        for (Shape each = this; each != null; each = each.parent) {
            if (each == declaring) {
                for (int i = 0; i < each.count; i++) {
                    if (heap.words().is(each.name(heap, i), field)) {
                        return offset;
                    }
                    offset += Type.size(each.type(heap, i));
                }
                break;
            }
            offset += each.own;
            deeper(++depth);
        }
        throw new BadDump("a class that should have the field " + field + " has not");
    }
}
