package atoll.server.names;

import atoll.contract.name.NameEntry.Binding;
import atoll.contract.name.NameFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One look-up: the whole path first, then the trees at shorter and shorter beginnings of it, each from the front of its
 * union. What was searched for one rest of the path is not searched for it again, so it ends, and soon, whatever lies in what.
 */
final class Search {
    /** Trees one in the other. */
    private static final int MOST_TREES = 100;

    private final Book book;
    private final String path;
    private final Set<Step> seen = new HashSet<>();
    private final List<Long> chain = new ArrayList<>();
    private int skip;

    /** A space, and where in the path the rest begins that is looked for in it. */
    private record Step(long space, int from) {}

    /** {@code path} as it is kept. */
    Search(Book book, String path) {
        this.book = book;
        this.path = path;
    }

    /** The ids of the trees that lead to the {@code number}th binding at the path, and its own; null when there is none. */
    long @Nullable [] find(long space, int number) throws IOException {
        skip = number;
        if (!search(space, 0)) {
            return null;
        }
        long[] ids = new long[chain.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = chain.get(i);
        }
        return ids;
    }

    private boolean search(long space, int from) throws IOException {
        if (!enters(space, from)) {
            return false;
        }
        Space here = book.space(space);
        for (int end = path.length(); end >= 0; end = Paths.shorter(path, end, from)) {
            for (Binding binding : here.at(path.substring(from, end))) {
                long tree = book.shownBy(binding);
                chain.add(binding.id());
                if (end == path.length() ? skip-- == 0 : tree != 0 && search(tree, end)) {
                    return true;
                }
                chain.removeLast();
            }
        }
        return false;
    }

    private boolean enters(long space, int from) throws IOException {
        if (chain.size() > MOST_TREES) {
            throw NameFault.LOOP.because("more than " + MOST_TREES + " trees lie one in the other");
        }
        return seen.add(new Step(space, from));
    }

    /** Adds the names directly below the path; false when the path is not there. */
    boolean list(long space, String after, int most, NavigableSet<String> into) throws IOException {
        return list(space, 0, after, most, into) || path.isEmpty();
    }

    private boolean list(long space, int from, String after, int most, NavigableSet<String> into) throws IOException {
        if (!enters(space, from)) {
            return false;
        }
        Space here = book.space(space);
        String rest = path.substring(from);
        boolean there = here.at(rest).length > 0 || here.hasBelow(rest);
        here.children(rest, after, most, into);
        for (int end = path.length(); end >= 0; end = Paths.shorter(path, end, from)) {
            for (Binding binding : here.at(path.substring(from, end))) {
                long tree = book.shownBy(binding);
                if (tree != 0) {
                    chain.add(binding.id());
                    there |= list(tree, end, after, most, into);
                    chain.removeLast();
                }
            }
        }
        return there;
    }
}
