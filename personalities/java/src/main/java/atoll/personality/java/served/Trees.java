package atoll.personality.java.served;

import atoll.personality.java.files.Mount;
import atoll.personality.java.files.PathCalls;
import atoll.personality.java.files.Resolved;
import java.atoll.Errno;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    Trees(PathCalls paths, List<Mount> mounts, long process) {
        this.paths = paths;
        for (Mount mount : mounts) {
            if (mount.served() != null) {
                long device = DEVICES + process * MOST_MOUNTS + trees.size();
                trees.put(mount.guest(), new ServedTree(mount, mount.served().gate(), device));
            }
        }
    }

    Route route(String path, boolean follow, boolean lenient) throws IOException {
        String at = path;
        for (int crossings = 0; crossings < MOST_CROSSINGS; crossings++) {
            Resolved to = paths.look(at, follow);
            ServedTree tree = trees.get(to.guest());
            if (tree == null || to.mount().served() == null) {
                return new Route(null, at);
            }
            if (at.length() > MOST_PATH) {
                throw new Errno(Errno.ENAMETOOLONG);
            }
            Walk walk = walk(tree, to.rest(), follow, lenient);
            String out = walk.out();
            if (out == null) {
                return new Route(walk.spot(), at);
            }
            at = out;
        }
        throw new Errno(Errno.ELOOP);
    }

    private static Walk walk(ServedTree tree, String path, boolean follow, boolean lenient) throws Errno {
        for (int tries = 1; ; tries++) {
            try {
                return Walk.along(tree, path, follow, lenient);
            } catch (IOException | RuntimeException e) {
                if (!Faults.isStale(e) || tries == MOST_TRIES) {
                    throw Faults.errno(e);
                }
            }
            tree.forgetRoot();
        }
    }

    /** The one that a path came to: see {@link PathCalls.Servers#canonical}. */
    @Nullable String canonical(String path, boolean mustExist) throws IOException {
        Spot spot;
        try {
            spot = route(path, true, !mustExist).spot();
        } catch (Errno e) {
            if (e.number != Errno.ELOOP) {
                throw e;
            }
            if (mustExist) {
                throw new FileSystemLoopException(path);
            }
            return path;
        }
        if (spot == null) {
            return null;
        }
        if (mustExist) {
            spot.there();
        }
        String guest = spot.tree().guest();
        return spot.isRoot() ? guest : guest + "/" + String.join("/", spot.names());
    }
}
