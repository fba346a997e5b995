package atoll.server.names;

import atoll.contract.name.NameBook;
import atoll.contract.name.NameEntry;
import atoll.contract.name.NameEntry.View;
import atoll.contract.name.NameFault;
import atoll.contract.name.NameLedger;
import atoll.contract.name.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Serves the book. Look-ups take the book as it is, without a lock, on the threads of callers, whose stacks may end anywhere:
 * that harms nobody, for nothing is changed. A change is thought out first, then written to the ledger in one call, and then
 * shown by one store.
 */
final class Desk implements NameBook {
    private static final int PAGE = 1_000;

    /** Ids of bindings begin with the number of the server, so that no two servers give the same. */
    private static final int SERVER_SHIFT = 32;

    private final NameLedger ledger;
    private final long taken;

    /** Requests that a server before this one has done. */
    private final Set<Long> done = new HashSet<>();

    /** Written under this. */
    private volatile Book book;

    // Guarded by this.
    private long numbers;

    /** With what the ledger holds. */
    Desk(NameLedger ledger) {
        this.ledger = ledger;
        taken = ledger.take();
        List<NameEntry> views = new ArrayList<>();
        List<NameEntry> bindings = new ArrayList<>();
        NameEntry[] page;
        long last = 0;
        do {
            page = ledger.entries(taken, last, PAGE);
            for (NameEntry entry : page) {
                (entry instanceof View ? views : bindings).add(entry);
                last = entry.id();
            }
        } while (page.length == PAGE);
        views.addAll(bindings);
        book = Book.EMPTY.with(new Change(views, List.of()));
        for (long request : ledger.done(taken)) {
            done.add(request);
        }
    }

    // -- looking

    @Override
    public long[] find(long view, String path, int number) throws IOException {
        Book now = bookWith(view);
        if (number < 0) {
            throw NameFault.INVALID.because("number " + number);
        }
        long[] ids = new Search(now, Paths.kept(path)).find(view(now, view).space(), number);
        if (ids == null) {
            throw NameFault.NOT_FOUND.because(path);
        }
        return ids;
    }

    @Override
    public String covering(long view, String path) throws IOException {
        Book now = bookWith(view);
        String kept = Paths.kept(path);
        for (int end = kept.length(); end >= 0; end = Paths.shorter(kept, end, 0)) {
            String beginning = kept.substring(0, end);
            if (new Search(now, beginning).find(view(now, view).space(), 0) != null) {
                return Paths.shown(beginning);
            }
        }
        throw NameFault.NOT_FOUND.because(path);
    }

    @Override
    public String[] list(long view, String path, String after, int most) throws IOException {
        Book now = bookWith(view);
        if (most <= 0) {
            throw NameFault.INVALID.because("at most " + most + " names");
        }
        TreeSet<String> names = new TreeSet<>();
        if (!new Search(now, Paths.kept(path)).list(view(now, view).space(), after, most, names)) {
            throw NameFault.NOT_FOUND.because(path);
        }
        return names.toArray(new String[0]);
    }

    /** A view that the system has made since is in the ledger, and not in the book. */
    private Book bookWith(long view) throws IOException {
        Book now = book;
        return now.view(view) == null ? adopt(view) : now;
    }

    private synchronized Book adopt(long id) throws IOException {
        if (book.view(id) == null) {
            NameEntry[] found = ledger.entries(taken, id - 1, 1);
            if (found.length == 0 || !(found[0] instanceof View view) || view.id() != id) {
                throw NameFault.GONE.because("this name space is closed");
            }
            book = book.with(new Change(List.of(view), List.of()));
        }
        return book;
    }

    private static View view(Book now, long id) throws IOException {
        View view = now.view(id);
        if (view == null) {
            throw NameFault.GONE.because("this name space is closed");
        }
        return view;
    }

    // -- changing

    private interface Wish {
        Change in(View view, Rules rules) throws IOException;
    }

    @Override
    public void bind(long request, long view, String path, long what, long tree, Place place) throws IOException {
        String kept = Paths.kept(path);
        if (tree != 0) {
            bookWith(tree);
        }
        change(request, view, (from, rules) -> rules.bind(from, kept, what, tree, place));
    }

    @Override
    public void unbind(long request, long view, String path, long what) throws IOException {
        String kept = Paths.kept(path);
        change(request, view, (from, rules) -> rules.unbind(from, kept, what));
    }

    @Override
    public void open(long request, long from, View made, boolean copies) throws IOException {
        change(request, from, (view, rules) -> rules.open(view, made, copies));
    }

    @Override
    public void close(long request, long view) throws IOException {
        change(request, view, (from, rules) -> rules.close(from));
    }

    private synchronized void change(long request, long view, Wish wish) throws IOException {
        if (done.contains(request)) {
            return;
        }
        Book now = bookWith(view);
        Change change = wish.in(view(now, view), new Rules(now, this::number));
        if (change.isEmpty()) {
            return;
        }
        Book next = now.with(change);
        if (!write(request, change)) {
            throw NameFault.UNAVAILABLE.because("nobody waits for this request");
        }
        book = next;
    }

    private synchronized long number() {
        return (taken << SERVER_SHIFT) + ++numbers;
    }

    private boolean write(long request, Change change) {
        try {
            return ledger.change(taken, request, change.puts(), change.drops());
        } catch (RuntimeException | Error e) {
            // It may be written or not: the next server reads what is.
            Runtime.getRuntime().halt(1);
            throw e;
        }
    }
}
