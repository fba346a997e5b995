package atoll.library.file;

import atoll.contract.Region;
import atoll.contract.file.Attributes;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileTree;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.Objects;

/**
 * A file that this client has open: a path and an id. It lives on when the server dies, if the next one finds the same file
 * under the path; else all calls end in {@link StaleFileException}. For several threads.
 *
 * <p>Bytes come and go in a {@link Region}, which is lent to the server: nothing of ours copies them, if the server has them
 * from a host or a disk. For arrays they are copied once, between the array and a region of this process.
 */
public final class OpenFile {
    private final Volume volume;
    private final FileTree tree;
    private final String path;
    private final FileId id;

    OpenFile(Volume volume, FileTree tree, String path, FileId id) {
        this.volume = volume;
        this.tree = tree;
        this.path = path;
        this.id = id;
    }

    private interface Act<T> {
        T on(FileId id) throws IOException;
    }

    /**
     * Reads up to {@code length} bytes into the region, from {@code at} on, and says how many: at least one, unless the file
     * ends there.
     */
    public int read(long offset, Region into, int at, int length) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                int count = tree.read(id, offset, into, at, length);
                if (count < 0 || count > length) {
                    throw FileFault.BROKEN.because(
                            "the server says that it read " + count + " of " + length + " bytes");
                }
                return count;
            } catch (IOException e) {
                again(e, tries);
            }
        }
    }

    /** As {@link #read(long, Region, int, int)}, into an array. */
    public int read(long offset, byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        return Buffers.with(region -> {
            int done = 0;
            int most;
            int count;
            do {
                most = Math.min(Buffers.BYTES, length - done);
                count = read(offset + done, region, 0, most);
                region.read(0, into, from + done, count);
                done += count;
            } while (count == most && done < length);
            return done;
        });
    }

    /** Up to {@code length} bytes, and not more than 128 KB; none at the end of the file. */
    public byte[] read(long offset, int length) throws IOException {
        byte[] bytes = new byte[Math.clamp(length, 0, Buffers.BYTES)];
        int count = read(offset, bytes, 0, bytes.length);
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }

    /** Writes all bytes, in several calls if they are many. */
    public void write(long offset, Region from, int at, int length) throws IOException {
        int done = 0;
        do {
            int count = Math.min(FileTree.MOST_BYTES, length - done);
            put(offset + done, from, at + done, count);
            done += count;
        } while (done < length);
    }

    private void put(long offset, Region from, int at, int length) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                tree.write(id, offset, from, at, length);
                return;
            } catch (IOException e) {
                again(e, tries);
            }
        }
    }

    public void write(long offset, byte[] bytes) throws IOException {
        write(offset, bytes, 0, bytes.length);
    }

    /** As {@link #write(long, Region, int, int)}, from an array. */
    public void write(long offset, byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        Buffers.with(region -> {
            int done = 0;
            do {
                int count = Math.min(Buffers.BYTES, length - done);
                region.write(0, bytes, from + done, count);
                put(offset + done, region, 0, count);
                done += count;
            } while (done < length);
            return done;
        });
    }

    public long size() throws IOException {
        return act(tree::attributes).size();
    }

    public Attributes attributes() throws IOException {
        return act(tree::attributes);
    }

    public void resize(long size) throws IOException {
        act(file -> {
            tree.resize(file, size);
            return path;
        });
    }

    public void touch(long modified) throws IOException {
        act(file -> {
            tree.touch(file, modified);
            return path;
        });
    }

    public void flush() throws IOException {
        act(file -> {
            tree.flush(file);
            return path;
        });
    }

    private <T> T act(Act<T> act) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return act.on(id);
            } catch (IOException e) {
                again(e, tries);
            }
        }
    }

    /** All calls here may be repeated, so one that the server did not know the file in is made again once it does. */
    private void again(IOException failed, int tries) throws IOException {
        if (FileFault.in(failed) != FileFault.STALE || tries == Volume.MOST_WALKS) {
            throw FileErrors.of(failed, path);
        }
        Attributes found;
        try {
            found = Volume.walk(volume.spot(path), path, true);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new StaleFileException(path);
        }
        if (!found.id().equals(id)) {
            throw new StaleFileException(path);
        }
    }
}
