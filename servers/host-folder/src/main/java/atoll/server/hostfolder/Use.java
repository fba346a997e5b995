package atoll.server.hostfolder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * What is done with an open file. Classes and not lambdas, whose classes the JVM makes when they are first used: a client
 * would wait for that when the driver before was killed.
 */
interface Use {
    void on(FileChannel channel) throws IOException;

    /** Reads until there is nothing more, or no room. */
    final class Read implements Use {
        private final Buffers buffers;
        private final long offset;
        private final byte[] bytes;

        /** How many came. */
        int count;

        Read(Buffers buffers, long offset, byte[] bytes) {
            this.buffers = buffers;
            this.offset = offset;
            this.bytes = bytes;
        }

        @Override
        public void on(FileChannel channel) throws IOException {
            ByteBuffer buffer = buffers.take();
            count = 0;
            int got;
            do {
                buffer.clear().limit(Math.min(Buffers.BYTES, bytes.length - count));
                got = channel.read(buffer, offset + count);
                buffer.flip().get(bytes, count, buffer.limit());
                count += Math.max(0, got);
            } while (got > 0 && count < bytes.length);
            buffers.give(buffer);
        }
    }

    /** Writes all. */
    record Write(Buffers buffers, long offset, byte[] bytes) implements Use {
        @Override
        public void on(FileChannel channel) throws IOException {
            ByteBuffer buffer = buffers.take();
            for (int done = 0; done < bytes.length; done += buffer.limit()) {
                buffer.clear()
                        .put(bytes, done, Math.min(Buffers.BYTES, bytes.length - done))
                        .flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer, offset + done + buffer.position());
                }
            }
            buffers.give(buffer);
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
