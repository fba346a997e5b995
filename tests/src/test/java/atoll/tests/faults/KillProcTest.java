package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.PollTrap;
import atoll.kernel.Process;
import atoll.library.file.OpenFile;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.system.service.ProcService;
import guest.Watched;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server of the process table is killed at its n-th poll, for each n, and who reads it does not notice. */
@Tag("faults")
@Timeout(36_000)
class KillProcTest extends Supervision {
    private static final String PROC = "proc";

    private PollTrap run(int to, long n) throws Exception {
        trap(PROC, 1, to, n);
        ProcService proc = new ProcService(stage.atoll, services.tree(TREE), PATIENT);
        services.add(proc.service(PROC));
        services.start();
        Process one = stage.start(0, Watched.class, new Grants().threads(7));
        String home = "/" + one.id() + "/";
        Volume volume = new Volume(proc.tree().gate());
        OpenFile name = volume.open(home + "name");
        look(volume, home, name);
        killed(PROC);
        look(volume, home, name);
        one.kill();
        one.waitFor();
        assertTrue(!volume.list("/").contains(Integer.toString(one.id())));
        endRun();
        return trapOf(PROC, 1);
    }

    private static void look(Volume volume, String home, OpenFile name) throws Exception {
        assertEquals("fault Watched\n", text(name));
        assertEquals(
                List.of("cpu", "grants", "memory", "name", "starts", "state", "status", "threads"), volume.list(home));
        assertTrue(text(volume.open(home + "status")).contains("name: fault Watched\n"));
        assertTrue(text(volume.open(home + "grants")).contains("threads 7\n"));
        assertEquals(
                "fault Watched\n".length(), volume.attributes(home + "name").size());
    }

    private static String text(OpenFile file) throws Exception {
        return new String(file.read(0, 10_000), StandardCharsets.UTF_8);
    }

    @Test
    void theServer() throws Exception {
        Walk.through("proc", n -> run(1, n));
    }

    @Test
    void twoServersInARow() throws Exception {
        Walk.through("two procs in a row", n -> run(2, n));
    }
}
