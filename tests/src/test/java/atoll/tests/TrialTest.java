package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.linker.MemberTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The self-test at boot: with a hook missing from the boundary the kernel does not start, and says what gave way. */
@Timeout(120)
class TrialTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hook java.io.FileInputStream open | FileInputStream gave java.io.FileInputStream@
            hook sun.nio.fs.UnixNativeDispatcher open( | Files.readString gave the host's
            hook java.lang.ProcessImpl start | ProcessBuilder gave Process[
            hook sun.nio.ch.Net connect(Ljava/net/ProtocolFamily;Ljava/io/FileDescriptor; | Socket gave Socket[
            hook java.lang.Class forName(Ljava/lang/String;Z | boot loader gave class java.atoll.Hook
            hook java.lang.Class privateGetDeclaredConstructors | getDeclaredConstructors gave
            own java.util.Locale defaultLocale | became Statics[locale=tlh
            """)
    void aHookThatIsNotThereIsFoundOut(String line, String told) throws Exception {
        Jvm jvm = boot(MemberTable.standard()
                .text()
                .lines()
                .filter(l -> !l.startsWith(line))
                .toList());
        assertTrue(jvm.told().contains("Atoll does not start: its boundary does not hold"), jvm.told());
        assertTrue(jvm.told().contains(told), jvm.told());
        assertEquals(1, jvm.status());
    }

    @Test
    void withAllOfThemTheKernelStarts() throws Exception {
        // Another text is another table: what was proved and kept for this one does not count.
        List<String> lines = List.of((MemberTable.standard().text() + "\n# changed").split("\n"));
        Jvm jvm = boot(lines);
        assertEquals("booted\n", jvm.told());
        assertEquals(0, jvm.status());
    }

    private Jvm boot(List<String> table) throws Exception {
        Path file = folder.resolve("atoll/linker/jdk.table");
        Files.createDirectories(file.getParent());
        Files.write(file, table);
        return Jvm.before(folder, Boot.class);
    }

    /** In a JVM of its own. */
    static final class Boot {
        private Boot() {}

        public static void main(String[] args) {
            atoll.system.Atoll.boot();
            System.out.println("booted");
            System.exit(0);
        }
    }
}
