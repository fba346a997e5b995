package atoll.server.hostfolder;

import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The files that the driver has open at the host, so that a read is one call of the host's. */
final class OpenFiles {
    private static final int HALF = 128;

    private record Opened(FileId id, FileChannel channel) {}

    private final boolean writable;

    /** Guarded by this. */
    private final Recent<FileId, FileChannel> channels = new Recent<>(HALF, OpenFiles::close);

    /** What was used last; it may be closed by now, as may all that {@link #get} gives. */
    private volatile @Nullable Opened last;

    OpenFiles(boolean writable) {
        this.writable = writable;
    }

    @Nullable FileChannel get(FileId id) {
        Opened now = last;
        return now != null && now.id.equals(id) ? now.channel : look(id);
    }

    private synchronized @Nullable FileChannel look(FileId id) {
        FileChannel channel = channels.get(id);
        last = channel == null ? null : new Opened(id, channel);
        return channel;
    }

    /** Opens the file at {@code path}, if it is still the one with that id. */
    FileChannel open(FileId id, Path path) throws IOException {
        // Before, for what else could be there may not be opened at all (a pipe would wait for its other end).
        Look.same(id, path);
        FileChannel channel = opened(path);
        try {
            Look.same(id, path);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        put(id, channel);
        return channel;
    }

    private FileChannel opened(Path path) throws IOException {
        try {
            if (writable) {
                try {
                    return FileChannel.open(
                            path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                } catch (AccessDeniedException e) {
                    // May be a file that can only be read.
                }
            }
            return FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw Fault.of(e, "not opened");
        }
    }

    synchronized void put(FileId id, FileChannel channel) {
        last = null;
        FileChannel before = channels.remove(id);
        if (before != null) {
            close(before);
        }
        channels.put(id, channel);
    }

    synchronized void close(FileId id) {
        last = null;
        FileChannel channel = channels.remove(id);
        if (channel != null) {
            close(channel);
        }
    }

    private synchronized void close(FileId id, FileChannel closed) {
        last = null;
        if (channels.get(id) == closed) {
            channels.remove(id);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The host has told of what went wrong with the calls that wrote.
        }
    }

    /**
     * Uses the file until it was open all the time. A caller that is interrupted closes it for all, as do those who have too
     * many others open. What is done twice is done at the same offset.
     */
    void use(FileId id, HostTree tree, Use use) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel channel = get(id);
                if (channel == null) {
                    channel = tree.opened(id);
                }
                try {
                    use.on(channel);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                    close(id, channel);
                } catch (ClosedChannelException e) {
                    close(id, channel);
                } catch (java.nio.channels.NonWritableChannelException e) {
                    throw FileFault.DENIED.because("the host lets it be read only");
                } catch (IOException e) {
                    throw Fault.of(e, String.valueOf(e.getMessage()));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
