package guest.hostile;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** A channel that would keep the memory. */
final class Keeper implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer memory) {
        Attempt.ran("read");
        return memory.capacity();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
