package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Late;
import atoll.contract.Region;
import atoll.contract.Ring;
import atoll.kernel.CallWatch;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import guest.IdleProbe;
import guest.Probe;
import guest.ProbeClient;
import guest.ProbeServer;
import guest.RegionRinger;
import guest.Vault;
import guest.VaultServer;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who watches calls is told who made them, also where they run on threads of the server, and keeps no caller by that. */
@Timeout(180)
class WatchedCallerTest {
    private static final Duration LONG = Duration.ofSeconds(Wait.SECONDS);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final long BADGE = 7;

    private record Told(
            Endpoint<?> endpoint, String method, @Nullable Process caller) {}

    private final Endpoint<Probe> endpoint = Atoll.boot().endpoint("probe", Probe.class);
    private final Capability<Probe> whole = endpoint.capability();
    private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
    private final CallWatch watch =
            (at, method, caller, begun, nanos, thrown) -> told.add(new Told(at, method, caller));

    @RegisterExtension
    final Started started = new Started();

    private Run client(Capability<Probe> with, String... arguments) throws Exception {
        Grants grants = new Grants().property("probe.me", "client").use("probe", with);
        return started.add(Run.with(grants, ProbeClient.class, arguments));
    }

    /** A way to call, by the caller's own threads or others. */
    private record Way(Capability<Probe> with, long badge, boolean apart) {
        Probe gate() {
            return with.gate();
        }
    }

    private List<Way> each() {
        return List.of(
                new Way(whole, 0, false),
                new Way(whole.badged(BADGE), BADGE, false),
                new Way(whole.within(LONG), 0, true),
                new Way(whole.badged(BADGE).within(LONG), BADGE, true));
    }

    /** The next that is told: before the answer, or without one when the caller has left. */
    private Told next() throws InterruptedException {
        Wait.until(() -> !told.isEmpty(), () -> "nothing is told");
        return told.remove();
    }

    @Test
    void onEachWayThatACallTakes() throws Exception {
        endpoint.watch(watch);
        started.server(new Grants(), endpoint);
        for (Way way : each()) {
            for (String how : List.of("act", "act by ring")) {
                Run client = client(way.with, how, "badge");
                client.end();
                assertEquals(client.process, next().caller(), way + " " + how);
                // Not from the one who called before, on the same thread.
                way.gate().add(1, 2);
                assertEquals(null, next().caller(), way.toString());
                assertTrue(client.out().startsWith("returned " + way.badge));
            }
            try (Ring<Probe> ring = way.with.ring(1)) {
                ring.calls().add(1, 2);
                ring.submit();
                assertEquals(3, ring.take().asInt());
                assertEquals(null, next().caller());
            }
        }
        assertTrue(told.isEmpty(), told::toString);
    }

    /** Pools, virtual threads and threads of the client's own classes among them, and calls that the server makes itself. */
    @Test
    void fromThreadsOfAllKinds() throws Exception {
        endpoint.watch(watch);
        // A fresh server for each: its threads keep what calls leave on them.
        for (Way way : each()) {
            Run server = started.server(new Grants(), endpoint);
            Grants grants = new Grants()
                    .property("probe.me", "client")
                    .property("probe.apart", Boolean.toString(way.apart))
                    .use("probe", way.with);
            Run client = started.add(Run.with(grants, ProbeClient.class, "checks"));
            OwnWorldTest.checks(client, 30);
            told.removeIf(each -> each.caller() == client.process);
            assertTrue(
                    told.stream()
                            .allMatch(each -> each.caller() == server.process
                                    && each.method().equals("Probe.add")),
                    () -> way + ": " + told);
            told.clear();
        }
    }

    @Test
    void callsThatCallOn() throws Exception {
        Endpoint<Probe> far = Atoll.boot().endpoint("far", Probe.class);
        started.server(new Grants(), far);
        endpoint.watch(watch);
        far.watch(watch);
        for (Capability<Probe> on : List.of(far.capability(), far.capability().within(LONG))) {
            Run server = started.server(new Grants().use("next", on), endpoint);
            for (Way way : each()) {
                Run client = client(way.with, "act", "next who");
                client.end();
                Told inner = next();
                assertEquals(far, inner.endpoint());
                assertEquals(server.process, inner.caller());
                Told outer = next();
                assertEquals(endpoint, outer.endpoint());
                assertEquals(client.process, outer.caller());
            }
            endpoint.capability().within(LONG).gate().act("next who");
            assertEquals(server.process, next().caller());
            assertEquals(null, next().caller());
        }
    }

    @Test
    void objectsOfTheHost() throws Exception {
        endpoint.serve(new IdleProbe());
        endpoint.watch(watch);
        for (Way way : each()) {
            way.gate().add(1, 2);
            assertEquals(null, next().caller(), way.toString());
            Run client = client(way.with, "act", "who");
            client.end();
            assertEquals(client.process, next().caller(), way.toString());
        }
    }

