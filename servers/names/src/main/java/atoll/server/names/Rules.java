package atoll.server.names;

import atoll.contract.name.NameEntry;
import atoll.contract.name.NameEntry.Binding;
import atoll.contract.name.NameEntry.View;
import atoll.contract.name.NameFault;
import atoll.contract.name.Place;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** What a caller's wish changes in a book, or why it is refused. Changes nothing itself. */
final class Rules {
    private final Book book;
    private final LongSupplier ids;

    /** {@code ids} gives a new one each time. */
    Rules(Book book, LongSupplier ids) {
        this.book = book;
        this.ids = ids;
    }

    /** {@code path} as it is kept, here and below; {@code tree} 0 for what is none. */
    Change bind(View view, String path, long what, long tree, Place place) throws IOException {
        if (path.isEmpty() && tree == 0) {
            throw NameFault.INVALID.because("only a tree is bound at /");
        }
        Binding[] there = book.space(view.space()).at(path);
        boolean replaces = place == Place.REPLACE;
        for (Binding binding : there) {
            boolean same = binding.view() == view.id() && binding.what() == what && binding.tree() == tree;
            if (same && (!replaces || there.length == 1)) {
                return Change.NONE;
            }
        }
        if (place == Place.NEW && there.length > 0) {
            throw NameFault.TAKEN.because(Paths.shown(path));
        }
        for (Binding binding : there) {
            if (replaces && binding.view() != view.id()) {
                throw notYours(path);
            }
        }
        View shown = book.view(tree);
        if (shown != null && reaches(shown.space(), view.space())) {
            throw NameFault.LOOP.because("the tree would lie in itself at " + Paths.shown(path));
        }
        needRoom(view, 1 - (replaces ? there.length : 0));
        Binding made = new Binding(ids.getAsLong(), view.space(), view.id(), path, rank(there, place), what, tree);
        return new Change(List.of(made), replaces ? List.<NameEntry>of(there) : List.of());
    }

    private static long rank(Binding[] there, Place place) {
        if (there.length == 0 || place == Place.REPLACE) {
            return 0;
        }
        return place == Place.BEFORE ? there[0].rank() - 1 : there[there.length - 1].rank() + 1;
    }

    private boolean reaches(long from, long wanted) {
        Deque<Long> open = new ArrayDeque<>(List.of(from));
        Set<Long> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            long space = open.remove();
            if (space == wanted) {
                return true;
            }
            for (Binding binding : book.space(space).all()) {
                long tree = book.shownBy(binding);
                if (tree != 0 && seen.add(tree)) {
                    open.add(tree);
                }
            }
        }
        return false;
    }

    private void needRoom(View view, int more) throws IOException {
        int room = book.room(view);
        if (more > room) {
            throw NameFault.NO_ROOM.because(
                    more == 1
                            ? "all names and copies that this name space may have are there"
                            : "there is room for " + room + " more names and copies, not for " + more);
        }
    }

    Change unbind(View view, String path, long what) throws IOException {
        Binding[] there = book.space(view.space()).at(path);
        List<NameEntry> dropped = new ArrayList<>();
        boolean others = false;
        for (Binding binding : there) {
            if (what == 0 || binding.what() == what) {
                if (binding.view() == view.id()) {
                    dropped.add(binding);
                } else {
                    others = true;
                }
            }
        }
        if (dropped.isEmpty()) {
            throw others ? notYours(path) : NameFault.NOT_FOUND.because(Paths.shown(path));
        }
        return new Change(List.of(), dropped);
    }

    private static IOException notYours(String path) {
        return NameFault.NOT_YOURS.because("bound through another capability: " + Paths.shown(path));
    }

    /** {@code made} is to show a space of its own, with what {@code from} shows if it {@code copies}. */
    Change open(View from, View made, boolean copies) throws IOException {
        List<NameEntry> put = new ArrayList<>();
        put.add(made);
        if (copies) {
            for (Binding b : book.space(from.space()).all()) {
                put.add(new Binding(ids.getAsLong(), made.space(), made.id(), b.path(), b.rank(), b.what(), b.tree()));
            }
        }
        int names = put.size() - 1;
        if (made.family() != made.id()) {
            needRoom(from, names + 1);
        } else if (names > made.room()) {
            throw NameFault.NO_ROOM.because("a copy of " + names + " names is to have room for " + made.room());
        }
        return new Change(put, List.of());
    }

    Change close(View view) {
        List<View> ended = new ArrayList<>(List.of(view));
        for (int i = 0; i < ended.size(); i++) {
            for (View other : book.views()) {
                if (other.parent() == ended.get(i).id()) {
                    ended.add(other);
                }
            }
        }
        List<NameEntry> dropped = new ArrayList<>();
        for (View one : ended) {
            for (Binding binding : book.space(one.space()).all()) {
                if (binding.view() == one.id()) {
                    dropped.add(binding);
                }
            }
        }
        dropped.addAll(ended);
        return new Change(List.of(), dropped);
    }
}
