package atoll.personality.java.served;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import atoll.contract.file.FileTree;
import atoll.kernel.Endpoint;
import java.atoll.Errno;
import java.atoll.FileStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree that another process serves, mounted in this one. What is known of it is its root's id, until that is stale. */
final class ServedTree {
    private static final int LOCKS = 16;
    private static final int ALL_READ = 0444;
    private static final int OWNER_WRITES = 0200;
    private static final int ALL_SEARCH = 0111;
    private static final int ALL = 0777;

    private static final int OWNER = own("unix:uid");
    private static final int GROUP = own("unix:gid");

    final FileTree gate;
    final Buffers buffers = new Buffers();
    /** The number of what serves it; 0 if that is not known. */
    final long endpoint;

    private final String guest;
    private final boolean writable;
    private final long device;
    private final @Nullable SpaceTrees space;
    private final String at;
    private final Object[] appends = new Object[LOCKS];

    private volatile @Nullable Attributes root;

    /** {@code device}: of no other tree that a process of this kernel has mounted. */
    ServedTree(String guest, boolean writable, FileTree gate, long device) {
        this(guest, writable, gate, device, null, "");
    }

    /** {@code at}: where in a name space. Neither links nor dots lead out of it then. */
    ServedTree(String guest, boolean writable, FileTree gate, long device, @Nullable SpaceTrees space, String at) {
        this.guest = guest;
        this.writable = writable;
        this.space = space;
        this.at = at;
        this.gate = new CheckedTree(gate);
        this.device = device;
        Endpoint<?> reached = Endpoint.reachedBy(gate);
        this.endpoint = reached == null ? 0 : reached.number();
        for (int i = 0; i < LOCKS; i++) {
            appends[i] = new Object();
        }
    }

    private static int own(String attribute) {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), attribute);
        } catch (IOException e) {
            return 0;
        }
    }

    boolean writable() {
        return writable;
    }

    String guest() {
        return guest;
    }

    boolean isAt(String path) {
        return at.equals(path);
    }

    /** Whether it is one of a name space. */
    boolean isClosed() {
        return space != null;
    }

    /** The names of mounts of its name space that are directly below, in order. */
    String[] below(List<String> names) throws IOException {
        if (space == null) {
            return new String[0];
        }
        String rest = String.join("/", names);
        return space.below(at.isEmpty() ? rest : at + "/" + rest);
    }

    /** The id is good, as far as is known; what else is in it may have changed. */
    Attributes root() throws IOException {
        Attributes known = root;
        if (known == null) {
            known = gate.root();
            root = known;
        }
        return known;
    }

    void forgetRoot() {
        root = null;
    }

    /** Whether the names lead to that file, links not followed; the server knows it again then. */
    boolean finds(List<String> names, FileId id) throws IOException {
        forgetRoot();
        FileId at = root().id();
        try {
            for (String name : names) {
                at = gate.lookup(at, name).id();
            }
        } catch (IOException e) {
            if (Faults.isStale(e)
                    || Faults.errno(e).number == Errno.ENOENT
                    || Faults.errno(e).number == Errno.ENOTDIR) {
                return false;
            }
            throw e;
        }
        return at.equals(id);
    }

    /** Who adds to the end of a file holds it: the size, and then the write, are two calls. */
    Object appends(FileId id) {
        return appends[Math.floorMod(id.hashCode(), LOCKS)];
    }

    private static long mixed(FileId id) {
        return mixed(id.number()) + id.generation();
    }

    private static long mixed(long number) {
        return number * 0x9E3779B97F4A7C15L;
    }

    /** See {@link java.atoll.ServedFiles.Opened#key}. Not of what the server says alone, which could be what another says. */
    long[] key(FileId id) {
        return new long[] {endpoint | Long.MIN_VALUE, mixed(id)};
    }

    FileStat stat(Attributes file) {
        return new FileStat(
                mode(file.kind()),
                device,
                mixed(file.id()) ^ mixed(endpoint),
                OWNER,
                GROUP,
                file.size(),
                file.modified());
    }

    /** There are no modes: what this process can do, its owner can, and who is in its place. */
    private int mode(FileKind kind) {
        int bits = writable ? ALL_READ | OWNER_WRITES : ALL_READ;
        return switch (kind) {
            case FILE -> FileStat.FILE | bits;
            case FOLDER -> FileStat.FOLDER | bits | ALL_SEARCH;
            case LINK -> FileStat.LINK | ALL;
            case OTHER -> FileStat.OTHER | bits;
        };
    }
}
