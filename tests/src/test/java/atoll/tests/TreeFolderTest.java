package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.system.Atoll;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Private trees go with their process, and with the JVM, also with one that is killed. */
@Timeout(180)
class TreeFolderTest {
    @Test
    void whatAKilledJvmLeftIsRemovedByTheNextAndWhatALivingHasIsNot() throws Exception {
        Run living = Run.of(guest.Endings.class, "spin");
        living.awaitOut("spinning");
        Process killed = Jvm.of(TreeJvm.class, "spin").start();
        try (BufferedReader told = killed.inputReader()) {
            String line = told.readLine();
            while (line != null && !line.equals("spinning")) {
                line = told.readLine();
            }
            assertEquals("spinning", line);
        } finally {
            killed.destroyForcibly().waitFor();
        }
        List<Path> left = Trees.of(killed.pid());
        assertEquals(1, left.size());
        Path closed = Files.createDirectories(left.get(0).resolve("process-x/root/closed/inner"));
        Files.setPosixFilePermissions(closed.getParent(), PosixFilePermissions.fromString("---------"));
        Jvm next = Jvm.run(TreeJvm.class, "end");
        assertEquals(0, next.status(), next.told());
        assertEquals(List.of(), Trees.of(killed.pid()));
        assertEquals(1, Trees.of(ProcessHandle.current().pid()).size());
        assertTrue(trees() > 1, "the living process lost its tree");
        living.process.kill();
        assertEquals(List.of(), living.end().undead());
    }

    @Test
    void aTreeIsMadeOnlyForAProcessThatLooksAtIt() throws Exception {
        Atoll.boot();
        int before = trees();
        Run asleep = Run.of(guest.Endings.class, "sleep");
        asleep.awaitOut("sleeping");
        assertEquals(before, trees());
        Run looks = Run.of(guest.Endings.class, "spin");
        looks.awaitOut("spinning");
        assertEquals(before + 1, trees());
        for (Run run : List.of(asleep, looks)) {
            run.process.kill();
            assertEquals(List.of(), run.end().undead());
        }
        assertEquals(before, trees());
    }

    private static int trees() throws java.io.IOException {
        Path mine = Trees.of(ProcessHandle.current().pid()).get(0);
        try (var trees = Files.list(mine)) {
            return (int) trees.count();
        }
    }

    @Test
    void aJvmThatEndsLeavesNothing() throws Exception {
        Process jvm = Jvm.of(TreeJvm.class, "end").start();
        String told = new String(jvm.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, jvm.waitFor(), told);
        assertEquals("booted\n", told);
        assertEquals(List.of(), Trees.of(jvm.pid()));
    }
}
