package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.DeathNotice;
import atoll.kernel.Endpoint;
import atoll.kernel.Kernel;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import guest.Vault;
import guest.VaultServer;
import guest.hostile.RegionHoarder;
import guest.hostile.RegionRingThief;
import guest.hostile.RegionThief;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attacks with regions. Each row is an attack and what comes of it; the server is unharmed, and every byte accounted for. */
@Timeout(180)
class RegionAttackTest {
    private static final long MEMORY = 8L << 20;

    private final Endpoint<Vault> endpoint = Atoll.boot().endpoint("vault", Vault.class);

    @RegisterExtension
    final Started started = new Started();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            afterMove | done [the region of 4096 bytes was moved by Vault.put of vault] false
            afterClose | done [the region of 4096 bytes was closed] false
            forged | thrown atoll.contract.Refused: an object of guest.hostile.Forged is no region that the kernel made
            forgedLent | thrown atoll.contract.Refused: an object of guest.hostile.Forged is no region that the kernel made
            forgedCopy | thrown java.lang.IllegalArgumentException: an object of guest.hostile.Forged is no region
            proxy | thrown atoll.contract.Refused: an object of
            serialized | thrown java.io.NotSerializableException
            members | done none
            privateLookup | thrown java.lang.IllegalAccessException: refused
            locked | done moved
            twice | done the region of 4096 bytes was moved by Vault.two of vault; Vault.two of vault was not called
            stream | thrown java.lang.IllegalArgumentException: a channel of
            ownChannel | thrown java.lang.IllegalArgumentException: a channel of guest.hostile.Keeper
            inUse | done [the region of 4096 bytes is in use by another thread, the region of 4096 bytes is in use by another thread; Vault.put of vault was not called, the region of 4096 bytes is in use by another thread; Vault.sum of vault was not called] 1 5 7
            closedUnder | done ClosedByInterruptException
            numberRace | done never
            bulkRace | done never
            lendRace | done only that
            moveRace | done one
            edge | done whole
            keptByServer | thrown atoll.contract.Refused: the region of 4096 bytes that Vault.get of vault returned was lent for Vault.lent of vault, which is over
            """)
    void comesToNothing(String attack, String outcome) throws Exception {
        tries(RegionThief.class, outcome, attack);
        if (!attack.equals("edge")) {
            tries(RegionThief.class, outcome, attack, "ring");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alone | done 8 process (RegionHoarder) has 8388608 bytes of regions, and cannot have 1048576 more; --memory grants more than 8388608
            together | done 8 to 8
            """)
    void hoardsNoMoreThanWasGranted(String attack, String outcome) throws Exception {
        tries(RegionHoarder.class, outcome, attack);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hoards | done 8 process (RegionRingThief) has 8388608 bytes of regions, and cannot have 1048576 more; --memory grants more than 8388608
            hoardsAnswers | done refused
            twoRings | done the region of 4096 bytes is lent for Vault.sum of vault, which is not over; Vault.put of vault was not called
            dropped | done here or there
            edge | done whole
            """)
    void comesToNothingInARing(String attack, String outcome) throws Exception {
        tries(RegionRingThief.class, outcome, attack);
    }

    private void tries(Class<?> program, String outcome, String... arguments) throws Exception {
        Run server = started.add(Run.with(new Grants().serve("vault", endpoint), VaultServer.class));
        server.awaitOut("serving");
        Kernel kernel = server.process.kernel();
        long before = kernel.regionBytes() - kernel.hostRegionBytes();
        Run thief = started.add(
                Run.with(new Grants().memory(MEMORY).use("vault", endpoint.capability()), program, arguments));
        DeathNotice notice = thief.end();
        assertEquals(0, notice.status().code(), thief.out() + thief.err());
        assertFalse(thief.out().contains("ESCAPED"), thief.out());
        assertTrue(thief.out().startsWith("main: " + outcome), thief.out());
        assertTrue(thief.out().contains("\nvirtual: " + outcome), thief.out());
        assertNull(System.getProperty("hostile"));
        assertEquals(0, thief.process.account().regions());
        assertEquals(server.process.account().regions(), kernel.regionBytes() - kernel.hostRegionBytes() - before);
        server.process.kill();
        assertEquals(List.of(), server.end().undead());
        assertEquals(before, kernel.regionBytes() - kernel.hostRegionBytes());
    }
}
