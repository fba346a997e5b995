package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.DeathNotice;
import atoll.kernel.ExitStatus;
import guest.Endings;
import guest.Hello;
import guest.PoolExit;
import guest.hostile.Stubborn;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifeTest {
    private static final int EXITS = 30;

    /** Waits in the JDK are unwound by the end, some into errors of their own: nobody is told of those. */
    @Test
    void anExitIsQuietWhileThreadsWait() throws Exception {
        for (int i = 0; i < EXITS; i++) {
            Run run = Run.of(PoolExit.class);
            assertEquals(0, run.end().status().code());
            assertEquals("", run.err());
        }
    }

    @Test
    void programRunsAndEndsWithZero() throws Exception {
        Run run = Run.of(Hello.class, "a", "b");
        assertEquals(ExitStatus.exited(0), run.end().status());
        assertEquals("hello 1 a b\n", run.out());
    }

    @Test
    void staticsBelongToOneProcess() throws Exception {
        for (int i = 0; i < 2; i++) {
            Run run = Run.of(Hello.class);
            run.end();
            assertEquals("hello 1 \n", run.out());
        }
    }

    @Test
    void exitRunsHooksAndGivesItsStatus() throws Exception {
        Run run = Run.of(Endings.class, "exit", "7");
        assertEquals(ExitStatus.exited(7), run.end().status());
        assertEquals("hook\n", run.out());
    }

    @Test
    void haltRunsNoHooks() throws Exception {
        Run run = Run.of(Endings.class, "halt", "9");
        assertEquals(ExitStatus.exited(9), run.end().status());
        assertEquals("", run.out());
    }

    @Test
    void uncaughtExceptionOfMainGivesOneAndItsTraceHasNoKernelFrame() throws Exception {
        Run run = Run.of(Endings.class, "throw");
        assertEquals(ExitStatus.exited(1), run.end().status());
        assertTrue(
                run.err().startsWith("Exception in thread \"main\" java.lang.IllegalStateException: thrown"),
                run.err());
        assertTrue(run.err().lines().filter(l -> l.contains("\tat ")).allMatch(l -> l.contains("guest.")), run.err());
    }

    @Test
    void processEndsWithItsLastThread() throws Exception {
        Run run = Run.of(Endings.class, "thread");
        assertEquals(ExitStatus.exited(0), run.end().status());
        assertEquals("last\n", run.out());
    }

    @Test
    void spinningProcessDies() throws Exception {
        Run run = Run.of(Endings.class, "spin");
        run.awaitOut("spinning");
        run.process.kill();
        DeathNotice notice = run.end();
        assertEquals(ExitStatus.killed(), notice.status());
        assertEquals(List.of(), notice.undead());
    }

    @Test
    void accountsCountAndPausedProcessesUseNothing() throws Exception {
        Run run = Run.of(Stubborn.class, "catchAll");
        run.awaitOut("ready");
        awaitCpu(run, true);
        assertTrue(run.process.account().allocated() > 0);
        assertTrue(run.process.account().threads() >= 1);
        run.process.pause();
        awaitCpu(run, false);
        run.process.resume();
        awaitCpu(run, true);
        run.process.pause();
        run.process.kill();
        assertEquals(ExitStatus.killed(), run.end().status(), "a paused process is killed all the same");
        run.process.resume();
    }

    /** Waits until the process uses processor time, or, in some tenth of a second, hardly any. */
    private static void awaitCpu(Run run, boolean wanted) {
        long hardly = 20_000_000;
        while (true) {
            long before = run.process.account().cpuNanos();
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            if (wanted == run.process.account().cpuNanos() - before > hardly) {
                return;
            }
        }
    }
}
