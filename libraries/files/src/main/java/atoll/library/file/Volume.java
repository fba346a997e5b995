package atoll.library.file;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import atoll.contract.file.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system by paths, over a {@link FileTree}. Paths begin at its root, with or without a slash. Errors are those of
 * {@code java.nio.file}; {@code PeerDied} from what makes, moves or removes names means that it may have happened.
 */
public final class Volume {
    /** Names in one call. */
    private static final int PAGE = 1_000;

    /** So often a walk begins anew when the server has forgotten a folder on the way. */
    static final int MOST_WALKS = 8;

    private final FileTree tree;

    public Volume(FileTree tree) {
        this.tree = tree;
    }

    /** What is to be done with the ids that a path leads to. */
    private interface Act<T> {
        T on(FileId folder, String name) throws IOException;
    }

    /** Of what the path leads to, through links. */
    public Attributes attributes(String path) throws IOException {
        return walk(path, true);
    }

    /** Of the link itself, where the path ends in one. */
    public Attributes linkAttributes(String path) throws IOException {
        return walk(path, false);
    }

    /** The file as it is there, through links. */
    public OpenFile open(String path) throws IOException {
        return new OpenFile(this, tree, path, walk(path, true).id());
    }

    /** A new, empty file. */
    public OpenFile create(String path) throws IOException {
        return new OpenFile(this, tree, path, in(path, tree::create).id());
    }

    public void makeFolder(String path) throws IOException {
        in(path, tree::makeFolder);
    }

    public void makeLink(String path, String target) throws IOException {
        in(path, (folder, name) -> tree.makeLink(folder, name, target));
    }

    /** The text of a link. */
    public String target(String path) throws IOException {
        Attributes link = walk(path, false);
        try {
            return tree.target(link.id());
        } catch (IOException e) {
            throw FileErrors.of(e, path);
        }
    }

    public void remove(String path) throws IOException {
        in(path, (folder, name) -> {
            tree.remove(folder, name);
            return path;
        });
    }

    public void rename(String from, String to, boolean replace) throws IOException {
        in(
                from,
                (folder, name) -> in(to, (target, as) -> {
                    tree.rename(folder, name, target, as, replace);
                    return to;
                }));
    }

    /** The names in a folder, in order. */
    public List<String> list(String path) throws IOException {
        List<String> names = new ArrayList<>();
        for (int walks = 1; ; walks++) {
            FileId folder = walk(path, true).id();
            try {
                String[] page;
                do {
                    page = tree.list(folder, names.isEmpty() ? "" : names.getLast(), PAGE);
                    names.addAll(List.of(page));
                } while (page.length == PAGE);
                return names;
            } catch (IOException e) {
                if (FileErrors.fault(e) != FileFault.STALE || walks == MOST_WALKS) {
                    throw FileErrors.of(e, path);
                }
                // Another folder may be there now, with other names.
                names.clear();
            }
        }
    }

    Attributes walk(String path, boolean follow) throws IOException {
        for (int walks = 1; ; walks++) {
            try {
                return Walk.to(tree, path, follow);
            } catch (IOException e) {
                if (FileErrors.fault(e) != FileFault.STALE || walks == MOST_WALKS) {
                    throw FileErrors.of(e, path);
                }
            }
        }
    }

    /** Does it with the folder that the path's last name is in; anew when the server has forgotten that folder. */
    private <T> T in(String path, Act<T> act) throws IOException {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        int slash = path.lastIndexOf('/', end - 1);
        String above = slash < 0 ? "" : path.substring(0, slash);
        String name = path.substring(slash + 1, end);
        for (int walks = 1; ; walks++) {
            Attributes folder = walk(above, true);
            if (folder.kind() != FileKind.FOLDER) {
                throw FileErrors.of(new IOException(FileFault.NOT_A_FOLDER + ": " + above), path);
            }
            try {
                return act.on(folder.id(), name);
            } catch (IOException e) {
                if (FileErrors.fault(e) != FileFault.STALE || walks == MOST_WALKS) {
                    throw FileErrors.of(e, path);
                }
            }
        }
    }
}
