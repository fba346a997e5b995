package atoll.tests;

import static atoll.kernel.ProcessState.ADMITTED;
import static atoll.kernel.ProcessState.DEAD;
import static atoll.kernel.ProcessState.NEW;
import static atoll.kernel.ProcessState.RUNNING;
import static atoll.kernel.ProcessState.STOPPING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.kernel.DeathNotice;
import atoll.kernel.ExitStatus;
import atoll.kernel.Process;
import atoll.kernel.ProcessState;
import guest.Endings;
import guest.Hello;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessStateTest {
    @Test
    void edgesAreThese() {
        Map<ProcessState, Set<ProcessState>> edges = Map.of(
                NEW, Set.of(ADMITTED, DEAD),
                ADMITTED, Set.of(RUNNING, STOPPING),
                RUNNING, Set.of(STOPPING),
                STOPPING, Set.of(DEAD),
                DEAD, Set.of());
        for (ProcessState state : ProcessState.values()) {
            assertEquals(edges.get(state), state.next(), state.name());
        }
    }

    @Test
    void runningEndsInDeadByExit() throws Exception {
        Process process = Run.of(Hello.class).process;
        process.waitFor();
        assertEquals(DEAD, process.state());
    }

    @Test
    void runningEndsInDeadByKillAndASecondKillChangesNothing() throws Exception {
        Run run = Run.of(Endings.class, "spin");
        run.awaitOut("spinning");
        assertEquals(RUNNING, run.process.state());
        run.process.kill();
        run.process.kill();
        DeathNotice notice = run.end();
        run.process.kill();
        assertEquals(DEAD, run.process.state());
        assertEquals(ExitStatus.killed(), notice.status());
    }

    @Test
    void killAfterExitKeepsTheStatusOfTheExit() throws Exception {
        Run run = Run.of(Endings.class, "exit", "3");
        run.awaitOut("hook");
        run.process.kill();
        assertEquals(ExitStatus.exited(3), run.end().status());
    }
}
