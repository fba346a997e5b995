package atoll.system.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a dump says before its objects: names, classes, and what is on the stacks of threads. Of names only those that somebody asks for are kept.
 */
final class Words {
    static final String LOADER = "java/lang/ClassLoader";
    static final String THREAD = "java/lang/Thread";
    static final String HOLDER = "java/lang/Thread$FieldHolder";
    static final String GROUP = "java/lang/ThreadGroup";
    static final String VIRTUAL = "java/lang/VirtualThread";
    static final String REFERENCE = "java/lang/ref/Reference";
    static final String SOFT = "java/lang/ref/SoftReference";
    static final String CLASS = "java/lang/Class";
    static final String WORLD = "java/atoll/World";
    static final String WORLD_GROUP = "java/atoll/WorldGroup";
    static final String SCHEDULER = "java/atoll/WorldScheduler";
    static final String PROCESS = "atoll/kernel/Process";
    static final String JAVA_PROCESS = "atoll/personality/java/JavaProcess";

    static final List<String> CLASSES = List.of(
            LOADER,
            THREAD,
            HOLDER,
            GROUP,
            VIRTUAL,
            REFERENCE,
            SOFT,
            CLASS,
            WORLD,
            WORLD_GROUP,
            SCHEDULER,
            PROCESS,
            JAVA_PROCESS);
    private static final List<String> FIELDS =
            List.of("parent", "holder", "group", "scheduler", "referent", "discovered", "world", "id", "loader");

    /** No name that anybody asks for has so many bytes. */
    private static final int LONGEST = 64;

    private static final String MAGIC = "JAVA PROFILE 1.0.2\0";
    private static final int HEAD = MAGIC.length() + Integer.BYTES + Long.BYTES;
    private static final int RECORD = 1 + Integer.BYTES + Integer.BYTES;

    private static final int TEXT = 0x01;
    private static final int LOADED_CLASS = 0x02;
    private static final int FRAME = 0x04;
    private static final int TRACE = 0x05;
    private static final int SEGMENT = 0x1C;
    private static final int END = 0x2C;

    /** What is kept of a frame, a trace or a class, and which share of the room all of them may take. */
    private static final int BYTES_EACH = 128;

    private static final int SHARE = 8;

    /** A part of the file that is full of objects. */
    record Segment(long from, long to) {}

    private final DumpFile file;
    private final Set<String> wanted = new HashSet<>(CLASSES);
    private final Map<Long, String> texts = new HashMap<>();
    private final Map<Integer, Long> classes = new HashMap<>();
    private final Map<Long, Integer> frames = new HashMap<>();
    private final Map<Integer, Long> traces = new HashMap<>();
    /** The classes of some name; several loaders may have one of it each. */
    final Map<Long, String> named = new HashMap<>();

    final List<Segment> segments = new ArrayList<>();

    private final long most;

    /** {@code room}: bytes that the heap has to give. */
    Words(DumpFile file, long room) throws BadDump {
        this.file = file;
        most = Math.min(Integer.MAX_VALUE, room / SHARE / BYTES_EACH);
        wanted.addAll(FIELDS);
        file.need(0, HEAD);
        if (!file.text(0, MAGIC.length()).equals(MAGIC)) {
            throw new BadDump("it does not begin as one");
        }
        int id = file.u4(MAGIC.length());
        if (id != DumpFile.ID) {
            throw new BadDump("its ids have " + id + " bytes");
        }
        long at = HEAD;
        for (int tag = 0; tag != END; ) {
            tag = file.u1(at);
            long length = Integer.toUnsignedLong(file.u4(at + RECORD - Integer.BYTES));
            at += RECORD;
            file.need(at, length);
            record(tag, at, length);
            at += length;
        }
    }

    private void record(int tag, long at, long length) throws BadDump {
        switch (tag) {
            case TEXT -> text(at, length);
            case LOADED_CLASS -> loaded(at);
            case FRAME -> put(frames, file.u8(at), file.u4(at + 4L * DumpFile.ID));
            case TRACE -> put(traces, file.u4(at), at);
            case SEGMENT -> segments.add(new Segment(at, at + length));
            default -> {
                // Nothing that is asked for.
            }
        }
    }

    private <K, V> void put(Map<K, V> map, K key, V value) throws BadDump {
        if (map.size() >= most) {
            throw new BadDump("it has more than " + most
                    + " frames of threads, or as many classes; the heap has no room for them");
        }
        map.put(key, value);
    }

    private void text(long at, long length) throws BadDump {
        if (length >= DumpFile.ID && length <= DumpFile.ID + LONGEST) {
            String text = file.text(at + DumpFile.ID, (int) length - DumpFile.ID);
            if (wanted.contains(text)) {
                texts.put(file.u8(at), text);
            }
        }
    }

    private void loaded(long at) throws BadDump {
        long type = file.u8(at + Integer.BYTES);
        put(classes, file.u4(at), type);
        String name = texts.get(file.u8(at + 2L * Integer.BYTES + DumpFile.ID));
        if (name != null) {
            named.put(type, name);
        }
    }

    /** Whether the text of that id is this one. */
    boolean is(long id, String text) {
        return text.equals(texts.get(id));
    }

    /** The classes whose methods are on the stack of that trace, the last that was called first; 0: not known. */
    long[] stack(int trace) throws BadDump {
        Long at = traces.get(trace);
        if (at == null) {
            return new long[0];
        }
        long count = Integer.toUnsignedLong(file.u4(at + 2L * Integer.BYTES));
        long from = at + 3L * Integer.BYTES;
        file.need(from, count * DumpFile.ID);
        long[] types = new long[(int) Math.min(count, frames.size())];
        for (int i = 0; i < types.length; i++) {
            Integer serial = frames.get(file.u8(from + (long) i * DumpFile.ID));
            types[i] = serial == null ? 0 : classes.getOrDefault(serial, 0L);
        }
        return types;
    }
}
