package atoll.personality.java.served;

import atoll.contract.file.FileId;
import java.atoll.Errno;
import java.atoll.ServedFiles;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names in a folder, a page at a time, in order: one that is there all the time is seen once, whoever dies. */
final class Listing extends ServedFiles.Names {
    private static final int PAGE = 500;

    /** Of all names together, with {@link #EACH} more for each: a folder without an end does not fill the heap. */
    private static final int MOST_CHARACTERS = 1 << 25;

    private static final int EACH = 16;

    private final ServedTree tree;
    private final List<String> path;
    private final FileId folder;

    // Guarded by this.
    private String[] page = new String[0];
    private int next;
    private String last = "";
    private boolean ended;
    private int characters;

    Listing(ServedFiles owner, Spot spot, FileId folder) {
        super(owner);
        this.tree = spot.tree();
        this.path = spot.names();
        this.folder = folder;
    }

    @Override
    protected synchronized @Nullable String next() throws Errno {
        if (next == page.length && !ended) {
            page = page();
            next = 0;
            ended = page.length < PAGE;
        }
        if (next == page.length) {
            return null;
        }
        last = page[next++];
        characters += last.length() + EACH;
        if (characters > MOST_CHARACTERS) {
            throw new Errno(Errno.EIO, new IOException("a folder of more names than can be listed"));
        }
        return last;
    }

    private String[] page() throws Errno {
        for (int tries = 1; ; tries++) {
            try {
                return tree.gate.list(folder, last, PAGE);
            } catch (IOException | RuntimeException e) {
                OpenServed.again(tree, path, folder, e, tries);
            }
        }
    }
}
