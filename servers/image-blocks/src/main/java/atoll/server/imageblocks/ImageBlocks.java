package atoll.server.imageblocks;

import atoll.contract.block.BlockArguments;
import atoll.contract.block.BlockDevice;
import atoll.contract.block.Geometry;
import atoll.contract.file.FileFault;
import java.io.IOException;

/** The blocks of an image. What is discarded is written over with zeros: Java cannot give parts of a file back. */
final class ImageBlocks implements BlockDevice {
    private final Image image;
    private final Geometry geometry;

    ImageBlocks(Image image, int blockSize) {
        if (blockSize <= 0 || blockSize > MOST_BYTES || image.size % blockSize != 0) {
            throw new IllegalArgumentException(
                    "an image of " + image.size + " bytes is not made of blocks of " + blockSize);
        }
        this.image = image;
        this.geometry = new Geometry(blockSize, image.size / blockSize, image.medium);
    }

    @Override
    public Geometry geometry() {
        return geometry;
    }

    @Override
    public byte[] read(long medium, long block, int count) throws IOException {
        byte[] bytes = new byte[BlockArguments.checkTransfer(geometry, medium, block, count)];
        int size = geometry.blockSize();
        image.read(block * size, bytes);
        return bytes;
    }

    @Override
    public void write(long medium, long block, byte[] bytes) throws IOException {
        int size = geometry.blockSize();
        BlockArguments.checkTransfer(geometry, medium, block, bytes.length / size);
        if (bytes.length % size != 0) {
            throw FileFault.INVALID.because(bytes.length + " bytes are no whole blocks of " + size);
        }
        image.write(block * size, bytes);
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
        byte[] zeros = new byte[(int) Math.min(MOST_BYTES, count * size)];
        for (long at = block * size; at < end; at += zeros.length) {
            image.write(at, end - at < zeros.length ? new byte[(int) (end - at)] : zeros);
        }
    }
}
