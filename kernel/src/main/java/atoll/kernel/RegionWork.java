package atoll.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * What is done with many bytes of a region while its use is counted. Classes and no lambdas: threads of processes run it,
 * and the JVM would make a lambda's class there. The buffer is never kept, and no code of a process sees it.
 */
interface RegionWork {
    int run(ByteBuffer memory) throws IOException;

    /** Into an array. */
    record ToArray(int at, byte[] into, int from, int length) implements RegionWork {
        @Override
        public int run(ByteBuffer memory) {
            memory.get(at, into, from, length);
            return length;
        }
    }

    /** From an array. */
    record FromArray(int at, byte[] bytes, int from, int length) implements RegionWork {
        @Override
        public int run(ByteBuffer memory) {
            memory.put(at, bytes, from, length);
            return length;
        }
    }

    /** From one place to another, which may overlap. */
    record Within(int at, int toAt, int length) implements RegionWork {
        @Override
        public int run(ByteBuffer memory) {
            memory.put(toAt, memory, at, length);
            return length;
        }
    }

    /** Into another region, which is counted as used too. */
    record ToRegion(int at, OwnedRegion to, int toAt, int length) implements RegionWork {
        @Override
        public int run(ByteBuffer memory) {
            to.take(toAt, memory, at, length);
            return length;
        }
    }

    /** The other half of {@link ToRegion}. */
    record FromRegion(int at, ByteBuffer source, int from, int length) implements RegionWork {
        @Override
        public int run(ByteBuffer memory) {
            memory.put(at, source, from, length);
            return length;
        }
    }

    /** All bytes the same. */
    record Fill(int at, int length, byte value) implements RegionWork {
        /** Bytes that are set at a time. */
        private static final int STEP = 4096;

        @Override
        public int run(ByteBuffer memory) {
            ByteBuffer part = memory.slice(at, length);
            byte[] step = new byte[Math.min(length, STEP)];
            java.util.Arrays.fill(step, value);
            while (part.hasRemaining()) {
                part.put(step, 0, Math.min(step.length, part.remaining()));
            }
            return length;
        }
    }

    /** From a channel of the JDK's own. */
    record FromChannel(ReadableByteChannel channel, int at, int length) implements RegionWork {
        @Override
        public int run(ByteBuffer memory) throws IOException {
            return channel.read(memory.slice(at, length));
        }
    }

    /** From a place in a file. */
    record FromFile(FileChannel file, long position, int at, int length) implements RegionWork {
        @Override
        public int run(ByteBuffer memory) throws IOException {
            return file.read(memory.slice(at, length), position);
        }
    }

    /** To a channel of the JDK's own. */
    record ToChannel(WritableByteChannel channel, int at, int length) implements RegionWork {
        @Override
        public int run(ByteBuffer memory) throws IOException {
            return channel.write(memory.slice(at, length));
        }
    }

    /** To a place in a file. */
    record ToFile(FileChannel file, long position, int at, int length) implements RegionWork {
        @Override
        public int run(ByteBuffer memory) throws IOException {
            return file.write(memory.slice(at, length), position);
        }
    }
}
