package atoll.system.memory;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small dump with all kinds of things that real ones have, written by hand. */
final class MadeUpDump {
    /** Its processes. */
    static final int ONE = 7;

    static final int TWO = 8;

    /** Elements of the arrays of bytes that are in it. */
    static final int OF_ONE_STATIC = 1_000;

    static final int OF_ONE_LOCAL = 2_000;
    static final int OF_BOTH = 500;
    static final int OF_NOBODY = 300;
    static final int OF_HOST = 4_000;

    private static final String ONES = "guest/One";
    private static final String TWOS = "guest/Two";
    private static final String OBJECT = "java/lang/Object";
    private static final int REF = Type.REFERENCE;
    private static final int INT = 10;
    private static final int BYTE = 8;

    private final Map<String, Long> texts = new LinkedHashMap<>();
    private final Map<String, Long> types = new LinkedHashMap<>();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(body);
    private long next = 0x1000;

    private MadeUpDump() {}

    static byte[] bytes() throws IOException {
        return new MadeUpDump().write();
    }

    private long id() {
        next += 8;
        return next;
    }

    private long text(String text) {
        return texts.computeIfAbsent(text, key -> id());
    }

    private interface Write {
        void to(DataOutputStream out) throws IOException;
    }

    private void record(int tag, Write content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.to(new DataOutputStream(bytes));
        DataOutputStream to = new DataOutputStream(head);
        to.writeByte(tag);
        to.writeInt(0);
        to.writeInt(bytes.size());
        bytes.writeTo(to);
    }

    /** Statics are references without a name of interest; fields are {@code name:type}. */
    private void type(String name, String above, long loader, List<Long> statics, String... fields) throws IOException {
        long id = types.computeIfAbsent(name, key -> id());
        text(name);
        out.writeByte(Objects.TYPE);
        out.writeLong(id);
        out.writeInt(0);
        out.writeLong(above.isEmpty() ? 0 : types.get(above));
        out.writeLong(loader);
        for (int i = 0; i < 4; i++) {
            out.writeLong(0);
        }
        out.writeInt(0);
        out.writeShort(0);
        out.writeShort(statics.size());
        for (long each : statics) {
            out.writeLong(text("kept"));
            out.writeByte(REF);
            out.writeLong(each);
        }
        out.writeShort(fields.length);
        for (String field : fields) {
            boolean number = field.equals("id");
            out.writeLong(text(field));
            out.writeByte(number ? INT : REF);
        }
    }

    private long object(String type, Write values) throws IOException {
        long id = id();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        values.to(new DataOutputStream(bytes));
        out.writeByte(Objects.INSTANCE);
        out.writeLong(id);
        out.writeInt(0);
        out.writeLong(types.get(type));
        out.writeInt(bytes.size());
        bytes.writeTo(out);
        return id;
    }

    private long reference(String type, long to) throws IOException {
        return object(type, values -> values.writeLong(to));
    }

    private long array(int length) throws IOException {
        long id = id();
        out.writeByte(Objects.VALUES);
        out.writeLong(id);
        out.writeInt(0);
        out.writeInt(length);
        out.writeByte(BYTE);
        out.write(new byte[length]);
        return id;
    }

    private void classes() throws IOException {
        type(OBJECT, "", 0, List.of());
        type(Words.CLASS, OBJECT, 0, List.of());
        type(Words.LOADER, OBJECT, 0, List.of(), "parent");
        type(Words.THREAD, OBJECT, 0, List.of(), "holder");
        type(Words.VIRTUAL, Words.THREAD, 0, List.of(), "scheduler");
        type(Words.HOLDER, OBJECT, 0, List.of(), "group");
        type(Words.GROUP, OBJECT, 0, List.of(), "parent");
        type(Words.REFERENCE, OBJECT, 0, List.of(), "referent", "discovered");
        type(Words.SOFT, Words.REFERENCE, 0, List.of());
        type(Words.WORLD, OBJECT, 0, List.of());
        type(Words.WORLD_GROUP, Words.GROUP, 0, List.of(), "world");
        type(Words.SCHEDULER, OBJECT, 0, List.of(), "world");
        type(Words.PROCESS, Words.WORLD, 0, List.of(), "id");
        type(Words.JAVA_PROCESS, Words.PROCESS, 0, List.of(), "loader");
    }

