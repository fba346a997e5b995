package atoll.server.names;

import atoll.contract.name.NameEntry.Binding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;

/** What one name space holds at one moment; never changed. */
final class Space {
    static final Space EMPTY = new Space(new String[0], new Binding[0][]);

    private static final Binding[] NONE = {};

    /** Sorted. */
    private final String[] paths;

    /** What is bound at each, in the order in which it is found. */
    private final Binding[][] bound;

    private Space(String[] paths, Binding[][] bound) {
        this.paths = paths;
        this.bound = bound;
    }

    static Space of(Collection<Binding> all) {
        List<Binding> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(Binding::path)
                .thenComparingLong(Binding::rank)
                .thenComparingLong(Binding::id));
        List<String> paths = new ArrayList<>();
        List<Binding[]> bound = new ArrayList<>();
        for (int i = 0; i < sorted.size(); ) {
            int end = i + 1;
            while (end < sorted.size()
                    && sorted.get(end).path().equals(sorted.get(i).path())) {
                end++;
            }
            paths.add(sorted.get(i).path());
            bound.add(sorted.subList(i, end).toArray(NONE));
            i = end;
        }
        return new Space(paths.toArray(new String[0]), bound.toArray(new Binding[0][]));
    }

    /** The array is not to be changed. */
    Binding[] at(String path) {
        int i = Arrays.binarySearch(paths, path);
        return i < 0 ? NONE : bound[i];
    }

    boolean isEmpty() {
        return paths.length == 0;
    }

    List<Binding> all() {
        List<Binding> all = new ArrayList<>();
        for (Binding[] union : bound) {
            all.addAll(Arrays.asList(union));
        }
        return all;
    }

    /** The one with a new path is quick; everything else is sorted anew. */
    Space with(List<Binding> put, Set<Binding> dropped) {
        if (dropped.isEmpty() && put.size() == 1) {
            int i = Arrays.binarySearch(paths, put.getFirst().path());
            if (i < 0) {
                return new Space(
                        inserted(paths, -i - 1, put.getFirst().path()),
                        inserted(bound, -i - 1, new Binding[] {put.getFirst()}));
            }
        }
        List<Binding> all = all();
        all.removeIf(dropped::contains);
        all.addAll(put);
        return of(all);
    }

    private static <T> T[] inserted(T[] array, int at, T value) {
        T[] longer = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, at, longer, at + 1, array.length - at);
        longer[at] = value;
        return longer;
    }

    boolean hasBelow(String path) {
        String prefix = path + "/";
        int i = from(prefix);
        return i < paths.length && paths[i].startsWith(prefix);
    }

    /** Adds the names directly below {@code path} after {@code after}; of all that are in {@code into} the first {@code most} stay. */
    void children(String path, String after, int most, NavigableSet<String> into) {
        String prefix = path + "/";
        for (int i = from(prefix + after); i < paths.length && paths[i].startsWith(prefix); i++) {
            int slash = paths[i].indexOf('/', prefix.length());
            String name = paths[i].substring(prefix.length(), slash < 0 ? paths[i].length() : slash);
            if (name.compareTo(after) > 0 && into.add(name) && into.size() > most) {
                into.pollLast();
            }
        }
    }

    /** The first path that is not below {@code path} in order. */
    private int from(String path) {
        int i = Arrays.binarySearch(paths, path);
        return i < 0 ? -i - 1 : i;
    }
}
