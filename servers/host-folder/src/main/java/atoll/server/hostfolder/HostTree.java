package atoll.server.hostfolder;

import atoll.contract.Region;
import atoll.contract.file.Attributes;
import atoll.contract.file.FileArguments;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import atoll.contract.file.FileTree;
import atoll.contract.process.Health;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A folder of the host as a tree. Each call goes to the host; what is kept is where ids were seen last ({@link Atlas}), and
 * what is found there is checked to be the same file before it is used. Names and places change under one lock, bytes are
 * read and written outside it.
 */
final class HostTree implements FileTree, Health {
    private final boolean writable;
    private final Atlas atlas;
    private final OpenFiles open;

    HostTree(Path root, boolean writable) throws IOException {
        this.writable = writable;
        this.atlas = new Atlas(root);
        this.open = new OpenFiles(writable);
        root();
    }

    /** Well is who gives the lock back that the calls take. */
    @Override
    public synchronized void beat() {}

    @Override
    public synchronized Attributes root() throws IOException {
        return atlas.root();
    }

    @Override
    public synchronized Attributes lookup(FileId folder, String name) throws IOException {
        Place in = atlas.folderOnceSeen(folder);
        Path path = Fault.child(atlas.path(in), name);
        FileId before = atlas.named(in, name);
        Attributes seen = before == null ? null : Look.ifThere(path);
        if (seen == null || !seen.id().equals(before)) {
            // Else the folder is where it was, for what was in it is. That spares half of the host's calls.
            Look.same(folder, atlas.path(in));
            return seen(in, name, path);
        }
        atlas.note(seen, in, name);
        return seen;
    }

    private Attributes seen(Place in, String name, Path path) throws IOException {
        Attributes seen = Look.child(path, name);
        atlas.note(seen, in, name);
        return seen;
    }

    @Override
    public synchronized Attributes attributes(FileId id) throws IOException {
        return Look.same(id, atlas.path(atlas.place(id)));
    }

    @Override
    public int read(FileId file, long offset, Region into, int at, int length) throws IOException {
        FileArguments.checkTransfer(offset, into, at, length);
        int most = (int) Math.min(Math.min(length, MOST_BYTES), Long.MAX_VALUE - offset);
        Use.Read read = new Use.Read(offset, into, at, most);
        open.use(file, this, read);
        return read.count;
    }

    @Override
    public synchronized String target(FileId link) throws IOException {
        Place place = atlas.place(link);
        if (place.kind != FileKind.LINK) {
            throw FileFault.INVALID.because("not a link");
        }
        Path path = atlas.path(place);
        Look.same(link, path);
        try {
            return Files.readSymbolicLink(path).toString();
        } catch (IOException e) {
            throw FileFault.STALE.because("no such link any more");
        }
    }

