package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.kernel.Endpoint;
import atoll.kernel.PollTrap;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.server.hostfolder.HostFolderDriver;
import atoll.server.memoryfiles.MemoryFileServer;
import atoll.server.vfs.Vfs;
import atoll.tests.Wait;
import guest.MountUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * File servers are killed at their n-th poll, for each n, while a program that knows of none works with its files and compares
 * every byte. What is on the host's disk is there, always; what was in a memory is there or all gone, and the program is told.
 */
@Tag("faults")
@Timeout(36_000)
class KillMountsTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final String STEPS = "25";

    private final Stage stage = new Stage();
    private final Endpoint<FileTree> files =
            stage.atoll.endpoint("files", FileTree.class).patience(PATIENT);
    private final Endpoint<FileSpace> space =
            stage.atoll.endpoint("space", FileSpace.class).patience(PATIENT);
    private int run;

    @TempDir
    Path folder;

    @AfterEach
    void nothingStays() throws Exception {
        stage.end();
    }

    private Process host(long n) throws IOException {
        Grants grants = new Grants().write(folder, "/tree").serve("files", files);
        return stage.start(n, HostFolderDriver.class, grants, "/tree");
    }

    private Process memory(long n) throws IOException {
        return stage.start(n, MemoryFileServer.class, new Grants().serve("files", files));
    }

    private Process vfs(long n) throws IOException {
        Grants grants = new Grants().use("tree", files.capability()).serve("space", space);
        return stage.start(n, Vfs.class, grants, "space", "/=tree", "/some/where=tree");
    }

    private PollTrap worked(Process victim, boolean forgets) throws Exception {
        return worked(victim, forgets, new Grants().mount("/data", files.capability(), true));
    }

    private PollTrap worked(Process victim, boolean forgets, Grants grants) throws Exception {
        run++;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Process user = stage.prepare(
                MountUser.class,
                grants,
                out,
                "/data/user" + run,
                Boolean.toString(forgets),
                STEPS,
                Integer.toString(run));
        user.start();
        assertEquals(List.of(), user.waitFor().undead());
        String told = out.toString(StandardCharsets.UTF_8);
        Scanner words = new Scanner(told);
        assertEquals("right", words.hasNext() ? words.next() : "", told);
        boolean killed = victim.trap.sprung();
        assertTrue(words.nextInt() <= (killed && forgets ? 1 : 0), told);
        assertTrue(words.nextInt() <= (killed ? 1 : 0), told);
        Wait.until(() -> files.isIdle() && space.isIdle(), () -> "somebody is in the server");
        stage.clear();
        return victim.trap;
    }

    @Test
    void theHostFolderDriver() throws Exception {
        Walk.through("host folder driver under a program", n -> {
            Process victim = host(n);
            stage.followed(victim, () -> host(0));
            return worked(victim, false);
        });
    }

    @Test
    void theMemoryFileSystem() throws Exception {
        Walk.through("memory file system under a program", n -> {
            Process victim = memory(n);
            stage.followed(victim, () -> memory(0));
            return worked(victim, true);
        });
    }

    @Test
    void theNameSpace() throws Exception {
        Walk.through("vfs under a program", n -> {
            host(0);
            Process victim = vfs(n);
            stage.followed(victim, () -> vfs(0));
            return worked(victim, false, new Grants().mount("/data", space.capability()));
        });
    }
}
