package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Refused;
import atoll.contract.clock.Armed;
import atoll.contract.clock.Clock;
import atoll.contract.clock.Timers;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.kernel.SignalCounter;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.service.ClockService;
import atoll.tests.Guest;
import atoll.tests.Kills;
import atoll.tests.Wait;
import guest.ClockUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clock: no bell rings early or too few times, whoever dies; and the timers of the dead are dropped. */
@Timeout(180)
class ClockTest extends Served {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final int KILLS = 12;
    private static final int BELLS = 20;
    private static final int CLIENTS = 20;

    private final ClockService service = new ClockService(atoll, services, PATIENCE)
            .client("web", "once", "often")
            .client("host", "a", "b");
    private final Clock clock = service.clock().gate();

    private void serve() throws IOException {
        services.add(service.service("clock"));
        services.start();
    }

    private Timers timers(String client) {
        return service.timers(client).gate();
    }

    private Guest user(String... arguments) throws IOException {
        return guest(ClockUser.class, service.let("web", new Grants()), arguments);
    }

    private boolean isArmed(String client, String bell) {
        try {
            return timers(client).armed(bell) != null;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aProcessSleepsAndHearsABellAgainAndAgain() throws Exception {
        serve();
        assertEquals("sleeps\nslept\n", user("sleep", "5").end());
        assertEquals("rang\n", user("often", "2", "10").end());
        assertNull(timers("web").armed("often"));
        assertNull(timers("web").armed("once"));
    }

    @Test
    void theTimeGoesOnAndIsSetByWhoMay() throws Exception {
        serve();
        long first = clock.monotonic();
        assertEquals(0, clock.offset());
        clock.setOffset(1_000 * HOUR);
        assertTrue(clock.now() - TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) > 500 * HOUR);
        kill("clock");
        assertEquals(1_000 * HOUR, clock.offset());
        assertTrue(clock.monotonic() >= first);
        for (long offset : new long[] {Clock.MOST_OFFSET + 1, -Clock.MOST_OFFSET - 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertTrue(refused(() -> clock.setOffset(offset)).startsWith("INVALID: an offset of " + offset));
        }
        assertEquals(1_000 * HOUR, clock.offset());
        clock.setOffset(-Clock.MOST_OFFSET);
        assertEquals(-Clock.MOST_OFFSET, clock.offset());
    }

    @Test
    void rightsAreRefusedByName() throws Exception {
        serve();
        String said = user("set").end();
        assertTrue(said.contains("Clock.setOffset of clock needs the right set"), said);
        assertTrue(said.contains("with(\"set\") grants it"), said);
        Timers looks = service.timers("host").with(Set.of()).gate();
        assertNull(looks.armed("a"));
        for (Deed deed : List.<Deed>of(() -> looks.arm("a", 0, 0), () -> looks.disarm("a"))) {
            Refused refused = assertThrows(Refused.class, deed::run);
            assertTrue(refused.getMessage().contains("with(\"arm\") grants it"), refused.getMessage());
        }
        assertEquals(0, service.bell("host", "a").poll());
    }

    @Test
    void badInputIsRefusedAndArmsNothing() throws Exception {
        serve();
        Timers timers = timers("host");
        long now = clock.monotonic();
        for (String bell : new String[] {"once", "", "a,b", null}) {
            String why = "NO_BELL: host has no bell named " + bell + "; ClockService.client(\"host\", \"" + bell
                    + "\") gives it one";
            assertEquals(why, refused(() -> timers.arm(bell, now, 0)));
            assertEquals(why, refused(() -> timers.disarm(bell)));
            assertEquals(why, refused(() -> timers.armed(bell)));
        }
        for (long period : new long[] {-1, 1, Timers.LEAST_PERIOD - 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertTrue(refused(() -> timers.arm("a", now, period)).startsWith("INVALID: a period of " + period));
        }
        for (long at : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, now + 2 * Timers.MOST_AHEAD}) {
            assertTrue(refused(() -> timers.arm("a", at, 0)).startsWith("INVALID: the time " + at));
        }
        assertNull(timers.armed("a"));
        assertEquals(0, service.bell("host", "a").poll());
        timers.disarm("a");
    }

    @Test
    void namesAreGivenOnceAndBeforeTheServer() {
        assertThrows(IllegalArgumentException.class, () -> service.client("web"));
        assertThrows(IllegalArgumentException.class, () -> service.client("c", "x", "x"));
        for (String name : List.of("", "a b", "a=b", "a,b")) {
            assertThrows(IllegalArgumentException.class, () -> service.client(name));
            assertThrows(IllegalArgumentException.class, () -> service.client("c", name));
        }
        assertThrows(IllegalArgumentException.class, () -> service.let("nobody", new Grants()));
        assertThrows(IllegalArgumentException.class, () -> service.bell("web", "a"));
    }

    @Test
    void aTimerTakesThePlaceOfTheOneBefore() throws Exception {
        serve();
        Timers timers = timers("host");
        SignalCounter bell = service.bell("host", "a");
        long at = clock.monotonic() + HOUR;
        timers.arm("a", at, HOUR);
        Armed armed = timers.armed("a");
        assertNotNull(armed);
        assertEquals(new Armed("host", "a", at, HOUR, 0), armed);
        assertNull(timers.armed("b"));
        // A time that has passed: one ring for each period.
        timers.arm("a", clock.monotonic() - 3 * HOUR - HOUR / 2, HOUR);
        assertEquals(4, bell.await());
        Armed next = timers.armed("a");
        assertNotNull(next);
        assertTrue(next.at() > clock.monotonic());
        timers.disarm("a");
        assertNull(timers.armed("a"));
        timers.arm("a", clock.monotonic(), 0);
        assertEquals(1, bell.await());
        assertNull(timers.armed("a"));
        assertEquals(0, bell.poll());
        assertEquals(0, service.bell("host", "b").poll());
    }

    @Test
    void manyTimersInOneThread() throws Exception {
        List<SignalCounter> bells = new ArrayList<>();
        String[] names = new String[BELLS];
        for (int i = 0; i < BELLS; i++) {
            names[i] = "bell" + i;
        }
        for (int c = 0; c < CLIENTS; c++) {
            service.client("c" + c, names);
        }
        serve();
        Random random = new Random(5);
        for (int c = 0; c < CLIENTS; c++) {
            Timers timers = timers("c" + c);
            for (String name : names) {
                timers.arm(name, clock.monotonic() + random.nextLong(TimeUnit.MILLISECONDS.toNanos(200)), 0);
                bells.add(service.bell("c" + c, name));
            }
        }
        int threads = process("clock").threadCount();
        assertTrue(threads <= 3, threads + " threads");
        for (SignalCounter bell : bells) {
            assertEquals(1, bell.await());
        }
    }

    @Test
    void timersGoOnWhenTheServerDies() throws Exception {
        serve();
        Guest sleeper = user("sleep", "300");
        sleeper.awaitOut("sleeps");
        timers("host").arm("a", clock.monotonic() + HOUR, 0);
        kill("clock");
        assertEquals("sleeps\nslept\n", sleeper.end());
        assertTrue(isArmed("host", "a"));
        assertEquals(0, service.bell("host", "a").poll());
    }

    @Test
    void noRingIsLostWhenTheServerIsKilledUnderLoad() throws Exception {
        serve();
        long period = 2 * Timers.LEAST_PERIOD;
        long at = clock.monotonic();
        timers("host").arm("a", at, period);
        SignalCounter bell = service.bell("host", "a");
        Kills killer = paced("clock", KILLS, new Random(3));
        Timers timers = timers("web");
        SignalCounter once = service.bell("web", "once");
        do {
            // Each is heard before the next is armed, though its server may be gone by then.
            long soon = clock.monotonic() + period;
            timers.arm("once", soon, 0);
            assertTrue(once.await() >= 1);
            killer.answered();
        } while (killer.isAlive());
        killer.end();
        long due = 1 + (clock.monotonic() - at) / period;
        long rung = 0;
        while (rung < due) {
            rung += bell.await();
        }
        timers("host").disarm("a");
        bell.poll();
        assertTrue(!isArmed("host", "a"));
        assertEquals(0, bell.poll());
    }

    @Test
    void theTimersOfTheDeadAreDropped() throws Exception {
        serve();
        timers("host").arm("a", clock.monotonic() + HOUR, 0);
        for (boolean serverToo : new boolean[] {false, true}) {
            Guest guest = user("stay");
            guest.awaitOut("armed");
            assertTrue(isArmed("web", "once") && isArmed("web", "often"));
            guest.process.kill();
            if (serverToo) {
                kill("clock");
            }
            assertEquals(List.of(), guest.process.waitFor().undead());
            Wait.until(() -> !isArmed("web", "once") && !isArmed("web", "often"), () -> "timers of the dead");
        }
        assertTrue(isArmed("host", "a"));
        assertEquals("sleeps\nslept\n", user("sleep", "5").end());
    }

    /** A spare process that is dropped, none of whose code has run, is not the end of a client. */
    @Test
    void aProcessThatNeverRanEndsNothing() throws Exception {
        serve();
        timers("web").arm("once", clock.monotonic() + HOUR, 0);
        Process spare = atoll.prepare(
                new Program(
                        "spare", List.of(Preload.place(ClockUser.class)), ClockUser.class.getName(), List.of("set")),
                service.let("web", new Grants()),
                Streams.none(),
                List.of());
        spare.first.hold();
        spare.start();
        Wait.until(spare.first::isLoadedAndHeld, () -> "is not held");
        spare.kill();
        spare.waitFor();
        long at = clock.monotonic() + HOUR;
        timers("web").arm("often", at, 0);
        assertEquals(new Armed("web", "often", at, 0, 0), timers("web").armed("often"));
        assertTrue(isArmed("web", "once"));
    }
}
