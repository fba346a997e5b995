package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.clock.Clock;
import atoll.contract.clock.Timers;
import atoll.kernel.PollTrap;
import atoll.kernel.Process;
import atoll.kernel.SignalCounter;
import atoll.personality.java.Grants;
import atoll.system.service.ClockService;
import guest.ClockUser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clock is killed at its n-th poll, for each n: no bell rings early, too few times, or once it is disarmed. */
@Tag("faults")
@Timeout(36_000)
class KillClockTest extends Supervision {
    private static final String CLOCK = "clock";
    private static final long PERIOD = Timers.LEAST_PERIOD;

    private PollTrap run(int to, long n) throws Exception {
        trap(CLOCK, 1, to, n);
        ClockService service = new ClockService(stage.atoll, services.tree(TREE), PATIENT)
                .client("web", "once", "often")
                .client("user", "once", "often");
        services.add(service.service(CLOCK));
        services.start();
        Clock clock = service.clock().gate();
        Timers timers = service.timers("web").gate();
        clock.setOffset(7);
        rings(clock, timers, service.bell("web", "once"));
        ringsOften(clock, timers, service.bell("web", "often"));
        Process user = stage.start(0, ClockUser.class, service.let("user", new Grants()), "sleep", "2");
        assertEquals(0, user.waitFor().status().code());
        killed(CLOCK);
        assertEquals(7, clock.offset());
        assertNull(timers.armed("often"));
        rings(clock, timers, service.bell("web", "once"));
        assertEquals(0, service.bell("web", "often").poll());
        endRun();
        return trapOf(CLOCK, 1);
    }

    private static void rings(Clock clock, Timers timers, SignalCounter bell) throws Exception {
        // What it rang for before may have rung twice.
        timers.disarm("once");
        bell.poll();
        long at = clock.monotonic() + 2 * PERIOD;
        timers.arm("once", at, 0);
        assertTrue(bell.await() >= 1);
        assertTrue(clock.monotonic() >= at, "rang early");
    }

    private static void ringsOften(Clock clock, Timers timers, SignalCounter bell) throws Exception {
        long at = clock.monotonic() + PERIOD;
        timers.arm("often", at, PERIOD);
        long rung = 0;
        while (rung < 3) {
            rung += bell.await();
        }
        long due = 1 + (clock.monotonic() - at) / PERIOD;
        while (rung < due) {
            rung += bell.await();
        }
        timers.disarm("often");
        bell.poll();
    }

    @Test
    void theClock() throws Exception {
        Walk.through("clock", n -> run(1, n));
    }

    @Test
    void twoClocksInARow() throws Exception {
        Walk.through("two clocks in a row", n -> run(2, n));
    }
}
