package atoll.server.hostfolder;

import atoll.contract.Region;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * What is done with an open file. Classes and not lambdas, whose classes the JVM makes when they are first used: a client
 * would wait for that when the driver before was killed.
 */
interface Use {
    void on(FileChannel channel) throws IOException;

    /** One call of the host's, which reads less than it could only where the file ends. */
    final class Read implements Use {
        private final long offset;
        private final Region into;
        private final int at;
        private final int length;

        /** How many came. */
        int count;

        Read(long offset, Region into, int at, int length) {
            this.offset = offset;
            this.into = into;
            this.at = at;
            this.length = length;
        }

        @Override
        public void on(FileChannel channel) throws IOException {
            count = Math.max(0, into.readFrom(channel, offset, at, length));
        }
    }

    /** Writes all. */
    record Write(long offset, Region from, int at, int length) implements Use {
        @Override
        public void on(FileChannel channel) throws IOException {
            int done = 0;
            while (done < length) {
                done += from.writeTo(channel, offset + done, at + done, length - done);
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
