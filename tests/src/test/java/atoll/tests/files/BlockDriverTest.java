package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import atoll.contract.PeerDied;
import atoll.contract.Refused;
import atoll.contract.Region;
import atoll.contract.block.BlockDevice;
import atoll.contract.block.Geometry;
import atoll.contract.file.FileFault;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.server.imageblocks.ImageBlockDriver;
import atoll.server.memoryblocks.MemoryBlockDriver;
import atoll.system.service.Service;
import atoll.tests.Kills;
import atoll.tests.Wait;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both block drivers behind the one contract; the image is read by others as well. */
@Timeout(120)
class BlockDriverTest extends FileServed {
    private static final int SIZE = 512;
    private static final int BLOCKS = 2_048;
    private static final int STEPS = 3_000;
    private static final int KILLS = 25;

    private final Endpoint<BlockDevice> blocks =
            atoll.endpoint("blocks", BlockDevice.class).patience(Duration.ofSeconds(Wait.SECONDS));

    private int gaveUp;

    private BlockDevice device(boolean image) throws IOException {
        Service service;
        if (image) {
            Path file = folder.resolve("disk.img");
            if (!Files.exists(file)) {
                try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
                    made.setLength((long) SIZE * BLOCKS);
                }
            }
            service = new Service(
                    "disk",
                    program(ImageBlockDriver.class, List.of("/disk.img", "" + SIZE)),
                    new Grants().write(file, "/disk.img").serve("blocks", blocks));
        } else {
            service = new Service(
                    "disk",
                    program(MemoryBlockDriver.class, List.of("" + SIZE, "" + BLOCKS)),
                    new Grants().serve("blocks", blocks));
        }
        services.add(service).start();
        return blocks.capability().gate();
    }

    /** Random steps beside an array; what is wanted and what is there are compared at each read and at the end. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDiskIsAnArray(boolean image) throws Exception {
        BlockDevice device = device(image);
        Geometry geometry = device.geometry();
        assertEquals(SIZE, geometry.blockSize());
        assertEquals(BLOCKS, geometry.blocks());
        long medium = geometry.medium();
        byte[] model = new byte[SIZE * BLOCKS];
        long seed = Long.getLong("atoll.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int i = 0; i < STEPS; i++) {
            int block = random.nextInt(BLOCKS);
            int count = random.nextInt(Math.min(20, BLOCKS - block) + 1);
            byte[] bytes = new byte[count * SIZE];
            switch (random.nextInt(4)) {
                case 0 ->
                    assertArrayEquals(
                            Arrays.copyOfRange(model, block * SIZE, (block + count) * SIZE),
                            read(device, medium, block, count),
                            "step " + i + ", seed " + seed);
                case 1 -> device.flush(medium);
                case 2 -> {
                    device.discard(medium, block, count);
                    System.arraycopy(bytes, 0, model, block * SIZE, bytes.length);
                }
                default -> {
                    random.nextBytes(bytes);
                    put(device, medium, block, bytes);
                    System.arraycopy(bytes, 0, model, block * SIZE, bytes.length);
                }
            }
        }
        assertArrayEquals(model, read(device, medium, 0, BLOCKS), "seed " + seed);
        if (image) {
            assertArrayEquals(model, Files.readAllBytes(folder.resolve("disk.img")), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsNotThereIsRefused(boolean image) throws Exception {
        BlockDevice device = device(image);
        long medium = device.geometry().medium();
        put(device, medium, BLOCKS - 1, filled(1, 7));
        assertEquals(FileFault.INVALID, fault(() -> read(device, medium, -1, 1)));
        assertEquals(FileFault.INVALID, fault(() -> read(device, medium, 0, -1)));
        assertEquals(FileFault.INVALID, fault(() -> read(device, medium, BLOCKS, 1)));
        assertEquals(FileFault.INVALID, fault(() -> read(device, medium, BLOCKS - 1, 2)));
        assertEquals(FileFault.INVALID, fault(() -> read(device, medium, Long.MAX_VALUE, 1)));
        assertEquals(FileFault.INVALID, fault(() -> write(device, medium, BLOCKS - 1, filled(2, 9))));
        assertEquals(FileFault.STALE, fault(() -> read(device, medium + 1, 0, 1)));
        assertEquals(FileFault.STALE, fault(() -> write(device, medium + 1, 0, filled(1, 9))));
        assertThrows(IOException.class, () -> device.discard(medium, 1, Long.MAX_VALUE));
        assertThrows(IOException.class, () -> device.flush(medium + 1));
        assertEquals(0, read(device, medium, BLOCKS, 0).length);
        assertArrayEquals(new byte[SIZE], read(device, medium, 0, 1));
        assertArrayEquals(filled(1, 7), read(device, medium, BLOCKS - 1, 1));
        BlockDevice reads = blocks.capability().with(Set.of("read")).gate();
        assertThrows(Refused.class, () -> put(reads, medium, 0, filled(1, 9)));
        assertThrows(Refused.class, () -> reads.discard(medium, 0, 1));
        assertArrayEquals(filled(1, 7), read(reads, medium, BLOCKS - 1, 1));
    }

    private static Object write(BlockDevice device, long medium, long block, byte[] bytes) throws IOException {
        put(device, medium, block, bytes);
        return "done";
    }

    private static void put(BlockDevice device, long medium, long block, byte[] bytes) throws IOException {
        try (Region region = Region.allocate(Math.max(1, bytes.length))) {
            region.write(0, bytes, 0, bytes.length);
            device.write(medium, block, bytes.length / SIZE, region, 0);
        }
    }

    private static byte[] read(BlockDevice device, long medium, long block, int count) throws IOException {
        byte[] bytes = new byte[Math.max(0, count * SIZE)];
        try (Region region = Region.allocate(Math.max(1, bytes.length))) {
            // What was in the region before is not what is read.
            region.fill(0, region.size(), (byte) 0x5a);
            device.read(medium, block, count, region, 0);
            region.read(0, bytes, 0, bytes.length);
        }
        return bytes;
    }

    @Test
    void blocksGoToTheirPlaceInTheRegionAndNowhereElse() throws Exception {
        BlockDevice device = device(true);
        long medium = device.geometry().medium();
        put(device, medium, 1, filled(2, 7));
        try (Region region = Region.allocate(4 * SIZE)) {
            device.read(medium, 1, 2, region, SIZE);
            byte[] bytes = new byte[4 * SIZE];
            region.read(0, bytes, 0, bytes.length);
            assertArrayEquals(Arrays.copyOfRange(bytes, SIZE, 3 * SIZE), filled(2, 7));
            assertArrayEquals(Arrays.copyOf(bytes, SIZE), new byte[SIZE]);
            assertArrayEquals(Arrays.copyOfRange(bytes, 3 * SIZE, 4 * SIZE), new byte[SIZE]);
            for (int at : new int[] {-1, 2 * SIZE + 1, 4 * SIZE, Integer.MAX_VALUE}) {
                assertEquals(FileFault.INVALID, fault(() -> {
                    device.read(medium, 1, 2, region, at);
                    return "done";
                }));
            }
        }
    }

    private static byte[] filled(int blocks, int with) {
        byte[] bytes = new byte[blocks * SIZE];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    @Test
    void aMemoryDiskThatDiedIsAnotherMedium() throws Exception {
        BlockDevice device = device(false);
        long medium = device.geometry().medium();
        put(device, medium, 3, filled(1, 7));
        kill("disk");
        assertEquals(FileFault.STALE, fault(() -> read(device, medium, 3, 1)));
        assertEquals(FileFault.STALE, fault(() -> write(device, medium, 3, filled(1, 8))));
        long next = device.geometry().medium();
        assertNotEquals(medium, next);
        assertArrayEquals(new byte[SIZE], read(device, next, 3, 1));
    }

    /** MINIX 3's question. One writes numbered blocks and reads them, and does not know that its driver dies all the time. */
    @Test
    void doesTheSystemRecoverByItselfWhenTheDiskDriverDies() throws Exception {
        BlockDevice device = device(true);
        long medium = device.geometry().medium();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Kills kills = kills("disk", KILLS, new Random(seed + 1));
        int[] last = new int[BLOCKS];
        long calls = 0;
        for (int number = 1; kills.isAlive() || number < 1_000; number++) {
            int block = random.nextInt(BLOCKS);
            int now = number;
            again(() -> {
                put(device, medium, block, numbered(now));
                return null;
            });
            last[block] = number;
            int other = random.nextInt(BLOCKS);
            byte[] wanted = last[other] == 0 ? new byte[SIZE] : numbered(last[other]);
            byte[] read = again(() -> read(device, medium, other, 1));
            assertArrayEquals(wanted, read, "block " + other + ", seed " + seed);
            calls += 2;
        }
        kills.end();
        device.flush(medium);
        byte[] all = Files.readAllBytes(folder.resolve("disk.img"));
        for (int block = 0; block < BLOCKS; block++) {
            byte[] wanted = last[block] == 0 ? new byte[SIZE] : numbered(last[block]);
            assertArrayEquals(wanted, Arrays.copyOfRange(all, block * SIZE, (block + 1) * SIZE), "seed " + seed);
        }
        System.out.println("a disk driver killed " + KILLS + " times, " + calls + " calls meanwhile, all right; "
                + gaveUp + " ended in PeerDied and were made again");
    }

    /** A call that was repeated as often as the gate does is told to the caller, who may go on. */
    private <T> T again(Callable<T> call) throws Exception {
        while (true) {
            try {
                return call.call();
            } catch (PeerDied e) {
                gaveUp++;
            }
        }
    }

    private static byte[] numbered(int number) {
        byte[] bytes = new byte[SIZE];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    /** A file system that the host's tools made goes in by the driver and comes out of the image for these tools. */
    @Test
    void theImageIsOneThatOtherToolsRead() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/mke2fs")) && Files.isExecutable(Path.of("/usr/sbin/debugfs")));
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(source.resolve("hello"), "from a file in a file system on a disk in a file");
        Path made = folder.resolve("made.img");
        run("/usr/sbin/mke2fs", "-q", "-t", "ext2", "-d", source.toString(), made.toString(), "1m");
        byte[] bytes = Files.readAllBytes(made);
        assertEquals(SIZE * BLOCKS, bytes.length);
        BlockDevice device = device(true);
        long medium = device.geometry().medium();
        int piece = 64;
        for (int block = 0; block < BLOCKS; block += piece) {
            put(device, medium, block, Arrays.copyOfRange(bytes, block * SIZE, (block + piece) * SIZE));
            if (block == BLOCKS / 2) {
                kill("disk");
            }
        }
        device.flush(medium);
        String image = folder.resolve("disk.img").toString();
        run("/usr/sbin/e2fsck", "-f", "-n", image);
        assertEquals(
                "from a file in a file system on a disk in a file",
                run("/usr/sbin/debugfs", "-R", "cat /hello", image));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(Wait.SECONDS, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), out);
        return out;
    }

    @Test
    void aFileThatIsNoImageIsNotServed() throws Exception {
        Files.write(folder.resolve("disk.img"), new byte[SIZE + 1]);
        assertThrows(PeerDied.class, () -> {
            blocks.patience(Duration.ZERO);
            device(true).geometry();
        });
    }
}
