package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.kernel.ExitStatus;
import guest.Locks;
import org.junit.jupiter.api.Test;

class MonitorTest {
    @Test
    void synchronizedBlocksOfAllShapesExcludeAndRelease() throws Exception {
        Run run = Run.of(Locks.class, "shapes");
        assertEquals(ExitStatus.exited(0), run.end().status(), run.err());
        assertEquals("shapes ok\n", run.out());
    }

    @Test
    void lockOnASharedObjectBelongsToOneProcess() throws Exception {
        Run holder = Run.of(Locks.class, "hold");
        holder.awaitOut("holding");
        Run other = Run.of(Locks.class, "take");
        assertEquals(ExitStatus.exited(0), other.end().status(), other.err());
        assertEquals("taken\n", other.out());
        holder.process.kill();
        holder.end();
    }

    @Test
    void waitAndNotifyMeetOnTheStandIn() throws Exception {
        Run run = Run.of(Locks.class, "notify");
        assertEquals(ExitStatus.exited(0), run.end().status(), run.err());
        assertEquals("woken\n", run.out());
    }
}
