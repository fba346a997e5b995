package atoll.system.memory;

/** Goes through all that the segments of a dump hold, in the order in which it stands there. */
final class Objects {
    static final int TYPE = 0x20;
    static final int INSTANCE = 0x21;
    static final int ARRAY = 0x22;
    static final int VALUES = 0x23;

    static final int ROOT_JNI_GLOBAL = 0x01;
    static final int ROOT_JNI_LOCAL = 0x02;
    static final int ROOT_FRAME = 0x03;
    static final int ROOT_NATIVE = 0x04;
    static final int ROOT_STICKY_CLASS = 0x05;
    static final int ROOT_BLOCK = 0x06;
    static final int ROOT_MONITOR = 0x07;
    static final int ROOT_THREAD = 0x08;
    static final int ROOT_UNKNOWN = 0xFF;

    /** Before the values of an instance, or the references of an array: an id, a trace, a number, another id. */
    static final int HEAD = 2 * DumpFile.ID + 2 * Integer.BYTES;

    /** Before the numbers of an array. */
    static final int VALUES_HEAD = DumpFile.ID + 2 * Integer.BYTES + 1;

    /** What is told of them; {@code at} is behind the tag, where the id is. */
    interface Hears {
        /** A class, an instance or an array. */
        void object(int tag, long at) throws BadDump;

        default void root(int tag, long at) throws BadDump {}
    }

    private Objects() {}

    static void tell(DumpFile file, Words words, Hears hears) throws BadDump {
        for (Words.Segment segment : words.segments) {
            long at = segment.from();
            while (at < segment.to()) {
                int tag = file.u1(at);
                long next = at + 1 + length(file, tag, at + 1);
                if (next > segment.to()) {
                    throw new BadDump("an object does not end where it should");
                }
                if (tag >= TYPE && tag <= VALUES) {
                    hears.object(tag, at + 1);
                } else {
                    hears.root(tag, at + 1);
                }
                at = next;
            }
        }
    }

    /** Never negative. */
    private static long length(DumpFile file, int tag, long at) throws BadDump {
        return switch (tag) {
            case ROOT_STICKY_CLASS, ROOT_MONITOR, ROOT_UNKNOWN -> DumpFile.ID;
            case ROOT_NATIVE, ROOT_BLOCK -> DumpFile.ID + Integer.BYTES;
            case ROOT_JNI_LOCAL, ROOT_FRAME, ROOT_THREAD -> DumpFile.ID + 2L * Integer.BYTES;
            case ROOT_JNI_GLOBAL -> 2L * DumpFile.ID;
            case TYPE -> Shape.read(file, at).end() - at;
            case INSTANCE -> HEAD + number(file, at + HEAD - Integer.BYTES);
            case ARRAY -> HEAD + number(file, at + DumpFile.ID + Integer.BYTES) * DumpFile.ID;
            case VALUES ->
                VALUES_HEAD + number(file, at + DumpFile.ID + Integer.BYTES) * Type.size(file.u1(at + VALUES_HEAD - 1));
            default -> throw new BadDump("it has something of the kind " + tag);
        };
    }

    private static long number(DumpFile file, long at) throws BadDump {
        return Integer.toUnsignedLong(file.u4(at));
    }
}
