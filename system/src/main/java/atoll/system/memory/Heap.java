package atoll.system.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a dump, by numbers from 0 in the order of their ids. Kept of each are its id and where it stands in the file, 16 bytes; all else is
 * read there when it is asked for. Refuses a dump for which the heap has not the room, before it takes any.
 */
final class Heap {
    /** What is kept of an object, and what who walks needs besides: its owner, and its place among those to be looked at. */
    static final int BYTES_EACH = 2 * Long.BYTES + Short.BYTES + 2 * Integer.BYTES;

    /** A class, with what is found out of it. */
    private static final int BYTES_SHAPE = 256;

    /** The bits in which ids of classes do not differ much, for these are large objects. */
    private static final int LOWEST = 5;

    /** A power of 2. */
    private static final int RECENT = 1_024;

    /** Of the room that there is. */
    private static final double SHARE = 0.5;

    /** What is told of what an object refers to. */
    interface Hears {
        /** 0: nothing. */
        void reached(long id) throws BadDump;

        /** The class of the object. */
        void type(Shape shape) throws BadDump;
    }

    private final DumpFile file;
    private final Words words;
    private final Layout layout;
    private final long[] ids;
    private final long[] at;
    /** By their ids. */
    private final long[] types;

    private final Shape[] shapes;

    /** Those that were asked for last: most objects are of few classes. */
    private final @Nullable Shape[] recent = new Shape[RECENT];

    private long typeSize;

    /** What is counted before any of it is kept. */
    private static final class Census implements Objects.Hears {
        long objects;
        long types;

        @Override
        public void object(int tag, long at) {
            objects++;
            types += tag == Objects.TYPE ? 1 : 0;
        }
    }

    /** {@code room}: bytes that the heap has to give, half of which it takes at most. */
    Heap(DumpFile file, Words words, Layout layout, long room) throws BadDump {
        this.file = file;
        this.words = words;
        this.layout = layout;
        Census census = new Census();
        Objects.tell(file, words, census);
        long needs = census.objects * BYTES_EACH + census.types * BYTES_SHAPE;
        if (needs > room * SHARE || census.objects > Integer.MAX_VALUE - Long.BYTES) {
            throw new BadDump("to read its " + census.objects + " objects takes " + needs + " bytes of the heap, and "
                    + room + " are free, of which at most half are taken");
        }
        ids = new long[(int) census.objects];
        at = new long[ids.length];
        types = new long[(int) census.types];
        shapes = new Shape[types.length];
        sort();
        join();
    }

    private void sort() throws BadDump {
        int[] count = {0};
        Objects.tell(file, words, (tag, place) -> ids[count[0]++] = file.u8(place));
        Arrays.sort(ids);
        Objects.tell(file, words, (tag, place) -> {
            int object = index(file.u8(place));
            if (at[object] != 0) {
                throw new BadDump("it has an object twice");
            }
            at[object] = place;
        });
    }

    private void join() throws BadDump {
        for (int i = 0, type = 0; i < ids.length; i++) {
            if (tag(i) == Objects.TYPE) {
                types[type] = ids[i];
                shapes[type++] = Shape.read(file, at[i]);
            }
        }
        for (Shape shape : shapes) {
            shape.join(this);
        }
        typeSize = boot(Words.CLASS).size(this);
    }

    DumpFile file() {
        return file;
    }

    Words words() {
        return words;
    }

    Layout layout() {
        return layout;
    }

    int size() {
        return ids.length;
    }

    /** Of all classes, by their ids. */
    Shape[] shapes() {
        return shapes;
    }

    /** The number of the object with that id; negative: there is none. */
    int index(long id) {
        return Arrays.binarySearch(ids, id);
    }

    long id(int object) {
        return ids[object];
    }

    int tag(int object) throws BadDump {
        return file.u1(at[object] - 1);
    }

    /** The class with that id. */
    Shape shape(long id) throws BadDump {
        int place = (int) (id >>> LOWEST) & (RECENT - 1);
        Shape shape = recent[place];
        if (shape == null || shape.id != id) {
            int type = Arrays.binarySearch(types, id);
            if (type < 0) {
                throw new BadDump("a class is missing");
            }
            shape = shapes[type];
            recent[place] = shape;
        }
        return shape;
    }

