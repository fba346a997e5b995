package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Region;
import atoll.contract.entropy.Entropy;
import atoll.kernel.PollTrap;
import atoll.system.service.EntropyService;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server of random bytes is killed at its n-th poll, for each n: clients get bytes that never came before, in all runs. */
@Tag("faults")
@Timeout(36_000)
class KillEntropyTest extends Supervision {
    private static final String ENTROPY = "entropy";
    private static final int BYTES = 160;
    private static final int DRAWS = 4;

    private final Set<ByteBuffer> seen = new HashSet<>();

    private PollTrap run(int to, long n) throws Exception {
        trap(ENTROPY, 1, to, n);
        EntropyService service = new EntropyService(stage.atoll, PATIENT);
        services.tree(TREE).add(service.service(ENTROPY)).start();
        Entropy entropy = service.capability().gate();
        draw(entropy);
        killed(ENTROPY);
        draw(entropy);
        endRun();
        return trapOf(ENTROPY, 1);
    }

    private void draw(Entropy entropy) throws Exception {
        for (int i = 0; i < DRAWS; i++) {
            byte[] bytes = entropy.bytes(BYTES);
            assertEquals(BYTES, bytes.length);
            isNew(bytes);
            try (Region region = Region.allocate(BYTES)) {
                entropy.fill(region, 0, BYTES);
                region.read(0, bytes, 0, BYTES);
            }
            isNew(bytes);
        }
    }

    private void isNew(byte[] bytes) {
        for (int at = 0; at < BYTES; at += 2 * Long.BYTES) {
            byte[] block = new byte[2 * Long.BYTES];
            System.arraycopy(bytes, at, block, 0, block.length);
            assertTrue(seen.add(ByteBuffer.wrap(block)), "came again");
        }
    }

    @Test
    void theServer() throws Exception {
        Walk.through("entropy", n -> run(1, n));
    }

    @Test
    void twoServersInARow() throws Exception {
        Walk.through("two entropies in a row", n -> run(2, n));
    }
}
