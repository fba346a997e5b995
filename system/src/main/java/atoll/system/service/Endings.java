package atoll.system.service;

import atoll.contract.process.ClientEndings;
import atoll.kernel.Endpoint;
import atoll.kernel.SignalCounter;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How often processes of each client of a server have ended: the server asks when it is signalled. */
final class Endings {
    private final Endpoint<ClientEndings> asked;
    private final SignalCounter signal;

    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    /** {@code server}: what it is, for messages. */
    Endings(Atoll atoll, String server) {
        asked = atoll.endpoint("clients of " + server, ClientEndings.class);
        asked.serve(this::count);
        signal = atoll.notification("endings of clients of " + server);
    }

    private long count(@Nullable String client) {
        AtomicLong count = client == null ? null : counts.get(client);
        return count == null ? 0 : count.get();
    }

    /** Before the server is made. */
    void add(String client) {
        counts.put(client, new AtomicLong());
    }

    void remove(String client) {
        counts.remove(client);
    }

    /** Gives them to the server with these grants. */
    Grants give(Grants server) {
        return server.use("clients", asked.capability()).await("endings", signal);
    }

    /** A process of the client ends. */
    void ended(String client) {
        AtomicLong count = counts.get(client);
        if (count != null) {
            count.incrementAndGet();
        }
        signal.signal(1);
    }
}
