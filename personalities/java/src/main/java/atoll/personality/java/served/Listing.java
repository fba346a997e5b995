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
    private final String[] below;

    // Guarded by this.
    private String[] page = new String[0];
    private int next;
    private int nextBelow;
    private String last = "";
    private boolean ended;
    private int characters;

    /** {@code below}: more names that are in it, in order. */
    Listing(ServedFiles owner, Spot spot, FileId folder, String[] below) {
        super(owner);
        this.tree = spot.tree();
        this.path = spot.names();
        this.folder = folder;
        this.below = below;
    }

    @Override
    protected synchronized @Nullable String next() throws Errno {
        if (next == page.length && !ended) {
            page = page();
            next = 0;
            ended = page.length < PAGE;
        }
        String own = next == page.length ? null : page[next];
        String mounted = nextBelow == below.length ? null : below[nextBelow];
        if (own == null && mounted == null) {
            return null;
        }
        int order = own == null ? 1 : mounted == null ? -1 : own.compareTo(mounted);
        String name = order <= 0 ? String.valueOf(own) : String.valueOf(mounted);
        if (order <= 0) {
            last = name;
            next++;
        }
        if (order >= 0) {
            nextBelow++;
        }
        characters += name.length() + EACH;
        if (characters > MOST_CHARACTERS) {
            throw new Errno(Errno.EIO, new IOException("a folder of more names than can be listed"));
        }
        return name;
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
