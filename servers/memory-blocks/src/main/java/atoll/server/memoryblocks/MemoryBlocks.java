package atoll.server.memoryblocks;

import atoll.contract.Region;
import atoll.contract.block.BlockArguments;
import atoll.contract.block.BlockDevice;
import atoll.contract.block.Geometry;
import atoll.contract.process.Health;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that were never written or are discarded take no memory. A block's array is not changed once it is in its place, so a
 * write that is cut short anywhere leaves each block old or new, and calls need no lock.
 */
final class MemoryBlocks implements BlockDevice, Health {
    private final Geometry geometry;
    private final AtomicReferenceArray<byte @Nullable []> blocks;

    MemoryBlocks(int blockSize, int count, long medium) {
        if (blockSize <= 0 || blockSize > MOST_BYTES) {
            throw new IllegalArgumentException("a block of " + blockSize + " bytes");
        }
        geometry = new Geometry(blockSize, count, medium);
        blocks = new AtomicReferenceArray<>(count);
    }

    @Override
    public void beat() {}

    @Override
    public Geometry geometry() {
        return geometry;
    }

    @Override
    public void read(long medium, long block, int count, Region into, int at) throws IOException {
        BlockArguments.checkTransfer(geometry, medium, block, count, into, at);
        int size = geometry.blockSize();
        for (int i = 0; i < count; i++) {
            byte[] content = blocks.get((int) block + i);
            if (content != null) {
                into.write(at + i * size, content, 0, size);
            } else {
                into.fill(at + i * size, size, (byte) 0);
            }
        }
    }

    @Override
    public void write(long medium, long block, int count, Region from, int at) throws IOException {
        BlockArguments.checkTransfer(geometry, medium, block, count, from, at);
        int size = geometry.blockSize();
        for (int i = 0; i < count; i++) {
            byte[] content = new byte[size];
            from.read(at + i * size, content, 0, size);
            blocks.set((int) block + i, content);
        }
    }

    @Override
    public void flush(long medium) throws IOException {
        BlockArguments.check(geometry, medium, 0, 0);
    }

    @Override
    public void discard(long medium, long block, long count) throws IOException {
        BlockArguments.check(geometry, medium, block, count);
        for (int i = 0; i < count; i++) {
            blocks.set((int) block + i, null);
        }
    }
}
