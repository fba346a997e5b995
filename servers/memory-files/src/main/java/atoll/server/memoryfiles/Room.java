package atoll.server.memoryfiles;

import atoll.contract.file.FileFault;
import java.io.IOException;

/** How much memory the tree may take. */
final class Room {
    private final long all;
    private long used;

    Room(long all) {
        this.all = all;
    }

    synchronized void take(long bytes) throws IOException {
        if (bytes > all - used) {
            throw FileFault.NO_SPACE.because((all - used) + " of " + all + " bytes are left");
        }
        used += bytes;
    }

    synchronized void give(long bytes) {
        used -= bytes;
    }
}
