package atoll.server.imageblocks;

import atoll.contract.Region;
import atoll.contract.file.FileFault;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The file. It is read and written on the threads of callers, whose interrupts close the channel: it is opened again, and what
 * was done is done again at the same place.
 */
final class Image {
    private static final long HASH_FACTOR = 0x100000001b3L;

    private final Path path;
    private final boolean writable;

    /** What was opened at first: another file that takes its name is another medium. */
    final long medium;

    final long size;

    private FileChannel channel;

    private interface Use {
        void on(FileChannel channel) throws IOException;
    }

    Image(Path path, boolean writable) throws IOException {
        this.path = path;
        this.writable = writable;
        this.channel = open();
        this.medium = medium();
        this.size = channel.size();
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(
                path,
                writable ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE) : Set.of(StandardOpenOption.READ));
    }

    /** Device, inode and birth time, hashed. */
    private long medium() throws IOException {
        BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class);
        long hash = seen.creationTime().to(TimeUnit.NANOSECONDS);
        String key = String.valueOf(seen.fileKey());
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * HASH_FACTOR;
        }
        return hash;
    }

    /** Brings {@code length} bytes of the image, from {@code offset} on, to {@code at} in the region. */
    void read(long offset, Region into, int at, int length) throws IOException {
        use(new Read(offset, into, at, length));
    }

    void write(long offset, Region from, int at, int length) throws IOException {
        use(new Write(offset, from, at, length));
    }

    void flush() throws IOException {
        use(new Flush());
    }

    // Classes and not lambdas, whose classes the JVM makes when they are first used: a client would wait for that
    // when the driver before was killed.

    private record Read(long offset, Region into, int at, int length) implements Use {
        @Override
        public void on(FileChannel channel) throws IOException {
            int done = 0;
            while (done < length) {
                int more = into.readFrom(channel, offset + done, at + done, length - done);
                if (more < 0) {
                    // Cut short by others: what is behind its end was never written.
                    into.fill(at + done, length - done, (byte) 0);
                    return;
                }
                done += more;
            }
        }
    }

    private record Write(long offset, Region from, int at, int length) implements Use {
        @Override
        public void on(FileChannel channel) throws IOException {
            int done = 0;
            while (done < length) {
                done += from.writeTo(channel, offset + done, at + done, length - done);
            }
        }
    }

    private record Flush() implements Use {
        @Override
        public void on(FileChannel channel) throws IOException {
            channel.force(true);
        }
    }

    private void use(Use use) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel open = current();
                try {
                    use.on(open);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                } catch (ClosedChannelException e) {
                    // By somebody else's interrupt.
                } catch (NonWritableChannelException e) {
                    throw FileFault.READ_ONLY.because("the image is served for reading alone");
                } catch (IOException e) {
                    boolean full = "No space left on device".equals(e.getMessage());
                    throw (full ? FileFault.NO_SPACE : FileFault.BROKEN).because(String.valueOf(e.getMessage()));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized FileChannel current() throws IOException {
        if (!channel.isOpen()) {
            FileChannel again;
            try {
                again = open();
            } catch (IOException e) {
                throw FileFault.STALE.because("the image is gone");
            }
            if (medium() != medium) {
                again.close();
                throw FileFault.STALE.because("another image");
            }
            channel = again;
        }
        return channel;
    }
}
