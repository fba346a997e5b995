package atoll.system.service;

import atoll.contract.name.NameBook;
import atoll.contract.name.NameEntry;
import atoll.contract.name.NameLedger;
import atoll.contract.name.NameSpace;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import atoll.system.OwnJars;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Name spaces for processes. Which path means what is decided by a server, {@code names}, which is a process that may be
 * killed like any other. Here is what it cannot do itself: a gate for each name space, which tells it whose it is, and the
 * ledger, which outlives it.
 */
public final class NameService {
    /** Names and copies that a name space may have, if not said. */
    public static final int ROOM = 1_000;

    private static final String NAMES = "atoll.server.names.NameServer";
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final int MISSES = 3;

    final Atoll atoll;
    final Ledger ledger = new Ledger();

    /** For looking, on threads of callers; and for changing, on threads of the server, which have all of their stacks. */
    final NameBook looks;

    final NameBook changes;

    private final Map<Endpoint<?>, NameView> views = new ConcurrentHashMap<>();

    /** Adds the server {@code names} to these services, before they are started. A call waits for it {@code patience} at most. */
    public NameService(Atoll atoll, Services services, Duration patience) {
        this(atoll, services, patience, new Program("names", List.of(OwnJars.ofClass(NAMES)), NAMES, List.of()));
    }

    /** With another program as server. */
    NameService(Atoll atoll, Services services, Duration patience, Program program) {
        // Their code runs on threads of processes, which may be at the ends of their stacks.
        Preload.beside(NameService.class);
        this.atoll = atoll;
        Endpoint<NameLedger> kept = atoll.endpoint("ledger of names", NameLedger.class);
        kept.serve(ledger);
        Endpoint<NameBook> book =
                atoll.endpoint("book of names", NameBook.class).patience(patience);
        Capability<NameBook> all = book.capability();
        looks = all.gate();
        changes = all.within(patience).gate();
        Grants grants = new Grants().use("ledger", kept.capability()).serve("book", book);
        services.add(new Service("names", program, grants).heartbeat(BEAT, BEAT, MISSES));
    }

    /** As the other, with a patience of ten seconds. */
    public NameService(Atoll atoll, Services services) {
        this(atoll, services, Duration.ofSeconds(10));
    }

    /**
     * An empty name space with room for so many names, copies of it included. Needs no server yet, so that services can be
     * described with it: {@code grants.use("names", view.capability())}.
     */
    public NameView space(int room) {
        return view(ledger.number(), room);
    }

    NameView view(long space, int room) {
        long id = ledger.number();
        NameView view = new NameView(this, new NameEntry.View(id, space, 0, id, room), null);
        ledger.add(view.entry);
        return view;
    }

    void add(NameView view, Endpoint<NameSpace> endpoint) {
        views.put(endpoint, view);
    }

    void remove(Endpoint<NameSpace> endpoint) {
        views.remove(endpoint);
    }

    /** The view that a gate is for; null when it is for none of these, closed or revoked. */
    @Nullable NameView viewOf(NameSpace gate) {
        Endpoint<?> endpoint = Endpoint.reachedBy(gate);
        return endpoint == null ? null : views.get(endpoint);
    }
}