    private long process(int pid, long loader) throws IOException {
        return object(Words.JAVA_PROCESS, values -> {
            values.writeLong(loader);
            values.writeInt(pid);
        });
    }

    private byte[] write() throws IOException {
        classes();
        long one = reference(Words.LOADER, 0);
        long below = reference(Words.LOADER, one);
        long two = reference(Words.LOADER, 0);
        long process = process(ONE, one);
        long other = process(TWO, two);
        long shared = array(OF_BOTH);
        type(ONES, OBJECT, below, List.of(array(OF_ONE_STATIC), shared), "next");
        type(TWOS, OBJECT, two, List.of(shared));
        long host = array(OF_HOST);
        // The host reaches both processes, and an object of one's; so it does what nobody else has.
        type("host/Main", OBJECT, 0, List.of(host, process, other, reference(ONES, process)));
        long group = object(Words.WORLD_GROUP, values -> {
            values.writeLong(process);
            values.writeLong(0);
        });
        long thread = reference(Words.THREAD, reference(Words.HOLDER, group));
        long by = reference(Words.SCHEDULER, other);
        object(Words.VIRTUAL, values -> {
            values.writeLong(by);
            values.writeLong(0);
        });
        long weak = object(Words.REFERENCE, values -> {
            values.writeLong(array(OF_NOBODY));
            values.writeLong(0);
        });
        long all = id();
        out.writeByte(Objects.ARRAY);
        out.writeLong(all);
        out.writeInt(0);
        out.writeInt(2);
        out.writeLong(types.get(OBJECT));
        out.writeLong(weak);
        out.writeLong(0);
        roots(array(OF_ONE_LOCAL), thread, all);
        return whole();
    }

    private void roots(long local, long thread, long all) throws IOException {
        for (long root : List.of(types.get("host/Main"), types.get(Words.CLASS))) {
            out.writeByte(Objects.ROOT_STICKY_CLASS);
            out.writeLong(root);
        }
        out.writeByte(Objects.ROOT_THREAD);
        out.writeLong(thread);
        out.writeInt(1);
        out.writeInt(5);
        // In a method of the host's that the program's calls.
        out.writeByte(Objects.ROOT_FRAME);
        out.writeLong(local);
        out.writeInt(1);
        out.writeInt(0);
        out.writeByte(Objects.ROOT_JNI_GLOBAL);
        out.writeLong(all);
        out.writeLong(0);
    }

    private byte[] whole() throws IOException {
        texts.forEach((text, id) -> {
            try {
                record(0x01, to -> {
                    to.writeLong(id);
                    to.write(text.getBytes(StandardCharsets.UTF_8));
                });
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        int serial = 0;
        for (Map.Entry<String, Long> each : types.entrySet()) {
            int number = ++serial;
            record(0x02, to -> {
                to.writeInt(number);
                to.writeLong(each.getValue());
                to.writeInt(0);
                to.writeLong(texts.get(each.getKey()));
            });
            record(0x04, to -> {
                to.writeLong(number);
                for (int i = 0; i < 3; i++) {
                    to.writeLong(0);
                }
                to.writeInt(number);
                to.writeInt(0);
            });
        }
        List<String> names = List.copyOf(types.keySet());
        record(0x05, to -> {
            to.writeInt(5);
            to.writeInt(1);
            to.writeInt(2);
            to.writeLong(1 + names.indexOf("host/Main"));
            to.writeLong(1 + names.indexOf(ONES));
        });
        record(0x1C, body::writeTo);
        record(0x2C, to -> {});
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(file);
        to.write("JAVA PROFILE 1.0.2\0".getBytes(StandardCharsets.US_ASCII));
        to.writeInt(Long.BYTES);
        to.writeLong(0);
        head.writeTo(to);
        return file.toByteArray();
    }
}