    @Test
    void callsWithRegions() throws Exception {
        Endpoint<Vault> vault = Atoll.boot().endpoint("vault", Vault.class);
        vault.watch(watch);
        started.add(Run.with(new Grants().serve("vault", vault), VaultServer.class))
                .awaitOut("serving");
        Set<Process> clients = new HashSet<>();
        for (Capability<Vault> way :
                List.of(vault.capability(), vault.capability().within(LONG))) {
            for (String how : List.of("gate", "sent")) {
                Run client = started.add(Run.with(new Grants().use("vault", way), RegionRinger.class, how));
                clients.add(client.process);
                client.awaitOut(how);
                Wait.until(() -> told.stream().anyMatch(each -> each.caller() == client.process), told::toString);
                client.process.kill();
                client.end();
            }
        }
        // What those had sent may still run.
        assertTrue(told.stream().allMatch(each -> clients.contains(each.caller())), told::toString);
        try (Region region = Region.allocate(1)) {
            vault.capability().within(LONG).gate().sum(region);
            vault.capability().gate().sum(region);
        }
        assertEquals(2, told.stream().filter(each -> each.caller() == null).count(), told::toString);
    }

    @Test
    void callersThatLeave() throws Exception {
        endpoint.watch(watch);
        for (boolean killed : List.of(true, false)) {
            PipedOutputStream line = new PipedOutputStream();
            Grants serves = new Grants().property("probe.me", "server").serve("probe", endpoint);
            Run server = started.add(Run.fed(new PipedInputStream(line), serves, ProbeServer.class, "line"));
            server.awaitOut("serving");
            Run client = client(whole.within(killed ? LONG : SHORT), "act", "hold");
            server.awaitOut("inside");
            if (killed) {
                client.process.kill();
            }
            assertEquals(List.of(), client.end().undead());
            assertEquals(killed, !client.out().contains(Late.class.getSimpleName()), client.out());
            assertTrue(told.isEmpty());
            line.write('\n');
            line.flush();
            assertEquals(client.process, next().caller());
            server.process.kill();
            server.end();
        }
    }

    @Test
    void theNextServer() throws Exception {
        Capability<Probe> way = whole.within(LONG);
        endpoint.watch(watch);
        for (int i = 0; i < 3; i++) {
            // It takes the place of the one before, which lives on or is dead.
            Run server = started.server(new Grants(), endpoint);
            Run client = client(way, "act", "who");
            client.end();
            assertEquals(client.process, next().caller());
            if (i == 1) {
                server.process.kill();
                server.end();
            }
        }
        endpoint.watch(null);
        client(way, "act", "who").end();
        assertTrue(told.isEmpty());
    }

    /** Wherever the caller's stack ends, the call is made or it is not, and whoever is told of is the caller. */
    @Test
    void callersAtTheEndOfTheirStacks() throws Exception {
        endpoint.watch(watch);
        started.server(new Grants(), endpoint);
        Run client = client(whole.within(LONG), "edge", "3");
        client.end();
        assertTrue(client.out().endsWith("am client\n"), client.out());
        assertTrue(told.stream().allMatch(each -> each.caller() == client.process));
        Wait.until(endpoint::isIdle, () -> "a call that did not begin is thought to be in the server");
    }

    /** The thread that ran its call goes on with others. */
    @Test
    void nothingHoldsACallerThatIsGone() throws Exception {
        AtomicLong count = new AtomicLong();
        endpoint.watch((at, method, caller, begun, nanos, thrown) -> count.addAndGet(caller == null ? 0 : 1));
        started.server(new Grants(), endpoint);
        Probe busy = whole.within(LONG).gate();
        List<WeakReference<Process>> gone = new ArrayList<>();
        for (String how : List.of("act", "act by ring")) {
            gone.add(called(how, busy, count));
        }
        assertEquals(2, count.get());
        Wait.until(
                () -> {
                    busy.add(1, 2);
                    System.gc();
                    return gone.stream().allMatch(each -> each.get() == null);
                },
                () -> "see " + HeapDump.write() + ": a dead caller is held");
    }

    private WeakReference<Process> called(String how, Probe busy, AtomicLong count) throws Exception {
        long before = count.get();
        Grants grants = new Grants().property("probe.me", "client").use("probe", whole.within(LONG));
        Run client = Run.with(grants, ProbeClient.class, how, "who");
        Wait.until(() -> count.get() > before, () -> "it does not call");
        // Then the thread that ran the call is the one that takes the next.
        Wait.until(endpoint::isIdle, () -> "its call does not end");
        while (!client.process.death().isDone()) {
            // Else the thread ends, which began with the client's call.
            busy.add(1, 2);
        }
        assertEquals(List.of(), client.end().undead());
        return new WeakReference<>(client.process);
    }
}
