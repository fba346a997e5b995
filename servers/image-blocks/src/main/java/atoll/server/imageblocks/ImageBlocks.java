package atoll.server.imageblocks;

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
        check(medium, block, count);
        int size = geometry.blockSize();
        if ((long) count * size > MOST_BYTES) {
            throw Image.fault(FileFault.TOO_LARGE, count + " blocks in one call");
        }
        byte[] bytes = new byte[count * size];
        image.read(block * size, bytes);
        return bytes;
    }

    @Override
    public void write(long medium, long block, byte[] bytes) throws IOException {
        int size = geometry.blockSize();
        check(medium, block, bytes.length / size);
        if (bytes.length % size != 0) {
            throw Image.fault(FileFault.INVALID, bytes.length + " bytes are no whole blocks of " + size);
        }
        if (bytes.length > MOST_BYTES) {
            throw Image.fault(FileFault.TOO_LARGE, bytes.length + " bytes in one call");
        }
        image.write(block * size, bytes);
    }

    @Override
    public void flush(long medium) throws IOException {
        check(medium, 0, 0);
        image.flush();
    }

    @Override
    public void discard(long medium, long block, long count) throws IOException {
        check(medium, block, count);
        int size = geometry.blockSize();
        long end = (block + count) * size;
        byte[] zeros = new byte[(int) Math.min(MOST_BYTES, count * size)];
        for (long at = block * size; at < end; at += zeros.length) {
            image.write(at, end - at < zeros.length ? new byte[(int) (end - at)] : zeros);
        }
    }

    private void check(long medium, long block, long count) throws IOException {
        if (medium != geometry.medium()) {
            throw Image.fault(FileFault.STALE, "another medium");
        }
        if (block < 0 || count < 0 || block > geometry.blocks() || count > geometry.blocks() - block) {
            throw Image.fault(FileFault.INVALID, count + " blocks from " + block + " of " + geometry.blocks());
        }
    }
}
