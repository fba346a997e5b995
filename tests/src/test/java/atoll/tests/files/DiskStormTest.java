package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.PeerDied;
import atoll.contract.Region;
import atoll.contract.block.BlockDevice;
import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.server.imageblocks.ImageBlockDriver;
import atoll.system.service.Service;
import atoll.tests.Wait;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * RedLeaf's experiment: a disk driver that crashes every second under somebody who reads, or writes, as fast as it can. Each
 * block that is read is compared. What it costs in throughput is printed, not judged: the machine has other work.
 */
@Tag("faults")
@Timeout(36_000)
class DiskStormTest extends FileServed {
    private static final int SIZE = 4_096;
    private static final int BLOCKS = 4_096;
    private static final long SECONDS = Long.getLong("atoll.faults.seconds", 3);

    private final Endpoint<BlockDevice> blocks =
            atoll.endpoint("blocks", BlockDevice.class).patience(Duration.ofSeconds(Wait.SECONDS));

    /** By block, what was written to it last: each of its numbers is this one. */
    private final long[] last = new long[BLOCKS];

    private final Random random = new Random(1);
    private long gaveUp;

    @ParameterizedTest
    @ValueSource(strings = {"reads", "writes"})
    void aDiskDriverThatCrashesEverySecond(String what) throws Exception {
        Path image = folder.resolve("disk.img");
        try (RandomAccessFile made = new RandomAccessFile(image.toFile(), "rw")) {
            made.setLength((long) SIZE * BLOCKS);
        }
        services.add(new Service(
                        "disk",
                        program(ImageBlockDriver.class, List.of("/disk.img", "" + SIZE)),
                        new Grants().write(image, "/disk.img").serve("blocks", blocks)))
                .start();
        BlockDevice device = blocks.capability().gate();
        long medium = device.geometry().medium();
        try (Region region = Region.allocate(SIZE)) {
            for (int block = 0; block < BLOCKS; block++) {
                write(device, medium, block, region);
            }
            run(what, device, medium, region);
            long calm = run(what, device, medium, region);
            gaveUp = 0;
            Storm storm = new Storm();
            storm.start();
            long stormy;
            try {
                stormy = run(what, device, medium, region);
            } finally {
                storm.over = true;
                storm.join();
            }
            assertTrue(storm.kills > 0 && stormy > 0);
            System.out.println("faults: " + what + " of 4 KB, the disk driver killed each second: " + storm.kills
                    + " kills, " + stormy + " calls; undisturbed " + calm + "; ratio " + (double) stormy / calm + "; "
                    + gaveUp + " made again by the client");
            for (int block = 0; block < BLOCKS; block++) {
                read(device, medium, block, region);
            }
        }
    }

    private final class Storm extends Thread {
        volatile boolean over;
        int kills;

        @Override
        public void run() {
            long next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
            while (!over) {
                long left = next - System.nanoTime();
                if (left > 0) {
                    java.util.concurrent.locks.LockSupport.parkNanos(left);
                    continue;
                }
                next += TimeUnit.SECONDS.toNanos(1);
                Process disk = services.process("disk");
                if (disk != null) {
                    disk.kill();
                    kills++;
                }
            }
        }
    }

    private long run(String what, BlockDevice device, long medium, Region region) throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        long calls = 0;
        while (System.nanoTime() - until < 0) {
            int block = random.nextInt(BLOCKS);
            if (what.equals("reads")) {
                read(device, medium, block, region);
            } else {
                write(device, medium, block, region);
            }
            calls++;
        }
        return calls;
    }

    private void write(BlockDevice device, long medium, int block, Region region) throws IOException {
        long number = random.nextLong();
        for (int at = 0; at < SIZE; at += Long.BYTES) {
            region.putLong(at, number + at);
        }
        while (true) {
            try {
                device.write(medium, block, 1, region, 0);
                last[block] = number;
                return;
            } catch (PeerDied e) {
                gaveUp++;
            }
        }
    }

    private void read(BlockDevice device, long medium, int block, Region region) throws IOException {
        region.fill(0, SIZE, (byte) 0);
        while (true) {
            try {
                device.read(medium, block, 1, region, 0);
                break;
            } catch (PeerDied e) {
                gaveUp++;
            }
        }
        for (int at = 0; at < SIZE; at += Long.BYTES) {
            assertEquals(last[block] + at, region.getLong(at), () -> "block " + block);
        }
    }
}
