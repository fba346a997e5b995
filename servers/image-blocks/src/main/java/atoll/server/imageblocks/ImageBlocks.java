package atoll.server.imageblocks;

import atoll.contract.Region;
import atoll.contract.block.BlockArguments;
import atoll.contract.block.BlockDevice;
import atoll.contract.block.Geometry;
import atoll.contract.process.Health;
import java.io.IOException;

/** The blocks of an image. What is discarded is written over with zeros: Java cannot give parts of a file back. */
final class ImageBlocks implements BlockDevice, Health {
    private static final int ZEROS = 1 << 16;

    private final Image image;
    private final Geometry geometry;

    /** For what is discarded. */
    private final Region zeros = Region.allocate(ZEROS);

    ImageBlocks(Image image, int blockSize) {
        if (blockSize <= 0 || blockSize > MOST_BYTES || image.size % blockSize != 0) {
            throw new IllegalArgumentException(
                    "an image of " + image.size + " bytes is not made of blocks of " + blockSize);
        }
        this.image = image;
        this.geometry = new Geometry(blockSize, image.size / blockSize, image.medium);
    }

    @Override
    public void beat() {}

    @Override
    public Geometry geometry() {
        return geometry;
    }

    @Override
    public void read(long medium, long block, int count, Region into, int at) throws IOException {
        int bytes = BlockArguments.checkTransfer(geometry, medium, block, count, into, at);
        image.read(block * geometry.blockSize(), into, at, bytes);
    }

    @Override
    public void write(long medium, long block, int count, Region from, int at) throws IOException {
        int bytes = BlockArguments.checkTransfer(geometry, medium, block, count, from, at);
        image.write(block * geometry.blockSize(), from, at, bytes);
    }

    @Override
    public void flush(long medium) throws IOException {
        BlockArguments.check(geometry, medium, 0, 0);
        image.flush();
    }

    @Override
    public void discard(long medium, long block, long count) throws IOException {
        BlockArguments.check(geometry, medium, block, count);
        int size = geometry.blockSize();
        long end = (block + count) * size;
        for (long at = block * size; at < end; at += zeros.size()) {
            image.write(at, zeros, 0, (int) Math.min(zeros.size(), end - at));
        }
    }
}
