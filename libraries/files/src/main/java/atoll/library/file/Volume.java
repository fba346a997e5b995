package atoll.library.file;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Files by paths: of one {@link FileTree}, whose root paths begin at, or of a {@link FileSpace}, which says what tree a path is
 * in. Paths begin with or without a slash. Errors are those of {@code java.nio.file}; {@code PeerDied} from what makes, moves
 * or removes names means that it may have happened.
 */
public final class Volume {
    /** Names in one call. */
    private static final int PAGE = 1_000;

    /** So often a walk begins anew when the server has forgotten a folder on the way. */
    static final int MOST_WALKS = 8;

    private final Roots roots;

    public Volume(FileTree tree) {
        this.roots = new Roots.One(new Root(tree));
    }

    public Volume(FileSpace space) {
        this.roots = new SpaceRoots(space);
    }

    /** What is to be done with the ids that a path leads to. */
    private interface Act<T> {
        T on(FileTree tree, FileId folder, String name) throws IOException;
    }

    /** Of what the path leads to, through links. */
    public Attributes attributes(String path) throws IOException {
        return look(path, true);
    }

    /** Of the link itself, where the path ends in one. */
    public Attributes linkAttributes(String path) throws IOException {
        return look(path, false);
    }

    private Attributes look(String path, boolean follow) throws IOException {
        Spot spot = spot(path);
        for (int walks = 1; ; walks++) {
            Attributes seen = walk(spot, path, follow);
            try {
                Root root = spot.root();
                return seen.id().equals(root.attributes().id()) ? root.tree.attributes(seen.id()) : seen;
            } catch (IOException e) {
                again(e, walks, spot, path);
            }
        }
    }

    /** The file as it is there, through links. */
    public OpenFile open(String path) throws IOException {
        Spot spot = spot(path);
        return new OpenFile(this, spot.root().tree, path, walk(spot, path, true).id());
    }

    /** A new, empty file. */
    public OpenFile create(String path) throws IOException {
        return in(
                path,
                (tree, folder, name) ->
                        new OpenFile(this, tree, path, tree.create(folder, name).id()));
    }

    public void makeFolder(String path) throws IOException {
        in(path, FileTree::makeFolder);
    }

    public void makeLink(String path, String target) throws IOException {
        in(path, (tree, folder, name) -> tree.makeLink(folder, name, target));
    }

    /** The text of a link. */
    public String target(String path) throws IOException {
        Spot spot = spot(path);
        Attributes link = walk(spot, path, false);
        try {
            return spot.root().tree.target(link.id());
        } catch (IOException e) {
            throw FileErrors.of(e, path);
        }
    }

    public void remove(String path) throws IOException {
        in(path, (tree, folder, name) -> {
            tree.remove(folder, name);
            return path;
        });
    }

    /** Within one tree. */
    public void rename(String from, String to, boolean replace) throws IOException {
        for (int tries = 1; ; tries++) {
            Spot source = spot(from);
            Spot target = spot(to);
            if (source.root().tree == target.root().tree) {
                in(
                        source,
                        from,
                        (tree, folder, name) -> in(target, to, (same, into, as) -> {
                            tree.rename(folder, name, into, as, replace);
                            return to;
                        }));
                return;
            }
            if (tries == MOST_WALKS || spot(from).root() == source.root()) {
                throw FileErrors.of(FileFault.OTHER_DEVICE.because(to), from);
            }
            // The name space died between the two questions, and the next one has other gates.
        }
    }

    /** The names in a folder, in order, and of what is mounted below it. */
    public List<String> list(String path) throws IOException {
        List<String> mounts;
        try {
            mounts = roots.below(path);
        } catch (IOException e) {
            throw FileErrors.of(e, path);
        }
        if (mounts.isEmpty()) {
            return listTree(path);
        }
        TreeSet<String> all = new TreeSet<>(mounts);
        try {
            all.addAll(listTree(path));
        } catch (NoSuchFileException e) {
            // No tree has the folder, and it is there for the mounts alone.
        }
        return new ArrayList<>(all);
    }

    private List<String> listTree(String path) throws IOException {
        List<String> names = new ArrayList<>();
        Spot spot = spot(path);
        for (int walks = 1; ; walks++) {
            FileId folder = walk(spot, path, true).id();
            try {
                String[] page;
                do {
                    page = spot.root().tree.list(folder, names.isEmpty() ? "" : names.getLast(), PAGE);
                    names.addAll(List.of(page));
                } while (page.length == PAGE);
                return names;
            } catch (IOException e) {
                again(e, walks, spot, path);
                // Another folder may be there now, with other names.
                names.clear();
            }
        }
    }

    Spot spot(String path) throws IOException {
        try {
            return roots.spot(path);
        } catch (IOException e) {
            throw FileErrors.of(e, path);
        }
    }

    /** Returns when it is to be tried again: an id on the way was forgotten by the server. */
    private static void again(IOException failed, int tries, Spot spot, String path) throws IOException {
        if (FileFault.in(failed) != FileFault.STALE || tries == MOST_WALKS) {
            throw FileErrors.of(failed, path);
        }
        spot.root().forget();
    }

    /** {@code path}: as the caller said it. */
    static Attributes walk(Spot spot, String path, boolean follow) throws IOException {
        for (int walks = 1; ; walks++) {
            try {
                return Walk.to(spot.root(), spot.path(), follow);
            } catch (IOException e) {
                again(e, walks, spot, path);
            }
        }
    }

    /** Does it with the folder that the path's last name is in; anew when the server has forgotten that folder. */
    private <T> T in(String path, Act<T> act) throws IOException {
        return in(spot(path), path, act);
    }

    private static <T> T in(Spot spot, String path, Act<T> act) throws IOException {
        String rest = spot.path();
        int end = rest.length();
        while (end > 0 && rest.charAt(end - 1) == '/') {
            end--;
        }
        int slash = rest.lastIndexOf('/', end - 1);
        Spot above = new Spot(spot.root(), slash < 0 ? "" : rest.substring(0, slash));
        String name = rest.substring(slash + 1, end);
        for (int walks = 1; ; walks++) {
            Attributes folder = walk(above, path, true);
            if (folder.kind() != FileKind.FOLDER) {
                throw FileErrors.of(FileFault.NOT_A_FOLDER.because(above.path()), path);
            }
            try {
                return act.on(spot.root().tree, folder.id(), name);
            } catch (IOException e) {
                again(e, walks, spot, path);
            }
        }
    }
}
