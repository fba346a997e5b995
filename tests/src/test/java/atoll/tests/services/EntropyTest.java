package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.PeerDied;
import atoll.contract.Refused;
import atoll.contract.Region;
import atoll.contract.entropy.Entropy;
import atoll.contract.entropy.Seeds;
import atoll.kernel.DeathNotice;
import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Streams;
import atoll.server.entropy.EntropyServer;
import atoll.system.service.EntropyService;
import atoll.tests.Kills;
import guest.EntropyAtTheEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random bytes: never the same again, whoever dies. What is asserted of chance would fail by chance once in more than 2^64 runs.
 */
@Timeout(180)
class EntropyTest extends Served {
    private static final int BLOCK = 16;
    private static final int KILLS = 12;

    private final EntropyService service = new EntropyService(atoll, PATIENCE);
    private final Entropy entropy = service.capability().gate();
    private final Set<ByteBuffer> seen = new HashSet<>();

    private void serve() throws IOException {
        services.add(service.service("entropy"));
        services.start();
    }

    /** Nothing of it was there before. */
    private void isNew(byte[] bytes) {
        for (int at = 0; at + BLOCK <= bytes.length; at += BLOCK) {
            assertTrue(seen.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + BLOCK))), "came again");
        }
    }

    @Test
    void asManyAsWereAskedForAndNowhereElse() throws Exception {
        serve();
        for (int count = 0; count < 200; count++) {
            assertEquals(count, entropy.bytes(count).length);
        }
        assertEquals(Entropy.MOST_BYTES, entropy.bytes(Entropy.MOST_BYTES).length);
        try (Region region = Region.allocate(300)) {
            byte[] all = new byte[300];
            entropy.fill(region, 50, 200);
            entropy.fill(region, 300, 0);
            region.read(0, all, 0, 300);
            for (int i = 0; i < 300; i++) {
                assertTrue(i >= 50 && i < 250 || all[i] == 0, i + " was changed");
            }
            byte[] filled = Arrays.copyOfRange(all, 50, 250);
            isNew(filled);
            // Not one block of it is left as it was.
            for (int at = 0; at + BLOCK <= filled.length; at += BLOCK) {
                assertTrue(!Arrays.equals(new byte[BLOCK], Arrays.copyOfRange(filled, at, at + BLOCK)), "at " + at);
            }
        }
    }

    @Test
    void bytesAreSpreadEvenly() throws Exception {
        serve();
        byte[] bytes = entropy.bytes(Entropy.MOST_BYTES);
        isNew(bytes);
        int[] counts = new int[256];
        long ones = 0;
        for (byte b : bytes) {
            counts[b & 0xFF]++;
            ones += Integer.bitCount(b & 0xFF);
        }
        // 4,096 of each are due, with a deviation of 64; and half of the bits, with one of 1,448.
        for (int count : counts) {
            assertTrue(count > 3_000 && count < 5_200, Arrays.toString(counts));
        }
        long half = 4L * bytes.length;
        assertTrue(Math.abs(ones - half) < 30_000, ones + " of " + 2 * half);
    }

    @Test
    void noLifeSaysWhatAnotherSaid() throws Exception {
        serve();
        Kills killer = paced("entropy", KILLS, new Random(1));
        do {
            isNew(entropy.bytes(512));
            killer.answered();
        } while (killer.isAlive());
        killer.end();
        isNew(entropy.bytes(512));
        kill("entropy");
        isNew(entropy.bytes(512));
    }

    @Test
    void aCallThatIsCutShortGivesNothingAway() throws Exception {
        serve();
        Process server = process("entropy");
        assertEquals(
                "done\n",
                guest(EntropyAtTheEnd.class, service.let(new Grants())).end());
        assertEquals(server, process("entropy"), "it has not harmed the server");
        isNew(entropy.bytes(1_024));
    }

    @Test
    void badInputIsRefused() throws Exception {
        serve();
        for (int count : new int[] {-1, Integer.MIN_VALUE, Entropy.MOST_BYTES + 1, Integer.MAX_VALUE}) {
            assertTrue(refused(() -> entropy.bytes(count)).startsWith("INVALID: " + count + " bytes"));
            try (Region region = Region.allocate(10)) {
                assertTrue(refused(() -> entropy.fill(region, 0, count)).startsWith("INVALID: "));
            }
        }
        try (Region region = Region.allocate(10)) {
            for (int[] place : new int[][] {{-1, 5}, {6, 5}, {11, 0}, {Integer.MAX_VALUE, 1}, {0, -5}}) {
                assertTrue(
                        refused(() -> entropy.fill(region, place[0], place[1])).startsWith("INVALID: "));
            }
            for (int at = 0; at < 10; at++) {
                assertEquals(0, region.get(at));
            }
        }
    }

    @Test
    void whoMayNotDrawIsToldSo() throws Exception {
        serve();
        Entropy nothing = service.capability().with(Set.of()).gate();
        Refused refused = assertThrows(Refused.class, () -> nothing.bytes(1));
        assertTrue(
                refused.getMessage().contains("Entropy.bytes of entropy needs the right draw"), refused.getMessage());
        assertTrue(refused.getMessage().contains("with(\"draw\") grants it"), refused.getMessage());
    }

    /** Neither without a source of seeds, nor with one that gives too little. */
    @Test
    void withoutASeedNobodyServes() throws Exception {
        Endpoint<Entropy> endpoint = atoll.endpoint("entropy", Entropy.class);
        Endpoint<Seeds> poor = atoll.endpoint("seeds", Seeds.class);
        poor.serve(count -> new byte[count - 1]);
        for (Grants grants : List.of(new Grants(), new Grants().use("seeds", poor.capability()))) {
            Process process =
                    atoll.spawn(program(EntropyServer.class), grants.serve("entropy", endpoint), Streams.none());
            DeathNotice notice = process.waitFor();
            assertEquals(1, notice.status().code());
            assertThrows(PeerDied.class, () -> endpoint.capability().gate().bytes(1));
        }
    }
}
