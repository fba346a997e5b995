package atoll.server.hostfolder;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where ids were seen last. Guarded by the tree. It runs on the threads of callers, whose stacks may end anywhere: should one
 * end while the tables are changed, this process ends with the next call, and the next one begins with empty tables.
 */
final class Atlas {
    private static final int HALF = 1 << 15;

    private final Path root;
    private final Recent<FileId, Place> places = new Recent<>(HALF, gone -> {});

    /** What was seen last under a name; it may be wrong. */
    private final Recent<Name, FileId> names = new Recent<>(HALF, gone -> {});

    private long moves;
    private boolean torn;

    Atlas(Path root) {
        this.root = root;
    }

    Attributes root() throws IOException {
        Attributes seen;
        try {
            seen = Look.at(root);
        } catch (IOException e) {
            throw Fault.of(e, "the root");
        }
        if (seen.kind() != FileKind.FOLDER && seen.kind() != FileKind.FILE) {
            throw FileFault.INVALID.because("the root is neither a folder nor a file");
        }
        note(seen, null, "");
        return seen;
    }

    /** What was seen under {@code name} in {@code in}; no folder for the root. */
    void note(Attributes seen, @Nullable Place in, String name) {
        Place place = known(seen.id());
        if (place != null && place.folder == in && place.name.equals(name)) {
            return;
        }
        torn = true;
        // In what was in it before others moved it: the folders above are remembered as they were, so it is another
        // place.
        boolean turned = in != null && in.isInOrIs(seen.id());
        if (place == null || turned) {
            places.remove(seen.id());
            places.put(seen.id(), new Place(seen.id(), seen.kind(), in, name));
        } else if (in != null) {
            place.move(in, name);
            moves++;
        }
        if (in != null) {
            Name key = new Name(in.id, name);
            names.remove(key);
            names.put(key, seen.id());
        }
        torn = false;
    }

    void move(Attributes moved, Place from, String name, Place to, String as) {
        forget(from, name);
        note(moved, to, as);
    }

    /** What was seen under that name, if something was. Others may have put another file there. */
    @Nullable FileId named(Place in, String name) {
        torn = true;
        FileId id = names.get(new Name(in.id, name));
        torn = false;
        return id;
    }

    /** There is nothing under that name any more. */
    void forget(Place in, String name) {
        torn = true;
        names.remove(new Name(in.id, name));
        torn = false;
    }

    void forget(FileId id) {
        torn = true;
        places.remove(id);
        torn = false;
    }

    /** A folder that is where it was seen last. */
    Place folder(FileId id) throws IOException {
        Place place = folderOnceSeen(id);
        Look.same(id, path(place));
        return place;
    }

    /** A folder, which may be elsewhere by now, or gone. */
    Place folderOnceSeen(FileId id) throws IOException {
        Place place = place(id);
        if (place.kind != FileKind.FOLDER) {
            throw FileFault.NOT_A_FOLDER.because("a " + place.kind);
        }
        return place;
    }

    Place place(FileId id) throws IOException {
        Place place = known(id);
        if (place == null) {
            throw FileFault.STALE.because("not seen by this driver yet, or gone");
        }
        return place;
    }

    private @Nullable Place known(FileId id) {
        if (torn) {
            Runtime.getRuntime().halt(1);
        }
        torn = true;
        Place place = places.get(id);
        torn = false;
        return place;
    }

    Path path(Place place) {
        return place.path(root, moves);
    }
}
