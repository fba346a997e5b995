package atoll.system.service;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The clients of one server, by name, and what the service keeps of each. Named before the server is made. */
final class Clients<C> {
    private static final int MOST = 60;

    private final String server;
    private final Map<String, C> all = Collections.synchronizedMap(new LinkedHashMap<>());

    /** {@code server}: what it is, for messages. */
    Clients(String server) {
        this.server = server;
    }

    void add(String name, C client) {
        if (all.size() == MOST) {
            throw new IllegalArgumentException(server + " has at most " + MOST + " clients; start another");
        }
        if (all.putIfAbsent(name, client) != null) {
            throw new IllegalArgumentException("the name " + name + " is taken");
        }
    }

    boolean has(String name) {
        return all.containsKey(name);
    }

    void remove(String name) {
        all.remove(name);
    }

    C known(String name) {
        C client = all.get(name);
        if (client == null) {
            throw new IllegalArgumentException("no client is named " + name + "; there are " + all.keySet());
        }
        return client;
    }

    void forEach(BiConsumer<String, C> does) {
        all.forEach(does);
    }
}
