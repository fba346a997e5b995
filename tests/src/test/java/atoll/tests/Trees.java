package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folders that JVMs keep the private trees of their processes in. */
final class Trees {
    private static final Path MEMORY = Path.of("/dev/shm");

    private Trees() {}

    /** The folder of the JVM with this number: one, or none. */
    static List<Path> of(long jvm) throws IOException {
        List<Path> found = new ArrayList<>();
        Path memory = Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        try (var folders = Files.newDirectoryStream(memory, "atoll-" + jvm + "-*")) {
            folders.forEach(found::add);
        }
        return found;
    }

    /** This JVM's processes are dead: nothing of theirs is left. */
    static void assertNoneLeft() throws IOException {
        List<Path> mine = of(ProcessHandle.current().pid());
        assertEquals(1, mine.size(), mine.toString());
        try (var files = Files.list(mine.get(0))) {
            assertEquals(
                    List.of("lock"), files.map(f -> f.getFileName().toString()).toList());
        }
    }
}
