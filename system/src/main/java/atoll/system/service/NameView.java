package atoll.system.service;

import atoll.contract.name.NameEntry;
import atoll.contract.name.NameFault;
import atoll.contract.name.NameSpace;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import java.atoll.Headroom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A capability for a name space, as one process or several have it: what is bound through it is its own, and uses its room.
 * Several views may show one name space.
 */
public final class NameView implements AutoCloseable {
    final NameService service;
    final NameEntry.View entry;

    private final Endpoint<NameSpace> endpoint;
    private final Capability<NameSpace> all;
    private final Capability<NameSpace> given;

    /** The one that this was made of by a process; null when it was made by the host. */
    private final @Nullable NameView parent;

    /** Those that processes made of it, which end with it. Guarded by this. */
    private final List<NameView> children = new ArrayList<>();

    /** Written under this. */
    private volatile boolean closed;

    NameView(NameService service, NameEntry.View entry, @Nullable NameView parent) {
        this.service = service;
        this.entry = entry;
        this.parent = parent;
        endpoint = service.atoll.endpoint("name space " + entry.id(), NameSpace.class);
        endpoint.serve(new NameCalls(this));
        all = endpoint.capability();
        given = all.with(Set.of("bind"));
        service.add(this, endpoint);
    }

    /** For a process, as {@code names} among its grants: to look and to bind. */
    public Capability<NameSpace> capability() {
        return given;
    }

    /** For the host's own use. */
    public NameSpace space() {
        return all.gate();
    }

    /** Another view of the same name space, with room of its own. What is bound through one the other sees, and does not unbind. */
    public NameView share(int room) {
        return service.view(entry.space(), room);
    }

    /** A name space that has now what this one has, with room of its own, and from then on goes its own way. */
    public NameView copy(int room) throws IOException {
        long id = service.ledger.number();
        return made(new NameEntry.View(id, service.ledger.number(), 0, id, room), true, null);
    }

    /** As a process asks for it: of this one's room, and it ends with this one. */
    NameView child(boolean copies) throws IOException {
        NameEntry.View made =
                new NameEntry.View(service.ledger.number(), service.ledger.number(), entry.id(), entry.family(), 0);
        return made(made, copies, this);
    }

    private NameView made(NameEntry.View made, boolean copies, @Nullable NameView of) throws IOException {
        Headroom.need();
        NameView view = new NameView(service, made, of);
        boolean opened = false;
        try {
            if (of != null && !of.adopts(view)) {
                throw NameFault.GONE.because("this name space is closed");
            }
            NameCalls.change(service, null, (request, what) -> service.changes.open(request, entry.id(), made, copies));
            opened = true;
            return view;
        } finally {
            if (!opened) {
                view.forget();
            }
        }
    }

    private synchronized boolean adopts(NameView child) {
        return !closed && children.add(child);
    }

    private void forget() {
        service.remove(endpoint);
        if (parent != null) {
            synchronized (parent) {
                parent.children.remove(this);
            }
        }
    }

    /**
     * Ends the capability, and takes away what was bound through it and through those that processes made of it: all of it, or
     * nothing and {@code IOException}, as other changes. {@code capability().revoke()} is what always works at once.
     */
    @Override
    public void close() throws IOException {
        Headroom.need();
        if (!closed) {
            NameCalls.change(service, null, (request, what) -> service.changes.close(request, entry.id()));
            end();
        }
    }

    private void end() {
        List<NameView> made;
        synchronized (this) {
            closed = true;
            made = List.copyOf(children);
        }
        all.revoke();
        for (NameView child : made) {
            child.end();
        }
        forget();
    }
}
