package atoll.system.service;

import atoll.contract.net.Net;
import atoll.contract.net.NetClients;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.SignalCounter;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A net server in the system: who its clients are, what each may do, and when their processes end. Name all clients, at most
 * 60, then start the server as a {@link #service} or by its {@link #program} and {@link #grants}, and give each client its
 * capability by {@link #let}.
 *
 * <p>One process at a time goes by the name of a client: when it ends, all sockets of that name are closed.
 */
public final class NetService {
    private static final String PROGRAM = "atoll.server.hostnet.HostNetServer";
    private static final int MOST_CLIENTS = 60;

    /** Longer than a supervisor takes to start the next server. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Client(NetRights rights, Endpoint<Net> endpoint, AtomicLong endings) {}

    private final Atoll atoll;
    private final Endpoint<NetClients> asked;
    private final SignalCounter signal;

    /** Not changed once the server is made. */
    private final Map<String, Client> clients = new LinkedHashMap<>();

    public NetService(Atoll atoll) {
        this.atoll = atoll;
        asked = atoll.endpoint("clients of the net", NetClients.class);
        asked.serve(this::endings);
        signal = atoll.notification("endings of clients of the net");
    }

    /** Before the server is made. {@link IllegalArgumentException} when the name is taken. */
    public NetService client(String name, NetRights rights) {
        NetRights.checkWord(name);
        if (clients.size() == MOST_CLIENTS) {
            throw new IllegalArgumentException("a net server has at most " + MOST_CLIENTS + " clients; start another");
        }
        Endpoint<Net> endpoint = atoll.endpoint("net of " + name, Net.class).patience(PATIENCE);
        if (clients.putIfAbsent(name, new Client(rights, endpoint, new AtomicLong())) != null) {
            throw new IllegalArgumentException("the name " + name + " is taken");
        }
        return this;
    }

    private long endings(@Nullable String name) {
        Client client = name == null ? null : clients.get(name);
        return client == null ? 0 : client.endings.get();
    }

    private Client known(String name) {
        Client client = clients.get(name);
        if (client == null) {
            throw new IllegalArgumentException("no client is named " + name + "; there are " + clients.keySet());
        }
        return client;
    }

    /** The server as a program. */
    public Program program() {
        List<String> arguments = new ArrayList<>();
        clients.forEach((name, client) -> arguments.add(client.rights.text(name)));
        return new Program("net", List.of(Services.place(PROGRAM)), PROGRAM, arguments);
    }

    /** What the server is given: the rights of all its clients together, and no others. */
    public Grants grants() {
        Grants grants = new Grants().use("clients", asked.capability()).await("endings", signal);
        clients.forEach((name, client) -> {
            client.rights.give(grants);
            grants.serve("net of " + name, client.endpoint);
        });
        return grants;
    }

    /** The server, to be kept running under that name. */
    public Service service(String name) {
        return new Service(name, program(), grants());
    }

    /** Gives the process with these grants the net of that client, as {@code net}. */
    public Grants let(String client, Grants process) {
        Client of = known(client);
        return process.use("net", of.endpoint.capability()).whenEnding(() -> ended(of));
    }

    /** For the host itself, or to give to others a part of it: then nobody closes what they leave open. */
    public Capability<Net> capability(String client) {
        return known(client).endpoint.capability();
    }

    /** A process of the client ends, and whoever waits in the server for it is to be let go. */
    private void ended(Client client) {
        client.endings.incrementAndGet();
        signal.signal(1);
    }
}
