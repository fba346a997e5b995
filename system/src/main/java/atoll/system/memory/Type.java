package atoll.system.memory;

/** Types of values, by their numbers in a dump. */
final class Type {
    static final int REFERENCE = 2;

    /** Bytes in a dump, by number; 0: there is no such type. */
    private static final int[] SIZES = {0, 0, DumpFile.ID, 0, 1, 2, 4, 8, 1, 2, 4, 8};

    private Type() {}

    static int size(int type) throws BadDump {
        if (type >= SIZES.length || SIZES[type] == 0) {
            throw new BadDump("it has a value of the type " + type);
        }
        return SIZES[type];
    }
}
