package atoll.server.memoryblocks;

import atoll.contract.Names;
import atoll.contract.block.BlockDevice;
import atoll.contract.process.Health;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;

/**
 * {@code MemoryBlockDriver BLOCK_SIZE BLOCKS}: a disk in the memory of this process, served as {@code blocks}. When the process
 * ends, the medium is gone, and the next has another.
 */
public final class MemoryBlockDriver {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private MemoryBlockDriver() {}

    public static void main(String[] args) throws InterruptedException {
        int blockSize = Integer.parseInt(args[0]);
        int blocks = Integer.parseInt(args[1]);
        MemoryBlocks disk = new MemoryBlocks(blockSize, blocks, new SecureRandom().nextLong());
        Names.serve("blocks", BlockDevice.class, disk);
        Names.serveIfGiven("health", Health.class, disk);
        NEVER.await();
    }
}
