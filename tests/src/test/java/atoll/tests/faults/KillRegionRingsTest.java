package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Completion;
import atoll.contract.PeerDied;
import atoll.contract.Region;
import atoll.contract.Ring;
import atoll.kernel.Endpoint;
import atoll.kernel.ExitStatus;
import atoll.kernel.Kernel;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import guest.RegionRinger;
import guest.Vault;
import guest.VaultServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One end of a ring that regions cross with is killed at its n-th poll, for each n: each region is on one side, and accounted for. */
@Tag("faults")
@Timeout(36_000)
class KillRegionRingsTest {
    private static final int SIZE = 1000;
    private static final int CALLS = 24;

    private final Stage stage = new Stage();
    private final Endpoint<Vault> vaults =
            stage.atoll.endpoint("vault", Vault.class).patience(Banks.PATIENT);

    @AfterEach
    void nothingStays() throws Exception {
        stage.end();
    }

    private Process server(long n) throws IOException {
        return stage.start(n, VaultServer.class, new Grants().serve("vault", vaults));
    }

    @Test
    void aServer() throws Exception {
        Walk.through("server of a ring with regions", n -> {
            Process victim = server(n);
            stage.followed(victim, () -> server(0));
            Kernel kernel = victim.kernel();
            long before = kernel.hostRegionBytes();
            try (Ring<Vault> ring = vaults.capability().ring(4)) {
                new User(ring).callAll();
            }
            assertEquals(before, kernel.hostRegionBytes());
            stage.clear();
            assertEquals(before, kernel.regionBytes());
            return victim.trap;
        });
    }

    /** Lends and moves by turns, four under way at a time. */
    private static final class User {
        private final Ring<Vault> ring;
        private final List<Region> regions = new ArrayList<>();
        private int completed;

        User(Ring<Vault> ring) {
            this.ring = ring;
        }

        void callAll() throws InterruptedException {
            for (int i = 0; i < CALLS; i++) {
                Region region = Region.allocate(SIZE);
                region.fill(0, SIZE, (byte) 1);
                regions.add(region);
                switch (i % 4) {
                    case 0 -> ring.calls().sum(region);
                    case 1 -> ring.calls().peek(region, "");
                    case 2 -> ring.calls().pass(region);
                    default -> ring.calls().put(region);
                }
                ring.submit();
                if (ring.underWay() == ring.depth()) {
                    took(ring.take());
                }
            }
            while (ring.underWay() > 0) {
                took(ring.take());
            }
            assertEquals(CALLS, completed);
        }

        private void took(Completion completion) {
            int call = (int) completion.ticket();
            Region region = regions.get(call);
            boolean died = completion.failure() instanceof PeerDied;
            completed++;
            if (call % 4 == 1) {
                assertEquals(0x01010101, completion.asInt());
            } else if (call % 4 == 0 && !died) {
                assertEquals(SIZE, completion.asInt());
            } else if (call % 4 == 2 && !died) {
                try (Region back = (Region) completion.value()) {
                    assertEquals(0x01010102, back.getInt(0));
                }
            }
            if (call % 4 < 2 || region.isUsable()) {
                // Lent, or of a call that did not begin.
                assertTrue(call % 4 < 2 || died, completion.toString());
                assertEquals(0x01010101, region.getInt(0));
                region.close();
            }
            assertFalse(region.isUsable());
        }
    }

    @Test
    void aClient() throws Exception {
        Walk.through("client of a ring with regions", n -> {
            Process server = server(0);
            Kernel kernel = server.kernel();
            long before = kernel.regionBytes();
            Process victim =
                    stage.start(n, RegionRinger.class, new Grants().use("vault", vaults.capability()), "calls");
            ExitStatus ended = victim.waitFor().status();
            assertEquals(victim.trap.sprung() ? ExitStatus.killed() : ExitStatus.exited(0), ended);
            assertEquals(0, victim.account().regions());
            assertEquals(server.account().regions(), kernel.regionBytes() - before);
            assertEquals("0", vaults.capability().gate().lent("badge", null));
            stage.clear();
            assertEquals(before, kernel.regionBytes());
            return victim.trap;
        });
    }
}
