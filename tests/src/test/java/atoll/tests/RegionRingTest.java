package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Busy;
import atoll.contract.Completion;
import atoll.contract.Late;
import atoll.contract.PeerDied;
import atoll.contract.Refused;
import atoll.contract.Region;
import atoll.contract.Revoked;
import atoll.contract.Ring;
import atoll.kernel.Capability;
import atoll.kernel.DeathNotice;
import atoll.kernel.Endpoint;
import atoll.kernel.Kernel;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import guest.Hello;
import guest.RegionRinger;
import guest.Vault;
import guest.VaultServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions in calls of rings, between the time when the calls are gathered and when they complete. */
@Timeout(180)
class RegionRingTest {
    private static final int SIZE = 1000;
    private static final int MANY = 64;
    private static final Duration SOON = Duration.ofMillis(100);

    private final Endpoint<Vault> endpoint = Atoll.boot().endpoint("vault", Vault.class);
    private Kernel kernel;
    private long before;

    @RegisterExtension
    final Started started = new Started();

    @BeforeEach
    void count() throws Exception {
        kernel = started.add(Run.with(new Grants(), Hello.class)).process.kernel();
        before = kernel.regionBytes();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        started.end();
        assertEquals(kernel.hostRegionBytes(), kernel.regionBytes());
        assertEquals(before, kernel.regionBytes());
    }

    private Run server() throws Exception {
        Run run = started.add(Run.with(new Grants().serve("vault", endpoint), VaultServer.class));
        run.awaitOut("serving");
        return run;
    }

    private static String misuse(Runnable use) {
        return assertThrows(IllegalStateException.class, use::run).getMessage();
    }

    private static <T extends Exception> T failure(Class<T> type, Completion completion) {
        return assertInstanceOf(type, completion.failure());
    }

    @Test
    void whatIsGatheredIsOnItsWayAndCharged() {
        Region moved = Region.allocate(SIZE);
        Region lent = Region.allocate(SIZE);
        try (Ring<Vault> ring = endpoint.capability().ring(4)) {
            ring.calls().put(moved);
            assertEquals(0, ring.calls().sum(lent));
            assertEquals("the region of 1000 bytes was moved by Vault.put of vault", misuse(() -> moved.get(0)));
            assertEquals(
                    "the region of 1000 bytes is lent for Vault.sum of vault, which is not over",
                    misuse(() -> lent.get(0)));
            assertEquals(
                    "the region of 1000 bytes is lent for Vault.sum of vault, which is not over;"
                            + " Vault.sum of vault was not called",
                    misuse(() -> ring.calls().sum(lent)));
            assertThrows(IllegalStateException.class, lent::close);
            assertEquals(1, ring.ticket());
            assertEquals(before + 2 * SIZE, kernel.hostRegionBytes());
        }
        // The calls were dropped.
        moved.put(0, (byte) 1);
        lent.put(0, (byte) 1);
        moved.close();
        lent.close();
    }

