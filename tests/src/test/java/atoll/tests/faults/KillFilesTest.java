package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.kernel.Endpoint;
import atoll.kernel.PollTrap;
import atoll.kernel.Process;
import atoll.library.file.StaleFileException;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.server.hostfolder.HostFolderDriver;
import atoll.server.memoryfiles.MemoryFileServer;
import atoll.server.vfs.Vfs;
import atoll.tests.Wait;
import atoll.tests.files.FileUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * File servers and vfs are killed at their n-th poll, for each n, while somebody works with files and compares every byte:
 * what happens is what the contract says of a server that dies.
 */
@Tag("faults")
@Timeout(36_000)
class KillFilesTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final int STEPS = 40;

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
        run++;
        String home = "user" + run;
        FileUser user = new FileUser(new Volume(space.capability().gate()), home, forgets, new Random(run));
        for (int i = 0; i < STEPS; i++) {
            user.step();
        }
        try {
            user.checkAll();
        } catch (StaleFileException | NoSuchFileException e) {
            if (!forgets || !victim.trap.sprung()) {
                throw e;
            }
            // It died just now: from here on nobody does.
            user.checkAll();
        }
        assertTrue(user.losses() <= (forgets && victim.trap.sprung() ? 2 : 0), user.losses() + " losses");
        if (!forgets) {
            Volume volume = new Volume(files.capability().gate());
            for (String name : volume.list(home)) {
                byte[] there = Files.readAllBytes(folder.resolve(home).resolve(name));
                assertArrayEquals(there, volume.open(home + "/" + name).read(0, there.length + 1));
            }
        }
        Wait.until(() -> files.isIdle() && space.isIdle(), () -> "somebody is in a server");
        stage.clear();
        return victim.trap;
    }

    @Test
    void theHostFolderDriver() throws Exception {
        Walk.through("host folder driver", n -> {
            Process victim = host(n);
            stage.followed(victim, () -> host(0));
            vfs(0);
            return worked(victim, false);
        });
    }

    @Test
    void theMemoryFileSystem() throws Exception {
        Walk.through("memory file system", n -> {
            Process victim = memory(n);
            stage.followed(victim, () -> memory(0));
            vfs(0);
            return worked(victim, true);
        });
    }

    @Test
    void theNameSpace() throws Exception {
        Walk.through("vfs", n -> {
            host(0);
            Process victim = vfs(n);
            stage.followed(victim, () -> vfs(0));
            return worked(victim, false);
        });
    }
}
