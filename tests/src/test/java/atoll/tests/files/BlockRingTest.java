package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Completion;
import atoll.contract.PeerDied;
import atoll.contract.Region;
import atoll.contract.Ring;
import atoll.contract.block.BlockDevice;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.server.imageblocks.ImageBlockDriver;
import atoll.system.service.Service;
import atoll.tests.Kills;
import atoll.tests.Wait;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many blocks under way at a time, in regions, while the driver is killed: each is where it belongs, or the call is told to have failed. */
@Timeout(120)
class BlockRingTest extends FileServed {
    private static final int SIZE = 512;
    private static final int BLOCKS = 1_024;
    private static final int BATCH = 32;
    private static final int KILLS = 20;

    private final Endpoint<BlockDevice> blocks =
            atoll.endpoint("blocks", BlockDevice.class).patience(Duration.ofSeconds(Wait.SECONDS));

    private final List<Region> regions = new ArrayList<>();
    private final long[] wanted = new long[BLOCKS];
    private int made;
    private int again;

    @Test
    void aDriverDiesWithManyBlocksUnderWay() throws Exception {
        Path image = folder.resolve("disk.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) SIZE * BLOCKS);
        }
        services.add(new Service(
                        "disk",
                        program(ImageBlockDriver.class, List.of("/disk.img", "" + SIZE)),
                        new Grants().write(image, "/disk.img").serve("blocks", blocks)))
                .start();
        long medium = blocks.capability().gate().geometry().medium();
        long seed = new Random().nextLong();
        System.out.println("BlockRingTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < BATCH; i++) {
            regions.add(Region.allocate(SIZE));
        }
        try (Ring<BlockDevice> ring = blocks.capability().ring(BATCH)) {
            Kills kills = kills("disk", KILLS, new Random(seed + 1));
            long value = 1;
            while (kills.isAlive() || made < 100) {
                List<Integer> batch =
                        random.ints(0, BLOCKS).distinct().limit(BATCH).boxed().toList();
                for (int i = 0; i < BATCH; i++) {
                    regions.get(i).putLong(0, value);
                    wanted[batch.get(i)] = value++;
                }
                all(ring, batch, i -> ring.calls().write(medium, batch.get(i), 1, regions.get(i), 0));
                regions.forEach(region -> region.fill(0, SIZE, (byte) -1));
                all(ring, batch, i -> ring.calls().read(medium, batch.get(i), 1, regions.get(i), 0));
                for (int i = 0; i < BATCH; i++) {
                    assertEquals(wanted[batch.get(i)], regions.get(i).getLong(0), "seed " + seed);
                }
            }
            kills.end();
        }
        regions.forEach(Region::close);
        ByteBuffer there = ByteBuffer.wrap(Files.readAllBytes(image));
        for (int block = 0; block < BLOCKS; block++) {
            assertEquals(wanted[block], there.getLong(block * SIZE), "seed " + seed);
        }
        System.out.println("a disk driver killed " + KILLS + " times with up to " + BATCH + " calls under way: " + made
                + " calls, all right; " + again + " ended in PeerDied and were made again");
    }

    private interface Call {
        void gather(int i) throws Exception;
    }

    /** Makes all calls of a batch, those again that ended in the deaths of three drivers. */
    private void all(Ring<BlockDevice> ring, List<Integer> batch, Call call) throws Exception {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            left.add(i);
        }
        while (!left.isEmpty()) {
            List<Integer> failed = new ArrayList<>();
            for (int i : left) {
                call.gather(i);
            }
            long first = ring.ticket() - left.size() + 1;
            assertEquals(left.size(), ring.submit());
            for (int n = 0; n < left.size(); n++) {
                Completion completion = ring.take();
                int i = left.get((int) (completion.ticket() - first));
                assertTrue(regions.get(i).isUsable());
                if (completion.failure() != null) {
                    assertInstanceOf(PeerDied.class, completion.failure());
                    failed.add(i);
                    again++;
                }
                made++;
            }
            left = failed;
        }
    }
}
