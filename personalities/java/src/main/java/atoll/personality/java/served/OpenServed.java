package atoll.personality.java.served;

import atoll.contract.Region;
import atoll.contract.file.FileId;
import atoll.contract.file.FileTree;
import java.atoll.Errno;
import java.atoll.FileStat;
import java.atoll.ServedFiles;
import java.io.IOException;
import java.util.List;

/**
 * A file that a process has open: an id and a position, which its server knows nothing of. When the server has forgotten the id,
 * the path is walked again; if it comes to the same id it is the same file, with all that was written in it, and else the
 * file is stale for ever.
 */
final class OpenServed extends ServedFiles.Opened {
    // Linux, asm-generic/fcntl.h
    private static final int O_ACCMODE = 3;
    private static final int O_WRONLY = 1;
    private static final int O_APPEND = 0x400;
    private static final int O_DSYNC = 0x1000;

    private final ServedTree tree;
    private final List<String> path;
    private final FileId id;
    private final int flags;

    // Guarded by this.
    private long position;

    OpenServed(ServedFiles owner, ServedTree tree, List<String> path, FileId id, int flags) {
        super(owner);
        this.tree = tree;
        this.path = path;
        this.id = id;
        this.flags = flags;
    }

    private boolean writes() {
        return (flags & O_ACCMODE) != 0;
    }

    /** Returns when the call, which can be repeated, is to be made again: the server knows the file now. */
    static void again(ServedTree tree, List<String> path, FileId id, Exception failed, int tries) throws Errno {
        if (!Faults.isStale(failed) || tries == Trees.MOST_TRIES) {
            throw Faults.errno(failed);
        }
        try {
            if (!tree.finds(path, id)) {
                throw new Errno(Errno.ESTALE);
            }
        } catch (IOException | RuntimeException e) {
            throw Faults.errno(e);
        }
    }

    // -- bytes

    @Override
    protected int read(long at, byte[] into, int from, int length) throws Errno {
        if ((flags & O_ACCMODE) == O_WRONLY) {
            throw new Errno(Errno.EBADF);
        }
        if (at >= 0) {
            int count = readAt(at, into, from, length);
            return count == 0 && length > 0 ? -1 : count;
        }
        synchronized (this) {
            int count = readAt(position, into, from, length);
            position += count;
            return count == 0 && length > 0 ? -1 : count;
        }
    }

    private int readAt(long at, byte[] into, int from, int wanted) throws Errno {
        int length = (int) Math.min(wanted, Long.MAX_VALUE - at);
        Region region = tree.buffers.take();
        try {
            int done = 0;
            int most;
            int count;
            do {
                most = Math.min(Buffers.BYTES, length - done);
                count = read(region, at + done, most);
                region.read(0, into, from + done, count);
                done += count;
            } while (count == most && done < length);
            return done;
        } catch (IllegalStateException e) {
            throw Faults.errno(e);
        } finally {
            tree.buffers.give(region);
        }
    }

    private int read(Region region, long at, int most) throws Errno {
        for (int tries = 1; ; tries++) {
            try {
                return tree.gate.read(id, at, region, 0, most);
            } catch (IOException | RuntimeException e) {
                again(tree, path, id, e, tries);
            }
        }
    }

    @Override
    protected void write(long at, byte[] bytes, int from, int length) throws Errno {
        if (!writes()) {
            throw new Errno(Errno.EBADF);
        }
        if ((flags & O_APPEND) != 0) {
            synchronized (tree.appends(id)) {
                long end = size();
                writeAt(end, bytes, from, length);
                position(end + length);
            }
        } else if (at >= 0) {
            writeAt(at, bytes, from, length);
        } else {
            synchronized (this) {
                writeAt(position, bytes, from, length);
                position += length;
            }
        }
        if ((flags & O_DSYNC) != 0) {
            flush();
        }
    }

    private void writeAt(long at, byte[] bytes, int from, int length) throws Errno {
        if (at > Long.MAX_VALUE - length) {
            throw new Errno(Errno.EFBIG);
        }
        Region region = tree.buffers.take();
        try {
            for (int done = 0; done < length; ) {
                int count = Math.min(Buffers.BYTES, length - done);
                region.write(0, bytes, from + done, count);
                write(region, at + done, count);
                done += count;
            }
        } catch (IllegalStateException e) {
            throw Faults.errno(e);
        } finally {
            tree.buffers.give(region);
        }
    }

    private void write(Region region, long at, int length) throws Errno {
        for (int tries = 1; ; tries++) {
            try {
                tree.gate.write(id, at, region, 0, length);
                return;
            } catch (IOException | RuntimeException e) {
                again(tree, path, id, e, tries);
            }
        }
    }

    @Override
    protected synchronized long position() {
        return position;
    }

    @Override
    protected synchronized void position(long to) {
        position = to;
    }

    // -- the file

    /** What is done with the file; all of it may be done twice. */
    private enum Deed {
        STAT,
        RESIZE,
        FLUSH,
        TOUCH
    }

    private Object act(Deed deed, long number) throws Errno {
        for (int tries = 1; ; tries++) {
            try {
                FileTree gate = tree.gate;
                switch (deed) {
                    case STAT -> {
                        return tree.stat(gate.attributes(id));
                    }
                    case RESIZE -> gate.resize(id, number);
                    case FLUSH -> gate.flush(id);
                    case TOUCH -> gate.touch(id, number);
                }
                return deed;
            } catch (IOException | RuntimeException e) {
                again(tree, path, id, e, tries);
            }
        }
    }

    @Override
    protected FileStat stat() throws Errno {
        return (FileStat) act(Deed.STAT, 0);
    }

    @Override
    protected void resize(long size) throws Errno {
        if (!writes()) {
            throw new Errno(Errno.EINVAL);
        }
        act(Deed.RESIZE, size);
    }

    /** A tree that can only be read has nothing to be flushed. */
    @Override
    protected void flush() throws Errno {
        if (tree.writable()) {
            act(Deed.FLUSH, 0);
        }
    }

    @Override
    protected void touch(long modified) throws Errno {
        if (!tree.writable()) {
            throw new Errno(Errno.EACCES);
        }
        act(Deed.TOUCH, modified);
    }

    @Override
    protected long[] key() {
        return tree.key(id);
    }
}
