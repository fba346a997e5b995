package atoll.library.file;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileTree;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;

/**
 * A file that this client has open: a path and an id. It lives on when the server dies, if the next one finds the same file
 * under the path; else all calls end in {@link StaleFileException}. For several threads.
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

    /** Up to {@code length} bytes; none at the end of the file. */
    public byte[] read(long offset, int length) throws IOException {
        return act(file -> tree.read(file, offset, length));
    }

    /** Writes all, in several calls if it is much. */
    public void write(long offset, byte[] bytes) throws IOException {
        if (bytes.length <= FileTree.MOST_BYTES) {
            write(bytes, offset);
            return;
        }
        for (int done = 0; done < bytes.length; done += FileTree.MOST_BYTES) {
            int end = Math.min(bytes.length, done + FileTree.MOST_BYTES);
            write(Arrays.copyOfRange(bytes, done, end), offset + done);
        }
    }

    private void write(byte[] bytes, long offset) throws IOException {
        act(file -> {
            tree.write(file, offset, bytes);
            return path;
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

    /** All calls here may be repeated, so one that the server did not know the file in is made again once it does. */
    private <T> T act(Act<T> act) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return act.on(id);
            } catch (IOException e) {
                if (FileErrors.fault(e) != FileFault.STALE || tries == Volume.MOST_WALKS) {
                    throw FileErrors.of(e, path);
                }
                findAgain();
            }
        }
    }

    private void findAgain() throws IOException {
        Attributes found;
        try {
            found = volume.walk(path, true);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new StaleFileException(path);
        }
        if (!found.id().equals(id)) {
            throw new StaleFileException(path);
        }
    }
}
