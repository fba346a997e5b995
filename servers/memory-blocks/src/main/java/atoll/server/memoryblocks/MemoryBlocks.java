package atoll.server.memoryblocks;

import atoll.contract.block.BlockArguments;
import atoll.contract.block.BlockDevice;
import atoll.contract.block.Geometry;
import atoll.contract.file.FileFault;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that were never written or are discarded take no memory. A block's array is not changed once it is in its place, so a
 * write that is cut short anywhere leaves each block old or new, and calls need no lock.
 */
final class MemoryBlocks implements BlockDevice {
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
    public Geometry geometry() {
        return geometry;
    }

    @Override
    public byte[] read(long medium, long block, int count) throws IOException {
        byte[] bytes = new byte[BlockArguments.checkTransfer(geometry, medium, block, count)];
        int size = geometry.blockSize();
        for (int i = 0; i < count; i++) {
            byte[] content = blocks.get((int) block + i);
            if (content != null) {
                System.arraycopy(content, 0, bytes, i * size, size);
            }
        }
        return bytes;
    }

    @Override
    public void write(long medium, long block, byte[] bytes) throws IOException {
        int size = geometry.blockSize();
        BlockArguments.checkTransfer(geometry, medium, block, bytes.length / size);
        if (bytes.length % size != 0) {
            throw FileFault.INVALID.because(bytes.length + " bytes are no whole blocks of " + size);
        }
        for (int at = 0; at < bytes.length; at += size) {
            blocks.set((int) block + at / size, Arrays.copyOfRange(bytes, at, at + size));
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
