package atoll.tests.names;

import atoll.contract.name.NameFault;
import atoll.contract.name.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What name spaces are, as plainly as it can be said: paths are lists of names, all hits are gathered, nothing is quick. */
final class NameModel {
    /** {@code what}: any object that stands for a gate; {@code tree}: the view that it shows, or null. */
    record Bound(Object what, View tree, View by) {
        /** What it shows now, if anything. */
        Space shown() {
            return tree == null || tree.closed ? null : tree.space;
        }
    }

    static final class Space {
        final Map<List<String>, List<Bound>> bound = new HashMap<>();
    }

    static final class View {
        final Space space;
        final View root;
        final int room;
        final List<View> made = new ArrayList<>();
        boolean closed;

        View(Space space, View root, int room) {
            this.space = space;
            this.root = root == null ? this : root;
            this.room = room;
        }
    }

    private final List<View> views = new ArrayList<>();

    View open(Space space, int room) {
        View view = new View(space, null, room);
        views.add(view);
        return view;
    }

    static List<String> names(String path) {
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/"));
    }

    private int used(View family) {
        int used = 0;
        for (View view : views) {
            if (view.root == family.root) {
                used += view == view.root || view.closed ? 0 : 1;
                for (List<Bound> union : view.space.bound.values()) {
                    for (Bound bound : union) {
                        used += bound.by == view ? 1 : 0;
                    }
                }
            }
        }
        return used;
    }

    private static List<Bound> at(View view, String path) {
        return view.space.bound.getOrDefault(names(path), List.of());
    }

    NameFault bind(View view, String path, Object what, View tree, Place place) {
        List<Bound> there = at(view, path);
        Bound made = new Bound(what, tree, view);
        if (there.contains(made) && (place != Place.REPLACE || there.size() == 1)) {
            return null;
        }
        if (place == Place.NEW && !there.isEmpty()) {
            return NameFault.TAKEN;
        }
        if (place == Place.REPLACE && there.stream().anyMatch(b -> b.by != view)) {
            return NameFault.NOT_YOURS;
        }
        if (tree != null && within(tree.space, new HashSet<>()).contains(view.space)) {
            return NameFault.LOOP;
        }
        if (used(view) + 1 - (place == Place.REPLACE ? there.size() : 0) > view.root.room) {
            return NameFault.NO_ROOM;
        }
        List<Bound> next = new ArrayList<>(place == Place.REPLACE ? List.of() : there);
        next.add(place == Place.BEFORE ? 0 : next.size(), made);
        view.space.bound.put(names(path), next);
        return null;
    }

    /** The space and all that lie in it. */
    private static Set<Space> within(Space space, Set<Space> seen) {
        if (seen.add(space)) {
            for (List<Bound> union : space.bound.values()) {
                for (Bound bound : union) {
                    if (bound.shown() != null) {
                        within(bound.shown(), seen);
                    }
                }
            }
        }
        return seen;
    }

    NameFault unbind(View view, String path, Object what) {
        List<Bound> there = at(view, path);
        List<Bound> meant =
                there.stream().filter(b -> what == null || b.what.equals(what)).toList();
        List<Bound> mine = meant.stream().filter(b -> b.by == view).toList();
        if (mine.isEmpty()) {
            return meant.isEmpty() ? NameFault.NOT_FOUND : NameFault.NOT_YOURS;
        }
        keep(
                view.space,
                names(path),
                there.stream().filter(b -> !mine.contains(b)).toList());
        return null;
    }

    private static void keep(Space space, List<String> path, List<Bound> left) {
        if (left.isEmpty()) {
            space.bound.remove(path);
        } else {
            space.bound.put(path, left);
        }
    }

    /** Null when there is no room. */
    View make(View of, boolean copies) {
        int names =
                copies ? of.space.bound.values().stream().mapToInt(List::size).sum() : 0;
        if (used(of) + 1 + names > of.root.room) {
            return null;
        }
        View made = new View(new Space(), of.root, 0);
        if (copies) {
            of.space.bound.forEach((path, union) -> made.space.bound.put(
                    path,
                    union.stream().map(b -> new Bound(b.what, b.tree, made)).toList()));
        }
        views.add(made);
        of.made.add(made);
        return made;
    }

    NameFault close(View view) {
        view.made.forEach(this::close);
        view.closed = true;
        for (List<String> path : List.copyOf(view.space.bound.keySet())) {
            keep(
                    view.space,
                    path,
                    view.space.bound.get(path).stream()
                            .filter(b -> b.by != view)
                            .toList());
        }
        return null;
    }

    // -- looking

    private record Step(Space space, List<String> rest) {}

    /** All that is found at the path, in order. */
    static List<Object> find(Space space, String path) {
        List<Object> hits = new ArrayList<>();
        find(space, names(path), hits, new HashSet<>());
        return hits;
    }

    private static void find(Space space, List<String> rest, List<Object> hits, Set<Step> seen) {
        if (!seen.add(new Step(space, rest))) {
            return;
        }
        for (int length = rest.size(); length >= 0; length--) {
            for (Bound bound : space.bound.getOrDefault(rest.subList(0, length), List.of())) {
                if (length == rest.size()) {
                    hits.add(bound.what);
                } else if (bound.shown() != null) {
                    find(bound.shown(), rest.subList(length, rest.size()), hits, seen);
                }
            }
        }
    }

    /** Null when nothing covers it. */
    static String covering(Space space, String path) {
        List<String> names = names(path);
        for (int length = names.size(); length >= 0; length--) {
            String beginning = "/" + String.join("/", names.subList(0, length));
            if (!find(space, beginning).isEmpty()) {
                return beginning;
            }
        }
        return null;
    }

    /** Null when the path is not there. */
    static Set<String> list(Space space, String path) {
        Set<String> into = new TreeSet<>();
        boolean there = list(space, names(path), into, new LinkedHashSet<>());
        return there || path.equals("/") ? into : null;
    }

    private static boolean list(Space space, List<String> rest, Set<String> into, Set<Step> seen) {
        if (!seen.add(new Step(space, rest))) {
            return false;
        }
        boolean there = space.bound.containsKey(rest);
        for (List<String> path : space.bound.keySet()) {
            if (path.size() > rest.size() && path.subList(0, rest.size()).equals(rest)) {
                into.add(path.get(rest.size()));
                there = true;
            }
        }
        for (int length = rest.size(); length >= 0; length--) {
            for (Bound bound : space.bound.getOrDefault(rest.subList(0, length), List.of())) {
                if (bound.shown() != null) {
                    there |= list(bound.shown(), rest.subList(length, rest.size()), into, seen);
                }
            }
        }
        return there;
    }
}