    @Override
    public synchronized String[] list(FileId folder, String after, int most) throws IOException {
        Place in = atlas.folder(folder);
        if (most <= 0) {
            throw FileFault.INVALID.because("at most " + most + " names");
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(atlas.path(in))) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.compareTo(after) > 0) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw Fault.of(Objects.requireNonNull(e.getCause()), "listing");
        } catch (IOException e) {
            throw Fault.of(e, "listing");
        }
        names.sort(null);
        return names.subList(0, Math.min(most, names.size())).toArray(new String[0]);
    }

    @Override
    public void write(FileId file, long offset, Region from, int at, int length) throws IOException {
        checkWritable();
        FileArguments.checkWrite(offset, from, at, length);
        checkSize(offset, length);
        open.use(file, this, new Use.Write(offset, from, at, length));
    }

    private static void checkSize(long offset, long more) throws IOException {
        if (offset < 0) {
            throw FileFault.INVALID.because("offset " + offset);
        }
        if (offset > Long.MAX_VALUE - more) {
            throw FileFault.TOO_LARGE.because("offset " + offset);
        }
    }

    @Override
    public void resize(FileId file, long size) throws IOException {
        checkWritable();
        checkSize(size, 0);
        open.use(file, this, new Use.Resize(size));
    }

    @Override
    public synchronized void touch(FileId id, long modified) throws IOException {
        checkWritable();
        Path path = atlas.path(atlas.place(id));
        Look.same(id, path);
        try {
            Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(FileTime.from(modified, TimeUnit.NANOSECONDS), null, null);
        } catch (IOException e) {
            throw Fault.of(e, "time not set");
        }
    }

    @Override
    public void flush(FileId id) throws IOException {
        Path folder = null;
        synchronized (this) {
            Place place = atlas.place(id);
            if (place.kind == FileKind.FOLDER) {
                folder = atlas.path(atlas.folder(id));
            } else if (place.kind != FileKind.FILE) {
                Look.same(id, atlas.path(place));
                return;
            }
        }
        if (folder == null) {
            open.use(id, this, new Use.Flush());
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw Fault.of(e, "folder not flushed");
        }
    }

    /** For {@link OpenFiles#use}: the file is not open. */
    synchronized FileChannel opened(FileId file) throws IOException {
        Place place = atlas.place(file);
        if (place.kind == FileKind.FOLDER) {
            throw FileFault.IS_A_FOLDER.because("a folder has no bytes");
        }
        if (place.kind != FileKind.FILE) {
            throw FileFault.INVALID.because("a " + place.kind + " has no bytes");
        }
        return open.open(file, atlas.path(place));
    }

    @Override
    public synchronized Attributes create(FileId folder, String name) throws IOException {
        Place in = atlas.folder(folder);
        Path path = Fault.child(atlas.path(in), name);
        checkWritable();
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw Fault.of(e, name);
        }
        try {
            Attributes made = seen(in, name, path);
            open.put(made.id(), channel);
            return made;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public synchronized Attributes makeFolder(FileId folder, String name) throws IOException {
        Place in = atlas.folder(folder);
        Path path = Fault.child(atlas.path(in), name);
        checkWritable();
        try {
            Files.createDirectory(path);
        } catch (IOException e) {
            throw Fault.of(e, name);
        }
        return seen(in, name, path);
    }

    @Override
    public synchronized Attributes makeLink(FileId folder, String name, String target) throws IOException {
        Place in = atlas.folder(folder);
        Path path = Fault.child(atlas.path(in), name);
        checkWritable();
        try {
            Files.createSymbolicLink(path, Fault.text(target));
        } catch (IOException e) {
            throw Fault.of(e, name);
        }
        return seen(in, name, path);
    }

    @Override
    public synchronized void remove(FileId folder, String name) throws IOException {
        Place in = atlas.folder(folder);
        Path path = Fault.child(atlas.path(in), name);
        checkWritable();
        // If others have put another file there, the wrong one is forgotten, and looked up again by who needs it.
        FileId seen = atlas.named(in, name);
        FileId gone = seen == null ? Look.child(path, name).id() : seen;
        // Before, for the host removes a file that is open in two steps.
        open.close(gone);
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw Fault.of(e, name);
        }
        atlas.forget(in, name);
        forget(gone);
    }

    private void forget(FileId gone) {
        atlas.forget(gone);
        open.close(gone);
    }

    @Override
    public synchronized void rename(FileId from, String name, FileId to, String as, boolean replace)
            throws IOException {
        Place source = atlas.folder(from);
        Place target = atlas.folder(to);
        Path path = Fault.child(atlas.path(source), name);
        Path end = Fault.child(atlas.path(target), as);
        Attributes moved = Look.child(path, name);
        Attributes there = Moves.there(end);
        checkWritable();
        if (there != null && there.id().equals(moved.id())) {
            return;
        }
        if (there != null && !replace) {
            throw FileFault.EXISTS.because(as);
        }
        if (target.isInOrIs(moved.id())) {
            throw FileFault.INVALID.because("a folder is not moved into itself");
        }
        if (there != null) {
            if (source.isInOrIs(there.id())) {
                throw FileFault.NOT_EMPTY.because(as);
            }
            Moves.checkReplaceable(moved, there, end);
        }
        try {
            Files.move(path, end, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Fault.of(e, name + " to " + as);
        }
        if (there != null) {
            forget(there.id());
        }
        atlas.move(moved, source, name, target, as);
    }

    private void checkWritable() throws IOException {
        if (!writable) {
            throw FileFault.READ_ONLY.because("served for reading alone");
        }
    }
}
