package atoll.server.hostfolder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * What is done with an open file. Classes and not lambdas, which take tens of milliseconds to make in a process that is new:
 * that is what a client waits for when the driver before was killed.
 */
interface Use {
    void on(FileChannel channel) throws IOException;

    /** One read. */
    final class Read implements Use {
        private final long offset;
        private final byte[] bytes;

        /** How many came. */
        int count;

        Read(long offset, byte[] bytes) {
            this.offset = offset;
            this.bytes = bytes;
        }

        @Override
        public void on(FileChannel channel) throws IOException {
            count = Math.max(0, channel.read(ByteBuffer.wrap(bytes), offset));
        }
    }

    /** Writes all. */
    record Write(long offset, byte[] bytes) implements Use {
        @Override
        public void on(FileChannel channel) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer, offset + buffer.position());
            }
        }
    }

    /** Cuts or lengthens it. */
    record Resize(long size) implements Use {
        @Override
        public void on(FileChannel channel) throws IOException {
            if (size < channel.size()) {
                channel.truncate(size);
            } else if (size > channel.size()) {
                channel.write(ByteBuffer.allocate(1), size - 1);
            }
        }
    }

    record Flush() implements Use {
        @Override
        public void on(FileChannel channel) throws IOException {
            channel.force(true);
        }
    }
}
