package atoll.system.memory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small dumps, whole and spoilt. */
@Timeout(120)
class DumpTest {
    private static final int TIMES = 20_000;
    private static final long ROOM = 64 << 20;
    private static final Layout LAYOUT = new Layout(12, 4, 8);

    @TempDir
    Path folder;

    private FileChannel file;

    @BeforeEach
    void open() throws IOException {
        file = FileChannel.open(
                folder.resolve("dump"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    private Held read(byte[] bytes, int length, long room) throws IOException {
        file.truncate(0);
        file.write(ByteBuffer.wrap(bytes, 0, length), 0);
        return MemoryMeter.read(file, LAYOUT, room, Map.of(MadeUpDump.ONE, "one", MadeUpDump.TWO, "two"));
    }

    private static long array(int length) {
        return LAYOUT.array(length, 1);
    }

    private static void assertAbout(long expected, long bytes) {
        assertTrue(bytes >= expected && bytes < expected + 250, bytes + " bytes, not about " + expected);
    }

    @Test
    void everyObjectIsSomebodys() throws IOException {
        byte[] dump = MadeUpDump.bytes();
        Held held = read(dump, dump.length, ROOM);
        // With classes that nothing but these processes' have above them.
        assertAbout(array(MadeUpDump.OF_BOTH), held.shared());
        assertAbout(
                array(MadeUpDump.OF_ONE_STATIC) + array(MadeUpDump.OF_ONE_LOCAL),
                held.processes().get(MadeUpDump.ONE));
        assertAbout(0, held.processes().get(MadeUpDump.TWO));
        assertTrue(held.rest() > array(MadeUpDump.OF_HOST) + array(MadeUpDump.OF_NOBODY), held::toString);
    }

    @Test
    void aDumpThatIsCutAnywhereIsRefused() throws IOException {
        byte[] dump = MadeUpDump.bytes();
        for (int length = 0; length < dump.length; length++) {
            int cut = length;
            BadDump bad = assertThrows(BadDump.class, () -> read(dump, cut, ROOM), () -> "cut after " + cut);
            assertFalse(bad.getMessage().contains("\n"), bad.getMessage());
        }
    }

    /** Whatever stands in it: there is an end, and a figure or one reason. */
    @Test
    void garbage() throws IOException {
        byte[] dump = MadeUpDump.bytes();
        long seed = new Random().nextLong();
        System.out.println("DumpTest.garbage: seed " + seed);
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < TIMES; i++) {
            byte[] spoilt = dump.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                spoilt[random.nextInt(dump.length)] = (byte) (random.nextBoolean() ? random.nextInt() : -1);
            }
            try {
                assertTrue(read(spoilt, spoilt.length, ROOM).total() > 0);
            } catch (BadDump e) {
                refused++;
            }
        }
        assertTrue(refused > TIMES / 100, refused + " were refused");
    }

    @Test
    void whatHasNoRoomIsRefused() throws IOException {
        byte[] dump = MadeUpDump.bytes();
        BadDump bad = assertThrows(BadDump.class, () -> read(dump, dump.length, 100_000 / 8));
        assertTrue(bad.getMessage().contains("no room"), bad.getMessage());
        bad = assertThrows(BadDump.class, () -> read(dump, dump.length, 9_000));
        assertTrue(bad.getMessage().contains("room") || bad.getMessage().contains("free"), bad.getMessage());
    }
}
