package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertFalse;

import atoll.tests.Jars;
import guest.up.Locker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is killed keeps no locks of files: its next process has them at once. */
@Timeout(120)
class FileLockTest {
    private static final int KILLS = 3;

    @Test
    void locksEndWithTheirProcess(@TempDir Path folder) throws Exception {
        Jars.runnable(folder, Locker.class);
        Files.createDirectory(folder.resolve("d"));
        Files.writeString(folder.resolve("atoll.toml"), """
                name = "locks"
                [files.shared]
                memory = "1m"
                [process.a]
                program = "Locker.jar"
                args = ["/d/f", "/h/g", "/s/f"]
                mount = [
                    { at = "/d", folder = "d", write = true },
                    { at = "/h", host = "d", write = true },
                    { at = "/s", files = "shared", write = true },
                ]
                """);
        try (Up up = Up.start(folder)) {
            up.awaitOut("locks is ready");
            up.awaitLines("a", 1);
            for (int i = 1; i <= KILLS; i++) {
                int before = up.pid("a");
                up.does("kill", "-s", "KILL", "a");
                up.awaitBack("a", before);
                up.awaitLines("a", i + 1);
            }
            assertFalse(up.does("logs", "a").contains("Exception"), up.does("logs", "a"));
        }
    }
}
