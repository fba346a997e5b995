package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.CallFailed;
import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.kernel.CallWatch;
import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import guest.IdleProbe;
import guest.Probe;
import guest.ProbeClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that are watched: all of them are told, and none is another than it was. */
@Timeout(180)
class WatchTest {
    private static final int TOGGLES = 200;
    private static final int CALLERS = 3;

    private final Endpoint<Probe> endpoint =
            Atoll.boot().endpoint("probe", Probe.class).patience(Duration.ofSeconds(Wait.SECONDS));
    private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();

    private record Told(
            Endpoint<?> endpoint,
            String method,
            @Nullable Process caller,
            long begun,
            long nanos,
            @Nullable String thrown) {}

    private final CallWatch watch =
            (at, method, caller, begun, nanos, thrown) -> told.add(new Told(at, method, caller, begun, nanos, thrown));

    @RegisterExtension
    final Started started = new Started();

    private Run client(String... arguments) throws IOException {
        Grants grants = new Grants().property("probe.me", "client").use("probe", endpoint.capability());
        return started.add(Run.with(grants, ProbeClient.class, arguments));
    }

    @Test
    void callsAreTheSame() throws Exception {
        endpoint.watch(watch);
        started.server(new Grants(), endpoint);
        OwnWorldTest.checks(client("checks"), 30);
        assertTrue(told.stream().anyMatch(each -> each.method().equals("Probe.sum")), told::toString);
        int synchronous = told.size();
        client("rings").end();
        assertTrue(told.size() > synchronous);
        assertTrue(told.stream().allMatch(each -> each.endpoint() == endpoint && each.nanos() >= 0));
    }

    @Test
    void whoCalledWhatAndHowItEnded() throws Exception {
        started.server(new Grants(), endpoint);
        Probe probe = endpoint.capability().gate();
        assertEquals(5, probe.add(2, 3));
        assertTrue(told.isEmpty());
        endpoint.watch(watch);
        long before = System.nanoTime();
        assertEquals(7, probe.add(3, 4));
        Told host = told.remove();
        assertEquals("Probe.add", host.method());
        assertEquals(null, host.caller());
        assertEquals(null, host.thrown());
        assertTrue(host.begun() - before >= 0 && host.begun() - System.nanoTime() <= 0);
        Run client = client("act", "who");
        client.end();
        assertEquals(client.process, told.remove().caller());
        assertThrows(PeerFailed.class, () -> probe.act("throw"));
        assertEquals("guest.ProbeServer$Loud", told.remove().thrown());
        endpoint.watch(null);
        assertEquals(9, probe.add(4, 5));
        assertTrue(told.isEmpty());
    }

    @Test
    void objectsOfTheHost() {
        endpoint.serve(new IdleProbe());
        Probe probe = endpoint.capability().gate();
        int answer = probe.add(2, 3);
        endpoint.watch(watch);
        assertEquals(answer, probe.add(2, 3));
        assertEquals(1, told.size());
        endpoint.watch(null);
        assertEquals(answer, probe.add(2, 3));
        assertEquals(1, told.size());
    }

    @Test
    void whoIsKilledInAWatchedCall() throws Exception {
        endpoint.watch(watch);
        for (String what : List.of("spin", "catch", "sleep", "lock", "read")) {
            Run server = started.server(new Grants(), endpoint);
            Run client = client("act", what);
            server.awaitOut("inside");
            server.process.kill();
            assertEquals(List.of(), server.end().undead());
            assertEquals(0, client.end().status().code(), client.err());
            assertTrue(client.out().startsWith("failed " + PeerDied.class.getSimpleName()), client.out());
        }
    }

    /** Watched and not, in turns, while threads call and the server is suspended, and killed and started again. */
    @Test
    void turnedOnAndOffUnderLoad() throws Exception {
        AtomicLong heard = new AtomicLong();
        AtomicLong answers = new AtomicLong();
        CallWatch counts = (at, method, caller, begun, nanos, thrown) -> heard.incrementAndGet();
        Run server = started.server(new Grants(), endpoint);
        Probe probe = endpoint.capability().gate();
        stopped = false;
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int mine = i;
                all.add(callers.submit(() -> call(probe, mine, answers)));
            }
            try {
                for (int i = 0; i < TOGGLES; i++) {
                    endpoint.watch(i % 2 == 0 ? counts : null);
                    if (i % 7 == 0) {
                        endpoint.suspend();
                        Wait.until(endpoint::isIdle, () -> "a call does not end");
                        long at = answers.get();
                        endpoint.watch(i % 2 == 0 ? null : counts);
                        Wait.until(endpoint::isIdle, () -> "a call came in while it was suspended");
                        // Each caller may still have to count the one that it was in.
                        assertTrue(answers.get() <= at + CALLERS, "calls are answered while it is suspended");
                        endpoint.resume();
                    }
                    if (i % 50 == 49) {
                        server.process.kill();
                        server.end();
                        server = started.server(new Grants(), endpoint);
                    }
                    long seen = answers.get();
                    Wait.until(() -> answers.get() > seen, () -> "no call is answered any more");
                }
            } finally {
                stopped = true;
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertTrue(heard.get() > 0);
        endpoint.watch(null);
        long last = heard.get();
        assertEquals(3, probe.add(1, 2));
        assertEquals(last, heard.get());
        assertFalse(server.process.death().isDone());
    }

    private volatile boolean stopped;

    private void call(Probe probe, int mine, AtomicLong answers) {
        for (int i = 0; !stopped; i++) {
            try {
                assertEquals(mine + i, probe.add(mine, i));
                answers.incrementAndGet();
            } catch (CallFailed e) {
                // Its server was killed in it.
            }
        }
    }
}
