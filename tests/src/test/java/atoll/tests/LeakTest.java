package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.Process;
import atoll.system.Atoll;
import guest.Endings;
import guest.Handles;
import guest.Hello;
import guest.HiddenFailures;
import guest.Tools;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeakTest {
    private static final int PROCESSES = 60;

    @Test
    void loadersOfDeadProcessesAreCollectedThoughHandlesAreKept() throws Exception {
        List<Process> handles = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            Run run = switch (i % 3) {
                case 0 -> Run.of(Hello.class);
                case 1 -> Run.of(Handles.class);
                default -> Run.of(Endings.class, "spin");
            };
            if (i % 3 == 2) {
                run.awaitOut("spinning");
                run.process.kill();
            }
            run.end();
            handles.add(run.process);
        }
        Wait.collected(handles);
    }

    @Test
    void theToolsThatAProcessUsedGoWithIt() throws Exception {
        Run run = Run.of(Tools.class, "Missing.java");
        run.end();
        assertTrue(run.out().contains("module jdk.compiler true"), run.out() + run.err());
        Wait.collected(run.process);
    }

    /** Of those HotSpot would hold the loader for ever. */
    @Test
    void hiddenClassesThatTheJvmRefusesHoldNothing() throws Exception {
        Run run = Run.of(HiddenFailures.class);
        run.end();
        assertEquals("10 refused, true true\n", run.out(), run::err);
        Wait.collected(run.process);
    }

    @Test
    void deadProcessesLeaveTheTableAndNoThread() throws Exception {
        Run run = Run.of(Hello.class);
        int id = run.process.id();
        run.end();
        assertEquals(null, Atoll.boot().processes().get(id));
        assertEquals(0, run.process.threadCount());
        assertTrue(Atoll.boot().processes().all().stream().noneMatch(p -> p.id() == id));
    }
}
