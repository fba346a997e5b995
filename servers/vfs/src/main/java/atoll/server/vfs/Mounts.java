package atoll.server.vfs;

import atoll.contract.file.FileFault;
import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.contract.file.Mounted;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One name space. It is not changed once it is served, so calls need no lock, and one that is cut short by the end of its
 * caller's stack leaves nothing half done.
 */
final class Mounts implements FileSpace {
    /** By path: "" for the root, else each component behind a slash. */
    private final Map<String, Mount> byPath = new HashMap<>();

    private final Map<Long, Mount> byNumber = new HashMap<>();
    private int deepest;

    /** Before it is served. */
    void add(String path, Mount mount) {
        Components components = new Components(path);
        while (components.next()) {
            deepest = Math.max(deepest, components.count());
        }
        if (!path.startsWith("/") || components.isUp()) {
            throw new IllegalArgumentException("nothing can be mounted at \"" + path + "\"");
        }
        if (byPath.put(components.sofar(), mount) != null) {
            throw new IllegalArgumentException("two trees at \"" + path + "\"");
        }
        byNumber.put(mount.number(), mount);
    }

    void checkNotEmpty(String name) {
        if (byPath.isEmpty()) {
            throw new IllegalArgumentException("nothing is mounted in the space " + name);
        }
    }

    @Override
    public Mounted find(String path) throws IOException {
        Components components = new Components(path);
        Mount found = byPath.get("");
        int rest = 0;
        while (components.count() < deepest && components.next()) {
            Mount here = byPath.get(components.sofar());
            if (here != null) {
                found = here;
                rest = components.end();
            }
        }
        if (found == null) {
            throw FileFault.NOT_FOUND.because(path + " is in no mount");
        }
        return new Mounted(found.number(), path.substring(rest));
    }

    @Override
    public FileTree tree(long mount) throws IOException {
        @Nullable Mount found = byNumber.get(mount);
        if (found == null) {
            throw FileFault.STALE.because("mounted by another process, or nowhere");
        }
        return found.tree();
    }

    @Override
    public String[] below(String path) {
        Components components = new Components(path);
        while (components.next()) {
            // To the end.
        }
        if (components.isUp()) {
            return new String[0];
        }
        String above = components.sofar().concat("/");
        TreeSet<String> names = new TreeSet<>();
        for (String at : byPath.keySet()) {
            if (at.startsWith(above)) {
                int end = at.indexOf('/', above.length());
                names.add(at.substring(above.length(), end < 0 ? at.length() : end));
            }
        }
        return names.toArray(new String[0]);
    }
}
