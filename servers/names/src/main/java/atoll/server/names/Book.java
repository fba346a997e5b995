package atoll.server.names;

import atoll.contract.name.NameEntry;
import atoll.contract.name.NameEntry.Binding;
import atoll.contract.name.NameEntry.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All name spaces at one moment; never changed, so who looks needs no lock and sees no half change. The next moment shares
 * with it the spaces that did not change.
 */
final class Book {
    static final Book EMPTY = new Book(new HashMap<>(), new HashMap<>(), new HashMap<>());

    private final Map<Long, View> views;
    private final Map<Long, Space> spaces;

    /** Names and copies of each family. */
    private final Map<Long, Integer> used;

    private Book(Map<Long, View> views, Map<Long, Space> spaces, Map<Long, Integer> used) {
        this.views = views;
        this.spaces = spaces;
        this.used = used;
    }

    @Nullable View view(long id) {
        return views.get(id);
    }

    Collection<View> views() {
        return views.values();
    }

    Space space(long id) {
        return spaces.getOrDefault(id, Space.EMPTY);
    }

    /** The space that a tree shows; 0 for what is no tree, and when the view is closed. */
    long shownBy(Binding binding) {
        View shown = views.get(binding.tree());
        return shown == null ? 0 : shown.space();
    }

    /** How many more names and copies the family of the view may have. */
    int room(View view) {
        View root = views.get(view.family());
        return root == null ? 0 : root.room() - used.getOrDefault(view.family(), 0);
    }

    Book with(Change change) {
        Map<Long, View> nextViews = new HashMap<>(views);
        Map<Long, Integer> nextUsed = new HashMap<>(used);
        Map<Long, List<Binding>> puts = new HashMap<>();
        Map<Long, Set<Binding>> drops = new HashMap<>();
        for (NameEntry entry : change.put()) {
            if (entry instanceof View view) {
                nextViews.put(view.id(), view);
            } else if (entry instanceof Binding binding) {
                puts.computeIfAbsent(binding.space(), space -> new ArrayList<>())
                        .add(binding);
            }
            count(entry, nextViews, nextUsed, 1);
        }
        for (NameEntry entry : change.dropped()) {
            count(entry, nextViews, nextUsed, -1);
            if (entry instanceof View view) {
                nextViews.remove(view.id());
            } else if (entry instanceof Binding binding) {
                drops.computeIfAbsent(binding.space(), space -> new HashSet<>()).add(binding);
            }
        }
        Map<Long, Space> nextSpaces = new HashMap<>(spaces);
        Set<Long> touched = new HashSet<>(puts.keySet());
        touched.addAll(drops.keySet());
        for (long id : touched) {
            Space next = space(id).with(puts.getOrDefault(id, List.of()), drops.getOrDefault(id, Set.of()));
            if (next.isEmpty()) {
                nextSpaces.remove(id);
            } else {
                nextSpaces.put(id, next);
            }
        }
        return new Book(nextViews, nextSpaces, nextUsed);
    }

    private static void count(NameEntry entry, Map<Long, View> views, Map<Long, Integer> used, int by) {
        View view = views.get(entry instanceof Binding binding ? binding.view() : entry.id());
        boolean counts = entry instanceof Binding || view != null && view.family() != view.id();
        if (view != null && counts && used.merge(view.family(), by, Integer::sum) == 0) {
            used.remove(view.family());
        }
    }
}
