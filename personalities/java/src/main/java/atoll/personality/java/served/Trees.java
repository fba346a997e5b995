package atoll.personality.java.served;

import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.personality.java.files.Mount;
import atoll.personality.java.files.PathCalls;
import atoll.personality.java.files.Resolved;
import java.atoll.Errno;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The served trees of one process, and the way of its paths through them and between them. No lock is held on the way. */
final class Trees {
    /** So often it begins anew when a server has forgotten a folder on the way. */
    static final int MOST_TRIES = 8;

    private static final int MOST_CROSSINGS = 40;

    /** Characters in a path, as in Linux: a tree without an end has one for those who walk it. */
    private static final int MOST_PATH = 4095;

    /** For mounts of one process; so the numbers of devices of two are apart. */
    private static final long MOST_MOUNTS = 1 << 16;

    /** Above the numbers that Linux gives to devices. */
    private static final long DEVICES = 1L << 48;

    private final PathCalls paths;
    private final Map<String, ServedTree> trees = new HashMap<>();
    private final Map<String, SpaceTrees> spaces = new HashMap<>();

    Trees(PathCalls paths, List<Mount> mounts, long process) {
        this.paths = paths;
        for (Mount mount : mounts) {
            if (mount.served() == null) {
                continue;
            }
            long device = DEVICES + process * MOST_MOUNTS + trees.size() + spaces.size();
            if (mount.served().gate() instanceof FileSpace space) {
                spaces.put(mount.guest(), new SpaceTrees(mount, space, device));
            } else {
                FileTree gate = (FileTree) mount.served().gate();
                trees.put(mount.guest(), new ServedTree(mount.guest(), mount.writable(), gate, device));
            }
        }
    }

    Route route(String path, boolean follow) throws IOException {
        String at = path;
        for (int crossings = 0; crossings < MOST_CROSSINGS; crossings++) {
            Resolved to = paths.look(at, follow);
            if (to.mount().served() == null) {
                return new Route(null, at);
            }
            if (at.length() > MOST_PATH) {
                throw new Errno(Errno.ENAMETOOLONG);
            }
            SpaceTrees space = spaces.get(to.guest());
            if (space != null) {
                return new Route(inSpace(space, to.rest(), follow), at);
            }
            ServedTree tree = Objects.requireNonNull(trees.get(to.guest()));
            Walk walk = walk(tree, to.rest(), follow);
            String out = walk.out();
            if (out == null) {
                return new Route(walk.spot(), at);
            }
            at = out;
        }
        throw new Errno(Errno.ELOOP);
    }

    private static Spot inSpace(SpaceTrees space, String path, boolean follow) throws Errno {
        Spot found = null;
        Errno failed = null;
        try {
            Start start = space.start(path);
            if (start == null) {
                return space.bare(path);
            }
            try {
                found = walk(start.tree(), start.path(), follow).spot();
            } catch (Errno e) {
                failed = e;
            }
            boolean absent = failed == null ? found == null || found.file() == null : failed.number == Errno.ENOENT;
            Spot bare = absent ? space.bare(path) : null;
            if (bare != null && bare.file() != null) {
                return bare;
            }
        } catch (IOException | RuntimeException e) {
            throw Faults.errno(e);
        }
        if (found == null) {
            throw failed == null ? new Errno(Errno.EIO) : failed;
        }
        return found;
    }

    private static Walk walk(ServedTree tree, String path, boolean follow) throws Errno {
        for (int tries = 1; ; tries++) {
            try {
                return Walk.along(tree, path, follow);
            } catch (IOException | RuntimeException e) {
                if (!Faults.isStale(e) || tries == MOST_TRIES) {
                    throw Faults.errno(e);
                }
            }
            tree.forgetRoot();
        }
    }

    /** See {@link PathCalls.Servers#canonical}. */
    @Nullable String canonical(String path) throws IOException {
        try {
            Spot spot = route(path, true).spot();
            if (spot == null) {
                return null;
            }
            spot.there();
            String guest = spot.tree().guest();
            return spot.isRoot() ? guest : guest + "/" + String.join("/", spot.names());
        } catch (Errno e) {
            throw switch (e.number) {
                case Errno.ENOENT, Errno.ENOTDIR -> new NoSuchFileException(path);
                case Errno.EACCES -> new AccessDeniedException(path);
                case Errno.ELOOP -> new FileSystemLoopException(path);
                default -> e;
            };
        }
    }
}
