package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Late;
import atoll.contract.Names;
import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.contract.Refused;
import atoll.contract.Region;
import atoll.contract.Revoked;
import atoll.contract.Ring;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.Kernel;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import guest.IdleProbe;
import guest.Probe;
import guest.ProbeServer;
import guest.Vault;
import guest.VaultServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server is told the badge of the capability that it is called with, on each way that a call takes, and never another's. */
@Timeout(60)
class BadgeTest {
    private static final long MINE = 7_000_000_000L;
    private static final Duration LONG = Duration.ofSeconds(50);

    private final Endpoint<Probe> endpoint = Atoll.boot().endpoint("probe", Probe.class);
    private final Capability<Probe> plain = endpoint.capability();
    private final Capability<Probe> badged = plain.badged(MINE);

    @RegisterExtension
    final Started started = new Started();

    private Run server() throws Exception {
        return started.server(new Grants(), endpoint);
    }

    private static String badge(Capability<Probe> with) {
        return with.gate().act("badge");
    }

    private void nobodyElseHasIt() {
        assertEquals("0", badge(plain));
        assertEquals("0", badge(plain.within(LONG)));
        assertEquals("-5", badge(plain.badged(-5)));
        assertEquals(0, Names.badge());
    }

    @Test
    void theServerIsToldTheBadge() throws Exception {
        server();
        assertEquals("0", badge(plain));
        assertEquals(Long.toString(MINE), badge(badged));
        nobodyElseHasIt();
        assertEquals(Long.toString(MINE), badge(badged));
    }

    @Test
    void onAThreadOfTheServersToo() throws Exception {
        server();
        for (int i = 0; i < 3; i++) {
            assertEquals(Long.toString(MINE), badge(badged.within(LONG)));
            nobodyElseHasIt();
        }
    }

