package atoll.personality.java.served;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.contract.file.Mounted;
import atoll.kernel.Endpoint;
import atoll.personality.java.files.Mount;
import java.atoll.Errno;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The trees of a name space that is mounted in a process. It is asked where paths lead, and what is open does not need it: a
 * tree is kept, also when the name space dies and the next one has another number for it.
 */
final class SpaceTrees {
    /** Of trees that are kept; what a name space says without an end is forgotten at times. */
    private static final int MOST = 200;

    /** Names that mounts need in one folder. Of more, who lists would look at each. */
    private static final int MOST_BELOW = 1 << 16;

    /** Whether the mounts are to be tried again: the numbers of a name space that died are unknown to the next. */
    private static final int MOST_TRIES = 8;

    private final FileSpace space;
    private final Mount mount;
    private final long device;
    private final ServedTree bare;

    // Guarded by this; no call is made with it held.
    private final Map<Long, ServedTree> byNumber = new HashMap<>();
    private final Map<String, ServedTree> byPath = new HashMap<>();

    /** {@code device}: of all its trees, for to the JDK a device is where a mount begins. */
    SpaceTrees(Mount mount, FileSpace space, long device) {
        this.mount = mount;
        this.space = space;
        this.device = device;
        this.bare = new ServedTree(mount.guest(), false, new BareTree(), device, this, "");
    }

    /** Null when the path is in no tree. */
    @Nullable Start start(String path) throws IOException {
        for (int tries = 1; ; tries++) {
            Mounted found;
            try {
                found = space.find(path);
            } catch (IOException e) {
                if (Faults.isAbsent(e)) {
                    return null;
                }
                throw e;
            }
            String rest = found == null ? null : found.rest();
            if (rest == null || !path.endsWith(rest)) {
                throw wrong("a path that was not asked for");
            }
            List<String> before = names(path.substring(0, path.length() - rest.length()));
            boolean whole = rest.isEmpty() || rest.startsWith("/") || before.isEmpty() || path.equals(rest);
            if (!whole || before.contains("..")) {
                throw wrong("a part of a name");
            }
            try {
                return new Start(tree(found.mount(), before), rest);
            } catch (IOException e) {
                if (!Faults.isStale(e) || tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private ServedTree tree(long number, List<String> before) throws IOException {
        String at = String.join("/", before);
        synchronized (this) {
            ServedTree known = byNumber.get(number);
            if (known != null && known.isAt(at)) {
                return known;
            }
        }
        FileTree gate = space.tree(number);
        Endpoint<?> reached = Endpoint.reachedBy(gate);
        if (gate == null || reached == null) {
            throw wrong("no tree");
        }
        synchronized (this) {
            if (byNumber.size() >= MOST || byPath.size() >= MOST) {
                byNumber.clear();
                byPath.clear();
            }
            ServedTree known = byPath.get(at);
            if (known == null || known.endpoint != reached.number()) {
                String guest = at.isEmpty() ? mount.guest() : mount.guest() + "/" + at;
                known = new ServedTree(guest, mount.writable(), gate, device, this, at);
                byPath.put(at, known);
            }
            byNumber.put(number, known);
            return known;
        }
    }

    private static Errno wrong(String what) {
        return new Errno(Errno.EIO, new IOException("the name space answered with " + what));
    }

    /** The components that count. */
    static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        for (int at = 0; at < path.length(); ) {
            int slash = path.indexOf('/', at);
            int end = slash < 0 ? path.length() : slash;
            String name = path.substring(at, end);
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
            at = end + 1;
        }
        return names;
    }

    /** What a path leads to that is in no tree, or nothing in its tree: a folder with mounts below it, or nothing. */
    Spot bare(String path) throws IOException {
        List<String> names = names(path);
        boolean there = names.isEmpty() || !names.contains("..") && below(path).length > 0;
        Attributes file = there ? BareTree.folder(path(names).hashCode()) : null;
        return new Spot(bare, names, there ? null : bare.root().id(), file, true);
    }

    private static String path(List<String> names) {
        return String.join("/", names);
    }

    /** Names that mounts need below a path, in order. */
    String[] below(String path) throws IOException {
        String[] said = space.below(path);
        CheckedTree.checkNames(said, "", MOST_BELOW);
        return said;
    }
}
