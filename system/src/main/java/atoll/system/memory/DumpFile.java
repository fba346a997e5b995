package atoll.system.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** The bytes of a dump, mapped: none of them is on the heap. For the thread that opens it. Refuses to read beyond its end. */
final class DumpFile implements AutoCloseable {
    /** The size of an id, the only one that JVMs of 64 bits write. */
    static final int ID = 8;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment bytes;

    /** The channel may be closed from then on. */
    DumpFile(FileChannel channel) throws IOException {
        try {
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        } catch (IOException | RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    long size() {
        return bytes.byteSize();
    }

    /** Refuses unless there are so many bytes from there. */
    void need(long at, long count) throws BadDump {
        if (at < 0 || count < 0 || at > size() - count) {
            throw new BadDump("it ends in the middle, after " + size() + " bytes");
        }
    }

    int u1(long at) throws BadDump {
        need(at, 1);
        return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, at));
    }

    int u2(long at) throws BadDump {
        need(at, Short.BYTES);
        return Short.toUnsignedInt(bytes.get(SHORT, at));
    }

    int u4(long at) throws BadDump {
        need(at, Integer.BYTES);
        return bytes.get(INT, at);
    }

    long u8(long at) throws BadDump {
        need(at, Long.BYTES);
        return bytes.get(LONG, at);
    }

    String text(long at, int length) throws BadDump {
        need(at, length);
        byte[] text = new byte[length];
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, text, 0, length);
        return new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        arena.close();
    }
}