    @Test
    void byARingToo() throws Exception {
        server();
        try (Ring<Probe> mine = badged.ring(4);
                Ring<Probe> others = plain.ring(4)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(Long.toString(MINE), asked(mine));
                assertEquals("0", asked(others));
            }
        }
        nobodyElseHasIt();
    }

    private static Object asked(Ring<Probe> ring) throws InterruptedException {
        ring.calls().act("badge");
        ring.submit();
        return ring.take().value();
    }

    @Test
    void withRegionsToo() throws Exception {
        Endpoint<Vault> vault = Atoll.boot().endpoint("vault", Vault.class);
        Run run = started.add(Run.with(new Grants().serve("vault", vault), VaultServer.class));
        run.awaitOut("serving");
        Kernel kernel = run.process.kernel();
        long before = kernel.hostRegionBytes();
        Capability<Vault> all = vault.capability();
        for (Duration limit : List.of(Duration.ZERO, LONG)) {
            Capability<Vault> mine = limited(all.badged(MINE), limit);
            try (Region region = Region.allocate(8)) {
                assertEquals(Long.toString(MINE), mine.gate().lent("badge", region));
                assertEquals("0", limited(all, limit).gate().lent("badge", region));
                assertThrows(PeerFailed.class, () -> mine.gate().lent("throw", region));
                assertEquals("0", limited(all, limit).gate().lent("badge", region));
            }
            assertEquals(Long.toString(MINE), mine.gate().moved("badge", Region.allocate(8)));
        }
        assertEquals(before, kernel.hostRegionBytes());
    }

    private static Capability<Vault> limited(Capability<Vault> of, Duration limit) {
        return limit.isZero() ? of : of.within(limit);
    }

    @Test
    void aServerThatCallsOnHasItsOwnAgain() throws Exception {
        Endpoint<Probe> far = Atoll.boot().endpoint("far", Probe.class);
        started.server(new Grants(), far);
        started.server(new Grants().use("next", far.capability().badged(3)), endpoint);
        assertEquals(MINE + ", 3, " + MINE, badged.gate().act("badge around"));
        assertEquals("0, 3, 0", plain.gate().act("badge around"));
        started.server(new Grants().use("next", far.capability()), endpoint);
        assertEquals(MINE + ", 0, " + MINE, badged.gate().act("badge around"));
    }

    @Test
    void itIsOfTheCallAndNotOfTheProcess() throws Exception {
        server();
        assertEquals("0", badged.gate().act("badge elsewhere"));
    }

    @Test
    void aProcessCannotChooseIt() throws Exception {
        server();
        Endpoint<Probe> front = Atoll.boot().endpoint("front", Probe.class);
        started.server(new Grants().use("next", badged), front);
        assertEquals("server <- " + MINE, front.capability().badged(1).gate().act("next badge"));
    }

    @Test
    void itStaysWithAllThatIsDerived() {
        assertThrows(IllegalArgumentException.class, () -> plain.badged(0));
        assertThrows(IllegalStateException.class, () -> badged.badged(1));
        assertThrows(IllegalStateException.class, () -> badged.with(Set.of()).badged(1));
        endpoint.serve(new Host());
        assertEquals(Long.toString(MINE), badge(badged.with(Set.of())));
        assertEquals(Long.toString(MINE), badge(badged.with(Set.of()).within(LONG)));
        assertThrows(Refused.class, () -> badged.with(Set.of()).gate().write(""));
        nobodyElseHasIt();
        plain.revoke();
        assertThrows(Revoked.class, () -> badge(badged));
    }

    /** The host serves, and is told as processes are. */
    private static final class Host extends IdleProbe {
        @Override
        public String act(String what) {
            return Long.toString(Names.badge());
        }
    }

    @Test
    void itEndsWithACallThatFails() throws Exception {
        server();
        for (String how : List.of("throw", "overflow", "forge")) {
            assertThrows(RuntimeException.class, () -> badged.gate().act(how), how);
            nobodyElseHasIt();
        }
        assertThrows(
                Late.class, () -> badged.within(Duration.ofMillis(20)).gate().act("sleep"));
        nobodyElseHasIt();
    }

    @Test
    void itEndsWithACallWhoseServerDies() throws Exception {
        Run run = server();
        FutureTask<String> call = new FutureTask<>(() -> {
            assertThrows(PeerDied.class, () -> badged.gate().act("sleep"));
            server();
            return badge(plain) + Names.badge();
        });
        new Thread(call).start();
        run.awaitOut("inside");
        run.process.kill();
        assertEquals("00", call.get());
    }

    @Test
    void aCallThatIsMadeAgainCarriesItToTheNext() throws Exception {
        endpoint.patience(Duration.ofSeconds(50));
        Run first = Run.with(new Grants().property("probe.me", "first").serve("probe", endpoint), ProbeServer.class);
        started.add(first);
        first.awaitOut("serving");
        byte[] bytes = {Byte.MAX_VALUE - 1, 5};
        FutureTask<byte[]> call = new FutureTask<>(() -> badged.gate().raise(bytes));
        new Thread(call).start();
        first.awaitOut("inside");
        first.process.kill();
        server();
        assertArrayEquals(new byte[] {Byte.MAX_VALUE, 6}, call.get());
        nobodyElseHasIt();
    }

    /** However little stack is left, the call is made with its badge or not at all, and leaves nothing. */
    @Test
    void atTheEndOfTheStackToo() throws Exception {
        server();
        int[] calls = {0};
        FutureTask<String> deep = new FutureTask<>(() -> {
            badge(badged);
            for (int i = 0; i < 20; i++) {
                deeper(calls);
            }
            return badge(plain) + Names.badge();
        });
        Thread thread = new Thread(null, deep, "deep", 400_000);
        thread.start();
        assertEquals("00", deep.get());
        assertTrue(calls[0] > 0);
    }

    @SuppressWarnings("InfiniteRecursion") // that is what it is for
    private void deeper(int[] calls) {
        try {
            deeper(calls);
        } catch (StackOverflowError e) {
            // Further up there is more and more stack for this.
        }
        try {
            String seen = badge(badged);
            calls[0]++;
            if (!seen.equals(Long.toString(MINE))) {
                throw new IllegalStateException(seen);
            }
            if (calls[0] % 10 == 0 && !badge(plain).equals("0")) {
                throw new IllegalStateException("it stayed");
            }
        } catch (StackOverflowError | PeerFailed e) {
            // Not made, or cut short.
        }
    }
}
