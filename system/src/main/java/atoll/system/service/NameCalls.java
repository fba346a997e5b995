package atoll.system.service;

import atoll.contract.AnyGate;
import atoll.contract.CallFailed;
import atoll.contract.name.NameFault;
import atoll.contract.name.NameSpace;
import atoll.contract.name.Place;
import java.atoll.Headroom;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Serves one view: passes calls on to the server of names, with whose they are, and gates as numbers. */
final class NameCalls implements NameSpace {
    /** So often is the server asked again when what it found is gone before it is fetched. */
    private static final int MOST_TRIES = 100;

    private final NameView view;
    private final NameService service;
    private final long id;

    NameCalls(NameView view) {
        this.view = view;
        this.service = view.service;
        this.id = view.entry.id();
    }

    interface Change {
        void of(long request, long what) throws IOException;
    }

    /** The change is done once, or not at all and the error says why. */
    static void change(NameService service, @Nullable AnyGate what, Change change) throws IOException {
        // For what comes last as well: a request that is not ended would stay.
        Headroom.need();
        Ledger.Request request = service.ledger.begin(what);
        try {
            change.of(request.number(), request.what());
        } catch (RuntimeException | Error e) {
            if (!service.ledger.end(request)) {
                if (e instanceof CallFailed failed) {
                    throw unavailable(failed);
                }
                throw e;
            }
        } finally {
            service.ledger.end(request);
        }
    }

    private static IOException unavailable(CallFailed why) {
        return NameFault.UNAVAILABLE.because(
                "nothing was done, for the server of names does not answer: " + why.getMessage());
    }

    private static void need(@Nullable Object argument, String what) throws IOException {
        if (argument == null) {
            throw NameFault.INVALID.because("no " + what);
        }
    }

    @Override
    public AnyGate find(String path) throws IOException {
        return inUnion(path, 0);
    }

    @Override
    public AnyGate inUnion(String path, int number) throws IOException {
        need(path, "path");
        try {
            for (int i = 0; i < MOST_TRIES; i++) {
                long[] chain = service.looks.find(id, path, number);
                AnyGate found = service.ledger.reach(view.entry.space(), path, chain);
                if (found != null) {
                    return found;
                }
            }
        } catch (CallFailed e) {
            throw unavailable(e);
        }
        throw NameFault.UNAVAILABLE.because("the server of names finds what is not there at " + path);
    }

    @Override
    public String covering(String path) throws IOException {
        need(path, "path");
        try {
            return service.looks.covering(id, path);
        } catch (CallFailed e) {
            throw unavailable(e);
        }
    }

    @Override
    public String[] list(String path, String after, int most) throws IOException {
        need(path, "path");
        need(after, "name to begin after");
        try {
            return service.looks.list(id, path, after, most);
        } catch (CallFailed e) {
            throw unavailable(e);
        }
    }

    @Override
    public void bind(String path, AnyGate what, Place place) throws IOException {
        need(path, "path");
        need(place, "place");
        need(what, "gate to bind");
        change(service, what, (request, gate) -> service.changes.bind(request, id, path, gate, 0, place));
    }

    @Override
    public void mount(String path, NameSpace tree, Place place) throws IOException {
        need(path, "path");
        need(place, "place");
        need(tree, "tree to mount");
        NameView shown = service.viewOf(tree);
        if (shown == null) {
            throw NameFault.INVALID.because("the tree is no name space of this service, or is closed or revoked");
        }
        long shows = shown.entry.id();
        change(service, (AnyGate) tree, (request, gate) -> service.changes.bind(request, id, path, gate, shows, place));
    }

    @Override
    public void unbind(String path, @Nullable AnyGate what) throws IOException {
        need(path, "path");
        change(service, what, (request, gate) -> service.changes.unbind(request, id, path, gate));
    }

    @Override
    public NameSpace copy() throws IOException {
        return view.child(true).space();
    }

    @Override
    public NameSpace empty() throws IOException {
        return view.child(false).space();
    }

    @Override
    public void close() throws IOException {
        view.close();
    }
}
