package atoll.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.system.Atoll;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code ./atoll bench storm} does, for a moment: all that a client reads is right, however often its server is killed. */
@Timeout(120)
class StormBenchmarkTest {
    private static final int MILLIS = 200;
    private static final int EVERY = 50;

    @TempDir
    Path folder;

    static List<String> rows() {
        return StormRow.ALL.stream().map(StormRow::title).toList();
    }

    private static StormRow row(String title) {
        return StormRow.ALL.stream()
                .filter(row -> row.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private Storm storm(String title) throws Exception {
        return new Storm(Atoll.boot(), row(title), new Workload(), folder);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everythingIsRightWhoeverIsKilled(String title) throws Exception {
        try (Storm storm = storm(title)) {
            assertEquals(0, storm.round(MILLIS, 0).wrong());
            Storm.Round killed = storm.round(MILLIS, EVERY);
            assertTrue(killed.kills() > 0, "no kill");
            assertTrue(killed.done() > 0, "nothing was done");
            // It may be the first one to hear of the last kill.
            Storm.Round after = storm.round(MILLIS, 0);
            assertEquals(0, killed.wrong() + after.wrong());
        }
    }

    /** The check checks: a byte that somebody changes is seen. */
    @Test
    void aWrongByteIsSeen() throws Exception {
        for (String title : List.of("image disk, reads of 4 KB", "image disk, reads of 64 KB")) {
            try (Storm storm = storm(title);
                    RandomAccessFile image =
                            new RandomAccessFile(StormRow.image(folder).toFile(), "rw")) {
                assertEquals(0, storm.round(MILLIS, 0).wrong());
                long at = image.length() / 2 + 1_000;
                image.seek(at);
                int was = image.read();
                image.seek(at);
                image.write(was + 1);
                while (storm.round(MILLIS, 0).wrong() == 0) {
                    // It comes round to that piece some time: the limit is the test's.
                }
            }
        }
    }
}
