package atoll.userland;

import java.nio.file.attribute.FileTime;
import java.util.Comparator;

/** In which order ls lists. */
final class Order implements Comparator<Ls.Item> {
    private final String keys;
    private final boolean reversed;
    private final boolean foldersFirst;

    /** {@code keys}: t by time, S by size, and which time, u for access and c for change. */
    Order(String keys, boolean reversed, boolean foldersFirst) {
        this.keys = keys;
        this.reversed = reversed;
        this.foldersFirst = foldersFirst;
    }

    private FileTime time(Facts facts) {
        return keys.endsWith("u") ? facts.accessed : keys.endsWith("c") ? facts.changed : facts.modified;
    }

    @Override
    public int compare(Ls.Item a, Ls.Item b) {
        if (foldersFirst && a.isFolder != b.isFolder) {
            return a.isFolder ? -1 : 1;
        }
        int order = 0;
        if (keys.startsWith("t")) {
            order = time(b.facts).compareTo(time(a.facts));
        } else if (keys.startsWith("S")) {
            order = Long.compare(b.facts.size, a.facts.size);
        }
        order = order == 0 ? Text.compare(a.name, b.name) : order;
        return reversed ? -order : order;
    }
}
