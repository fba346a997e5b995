package atoll.personality.java.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The private file tree of a process: a folder of its own in the JVM's {@link TreeFolder}, which only this process's
 * name space maps and which goes when the process does. The host keeps the bytes, so that mapping, locks and sparse
 * files are the real thing. It is made when the process first looks at it: many processes compute and never do, and
 * making and deleting the mount points was half of the time of their death.
 */
public final class PrivateTree {
    private final Path base;
    private final Path root;

    // Guarded by this; made also goes from false to true only once.
    private final List<Place> places = new ArrayList<>();
    private volatile boolean made;

    /** Something of it may be there. Guarded by this. */
    private boolean begun;

    /** A mount point or folder that the tree has from the start. */
    private record Place(Path path, boolean folder) {}

    /** {@code base} is a path that nobody else uses; the folder that it is in exists. */
    PrivateTree(Path base) {
        this.base = base;
        this.root = base.resolve("root");
        place("/tmp", true);
        place("/home", true);
    }

    /** Where the tree is once it is {@link #make made}. */
    Path root() {
        return root;
    }

    boolean isMade() {
        return made;
    }

    private void place(String guest, boolean folder) {
        places.add(new Place(root.resolve(guest.substring(1)), folder));
    }

    /** Has a folder or an empty file at the guest path. */
    synchronized void add(String guest, boolean folder) throws IOException {
        place(guest, folder);
        if (made) {
            make(places.removeLast());
        }
    }

    /** Makes the tree unless it is there. */
    void make() throws IOException {
        if (!made) {
            makeOnce();
        }
    }

    private synchronized void makeOnce() throws IOException {
        if (made) {
            return;
        }
        begun = true;
        Files.createDirectories(root);
        if (!Files.exists(base.resolve("loop"), java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(base.resolve("loop"), Path.of("loop"));
        }
        for (Place place : places) {
            make(place);
        }
        places.clear();
        made = true;
    }

    private static void make(Place place) throws IOException {
        if (place.folder) {
            Files.createDirectories(place.path);
        } else {
            Files.createDirectories(place.path.getParent());
            if (!Files.exists(place.path)) {
                Files.createFile(place.path);
            }
        }
    }

    /** A host path on which every call fails for too many symbolic links. */
    String loop() throws IOException {
        make();
        return base.resolve("loop").resolve("x").toString();
    }

    /** Deletes the tree; returns the number of files and folders that went. */
    public synchronized int delete() {
        return begun ? FileTree.delete(base) : 0;
    }
}
