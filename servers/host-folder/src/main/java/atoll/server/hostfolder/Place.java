package atoll.server.hostfolder;

import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a file was seen last: a name in a folder. When the folder moves, it moves along. Guarded by the tree. */
final class Place {
    final FileId id;
    final FileKind kind;

    @Nullable Place folder;

    String name;

    /** Made for {@link #at} moves in the tree. */
    private @Nullable Path path;

    private long at;

    Place(FileId id, FileKind kind, @Nullable Place folder, String name) {
        this.id = id;
        this.kind = kind;
        this.folder = folder;
        this.name = name;
    }

    /** {@code moves}: how often something was moved so far. */
    Path path(Path root, long moves) {
        Path known = path;
        if (known != null && at == moves) {
            return known;
        }
        Path made = folder == null ? root : folder.path(root, moves).resolve(name);
        path = made;
        at = moves;
        return made;
    }

    void move(Place to, String as) {
        folder = to;
        name = as;
        path = null;
    }

    boolean isInOrIs(FileId above) {
        for (Place up = this; up != null; up = up.folder) {
            if (up.id.equals(above)) {
                return true;
            }
        }
        return false;
    }
}