    /** The class of an instance or of an array of references; for others, their own id, or 0. */
    long type(int object) throws BadDump {
        return switch (tag(object)) {
            case Objects.TYPE -> ids[object];
            case Objects.VALUES -> 0;
            default -> file.u8(at[object] + Objects.HEAD - behindType(object));
        };
    }

    private int behindType(int object) throws BadDump {
        return tag(object) == Objects.INSTANCE ? DumpFile.ID + Integer.BYTES : DumpFile.ID;
    }

    /** Whether a class is the JDK's own of that name, and not one that a program calls so. */
    boolean isBoot(long type, String name) throws BadDump {
        return name.equals(words.named.get(type)) && shape(type).loader == 0;
    }

    private boolean isBoot(Shape shape, String name) {
        return name.equals(words.named.get(shape.id)) && shape.loader == 0;
    }

    /** The JDK's class of that name, or the boundary's. */
    Shape boot(String name) throws BadDump {
        for (Shape shape : shapes) {
            if (isBoot(shape, name)) {
                return shape;
            }
        }
        throw new BadDump("it has no class " + name);
    }

    /** Bytes of the object itself. */
    long size(int object) throws BadDump {
        long place = at[object];
        return switch (tag(object)) {
            case Objects.TYPE -> typeSize(place);
            case Objects.INSTANCE -> shape(type(object)).size(this);
            case Objects.ARRAY -> layout.array(count(place), layout.reference());
            default -> layout.array(count(place), Type.size(file.u1(place + Objects.VALUES_HEAD - 1)));
        };
    }

    private long typeSize(long place) throws BadDump {
        long[] size = {typeSize};
        Shape.statics(file, place, (type, value) -> size[0] += layout.size(type, Type.size(type)));
        return layout.object(size[0] - layout.header());
    }

    private long count(long place) throws BadDump {
        return Integer.toUnsignedLong(file.u4(place + DumpFile.ID + Integer.BYTES));
    }

    /** Tells of all that the object keeps alive, its class among it. */
    void references(int object, Hears hears) throws BadDump {
        long place = at[object];
        switch (tag(object)) {
            case Objects.TYPE -> {
                for (int i = 0; i < 4; i++) {
                    hears.reached(file.u8(Shape.superAt(place) + (long) i * DumpFile.ID));
                }
                Shape.statics(file, place, (type, value) -> {
                    if (type == Type.REFERENCE) {
                        hears.reached(file.u8(value));
                    }
                });
            }
            case Objects.INSTANCE -> {
                Shape shape = shape(type(object));
                hears.type(shape);
                for (int offset : shape.references(this)) {
                    hears.reached(file.u8(place + Objects.HEAD + offset));
                }
            }
            case Objects.ARRAY -> {
                hears.type(shape(type(object)));
                long count = count(place);
                for (long i = 0; i < count; i++) {
                    hears.reached(file.u8(place + Objects.HEAD + i * DumpFile.ID));
                }
            }
            default -> {
                // Numbers.
            }
        }
    }

    /** The values of an instance; refuses those that are fewer than its class has. */
    void check(int object) throws BadDump {
        if (tag(object) == Objects.INSTANCE) {
            int length = file.u4(at[object] + Objects.HEAD - Integer.BYTES);
            if (length != shape(type(object)).whole(this)) {
                throw new BadDump("an object has " + length + " bytes, and its class says otherwise");
            }
        }
    }

    /** What the instance refers to by that field; 0: nothing. */
    long reference(int object, Shape declaring, String field) throws BadDump {
        return file.u8(value(object, declaring, field));
    }

    int number(int object, Shape declaring, String field) throws BadDump {
        return file.u4(value(object, declaring, field));
    }

    private long value(int object, Shape declaring, String field) throws BadDump {
        return at[object] + Objects.HEAD + shape(type(object)).offset(this, declaring, field);
    }

    /** Whether it is an instance of that class, or of one below it. */
    boolean isA(int object, Shape type) throws BadDump {
        return object >= 0
                && tag(object) == Objects.INSTANCE
                && shape(type(object)).isA(type.id);
    }
}