    @Test
    void manyAreUnderWayAtOnce() throws Exception {
        server();
        Ring<Vault> ring = endpoint.capability().ring(MANY);
        List<Region> lent = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < MANY; i++) {
                if (round == 0) {
                    lent.add(Region.allocate(SIZE));
                }
                lent.get(i).putInt(0, i);
                ring.calls().peek(lent.get(i), "");
            }
            assertEquals(MANY, ring.submit());
            for (int i = 0; i < MANY; i++) {
                assertEquals(i, ring.take().asInt());
                assertTrue(lent.get(i).isUsable());
            }
        }
        for (Region region : lent.subList(1, MANY)) {
            ring.calls().put(region);
        }
        ring.calls().get();
        Region first = lent.getFirst();
        assertThrows(Busy.class, () -> ring.calls().put(first));
        first.close();
        ring.submit();
        for (int i = 1; i < MANY; i++) {
            assertEquals(null, ring.take().value());
        }
        Region last = (Region) ring.take().value();
        assertEquals(MANY - 1, last.getInt(0));
        last.close();
    }

    @Test
    void whatWasNotCalledTakesNothing() throws Exception {
        Run server = server();
        Capability<Vault> capability = endpoint.capability().within(SOON);
        Ring<Vault> ring = capability.ring(4);
        Region inside = Region.allocate(SIZE);
        Region behind = Region.allocate(SIZE);
        ring.calls().lent("sleep", inside);
        ring.calls().put(behind);
        ring.submit();
        server.awaitOut("inside");
        assertEquals(
                "Vault.lent of vault did not answer within 100 ms",
                failure(Late.class, ring.take()).getMessage());
        assertEquals(
                "Vault.put of vault did not begin, and took nothing, within 100 ms",
                failure(Late.class, ring.take()).getMessage());
        // The worker is still inside; what it has of the region is of no use to it.
        inside.putInt(0, 1);
        assertEquals(
                "IllegalStateException: the region of 1000 bytes was lent for Vault.lent of vault, which is over",
                endpoint.capability().gate().about("getLent"));
        assertTrue(behind.isUsable());
        ring.calls().put(behind);
        ring.submit();
        server.process.kill();
        server.end();
        // Whether the worker had come to it nobody knows by now, and it had not.
        assertTrue(ring.take().failure() != null);
        assertTrue(behind.isUsable());
        ring.calls().put(behind);
        ring.submit();
        assertTrue(failure(PeerDied.class, ring.take()).getMessage().contains("was not called"));
        assertTrue(behind.isUsable());
        capability.revoke();
        ring.calls().put(behind);
        ring.submit();
        failure(Revoked.class, ring.take());
        inside.close();
        behind.close();
    }

    @Test
    void whatASharedRegionIsWhenTheCallBeginsCounts() throws Exception {
        Ring<Vault> ring = endpoint.capability().ring(4);
        Region closed = Region.allocate(SIZE).share();
        Region kept = Region.allocate(SIZE).share();
        ring.calls().put(closed);
        ring.calls().put(kept);
        ring.calls().sum(kept);
        closed.close();
        assertEquals(before + SIZE, kernel.regionBytes());
        server();
        ring.submit();
        assertEquals(
                "the region of 1000 bytes was closed; Vault.put of vault was not called",
                failure(Refused.class, ring.take()).getMessage());
        assertEquals(null, ring.take().value());
        assertEquals(0, ring.take().asInt());
        kept.close();
    }

    /** Returns a new region each time; in the first call when it is told to. */
    private static final class Giver extends HostVault {
        final CountDownLatch inside = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public Region get() {
            inside.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Region.allocate(SIZE);
        }
    }

    @Test
    void answersThatNobodyTakesAreClosed() throws Exception {
        Giver giver = new Giver();
        endpoint.serve(giver);
        Ring<Vault> late = endpoint.capability().within(SOON).ring(2);
        late.calls().get();
        late.submit();
        giver.inside.await();
        failure(Late.class, late.take());
        giver.goOn.countDown();
        Ring<Vault> ring = endpoint.capability().ring(4);
        for (int i = 0; i < 3; i++) {
            ring.calls().get();
        }
        ring.submit();
        Region taken = (Region) ring.take().value();
        Wait.until(
                () -> kernel.regionBytes() == before + 3 * SIZE,
                () -> kernel.regionBytes() - before + " bytes and not 3");
        ring.close();
        assertEquals(before + SIZE, kernel.regionBytes());
        taken.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gathered", "sent", "inside", "answered"})
    void clientsThatAreKilledLeaveNothing(String what) throws Exception {
        Run server = what.equals("gathered") || what.equals("sent") ? null : server();
        endpoint.patience(Duration.ofSeconds(Wait.SECONDS));
        Run client = started.add(Run.with(new Grants().use("vault", endpoint.capability()), RegionRinger.class, what));
        client.awaitOut(what);
        if (what.equals("inside")) {
            server.awaitOut("inside");
        }
        client.process.kill();
        DeathNotice notice = client.end();
        assertEquals(List.of(), notice.undead());
        String regions = what.equals("inside") ? "2 regions of 2000 bytes" : "4 regions of 4000 bytes";
        assertTrue(notice.released().contains(regions), notice.toString());
        if (server != null) {
            // It has what was moved to it before, and has to give back nothing.
            assertEquals(
                    what.equals("inside") ? 2 * SIZE : 0,
                    server.process.account().regions());
            assertEquals("0", endpoint.capability().gate().lent("badge", null));
        }
        Wait.collected(client.process);
        assertFalse(client.out().contains("ESCAPED"), client.out());
    }
}
