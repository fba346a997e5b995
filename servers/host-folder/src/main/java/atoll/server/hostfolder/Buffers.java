package atoll.server.hostfolder;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Memory outside the heap that reads and writes of the host go through. The JDK keeps such buffers for each thread, but
 * nothing of a server's stays on the thread of a caller, so each call would get a new one.
 */
final class Buffers {
    /** Two or three fit into the cache of a core. */
    static final int BYTES = 1 << 17;

    private static final int MOST = 8;

    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>(MOST);

    /** Empty, and the caller's alone until it is given back; one that is not given back is lost, and nothing else. */
    ByteBuffer take() {
        ByteBuffer buffer;
        synchronized (free) {
            buffer = free.pollLast();
        }
        return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer.clear();
    }

    void give(ByteBuffer buffer) {
        synchronized (free) {
            if (free.size() < MOST) {
                free.addLast(buffer);
            }
        }
    }
}
