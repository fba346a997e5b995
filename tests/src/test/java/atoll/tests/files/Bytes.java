package atoll.tests.files;

import atoll.contract.Region;
import atoll.contract.file.FileId;
import atoll.contract.file.FileTree;
import java.io.IOException;

/** Calls of a tree with arrays in place of regions: each has a region of its own, of just the size. */
final class Bytes {
    private Bytes() {}

    static byte[] read(FileTree tree, FileId file, long offset, int length) throws IOException {
        int asked = Math.min(length, FileTree.MOST_BYTES);
        try (Region region = Region.allocate(Math.max(1, asked))) {
            byte[] bytes = new byte[tree.read(file, offset, region, 0, asked)];
            region.read(0, bytes, 0, bytes.length);
            return bytes;
        }
    }

    static void write(FileTree tree, FileId file, long offset, byte[] bytes) throws IOException {
        try (Region region = Region.allocate(Math.max(1, bytes.length))) {
            region.write(0, bytes, 0, bytes.length);
            tree.write(file, offset, region, 0, bytes.length);
        }
    }
}
