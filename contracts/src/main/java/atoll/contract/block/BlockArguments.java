package atoll.contract.block;

import atoll.contract.Region;
import atoll.contract.file.FileFault;
import java.io.IOException;

/** What every {@link BlockDevice} refuses, so that all do it alike. */
public final class BlockArguments {
    private BlockArguments() {}

    /** Returns if it is the device's medium, and these blocks are on it. */
    public static void check(Geometry device, long medium, long block, long count) throws IOException {
        if (medium != device.medium()) {
            throw FileFault.STALE.because("another medium");
        }
        if (block < 0 || count < 0 || block > device.blocks() || count > device.blocks() - block) {
            throw FileFault.INVALID.because(count + " blocks from " + block + " of " + device.blocks());
        }
    }

    /**
     * As {@link #check}, for blocks whose content crosses in one call, from or to {@code at} in the region; returns how many
     * bytes they have.
     */
    public static int checkTransfer(Geometry device, long medium, long block, int count, Region region, int at)
            throws IOException {
        check(device, medium, block, count);
        long bytes = (long) count * device.blockSize();
        if (bytes > BlockDevice.MOST_BYTES) {
            throw FileFault.TOO_LARGE.because(count + " blocks in one call");
        }
        if (at < 0 || bytes > region.size() - at) {
            throw FileFault.INVALID.because(bytes + " bytes at " + at + " in a region of " + region.size());
        }
        return (int) bytes;
    }
}
