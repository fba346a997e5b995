package atoll.library.file;

import atoll.contract.file.FileFault;
import atoll.contract.file.FileSpace;
import atoll.contract.file.Mounted;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The trees of a name space. They are kept by the numbers of their mounts, of which each stands for one tree for ever. */
final class SpaceRoots implements Roots {
    /** What is kept of name spaces that were killed is forgotten at times. */
    private static final int MOST = 1_000;

    private final FileSpace space;
    private final Map<Long, Root> roots = new ConcurrentHashMap<>();

    SpaceRoots(FileSpace space) {
        this.space = space;
    }

    @Override
    public Spot spot(String path) throws IOException {
        for (int tries = 1; ; tries++) {
            Mounted found = space.find(path);
            @Nullable Root root = roots.get(found.mount());
            if (root != null) {
                return new Spot(root, found.rest());
            }
            try {
                keep(found.mount(), new Root(space.tree(found.mount())));
            } catch (IOException e) {
                // The name space that said so is dead, and the next one has other numbers.
                if (FileFault.in(e) != FileFault.STALE || tries == Volume.MOST_WALKS) {
                    throw e;
                }
            }
        }
    }

    private void keep(long mount, Root root) {
        if (roots.size() >= MOST) {
            roots.clear();
        }
        roots.put(mount, root);
    }

    @Override
    public List<String> below(String path) throws IOException {
        return List.of(space.below(path));
    }
}
