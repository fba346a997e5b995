package atoll.system.service;

import atoll.contract.net.Net;
import atoll.contract.net.Sockets;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import atoll.system.OwnJars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A net server in the system: who its clients are, what each may do, and when their processes end. Name all clients, at most
 * 60, then start the server as a {@link #service} or by its {@link #program} and {@link #grants}, and give each client its
 * capability by {@link #let}.
 *
 * <p>One process at a time goes by the name of a client: when it ends, all sockets of that name are closed.
 */
public final class NetService {
    private static final String PROGRAM = "atoll.server.hostnet.HostNetServer";

    /** Longer than a supervisor takes to start the next server. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Client(NetRights rights, Endpoint<Net> endpoint, Endpoint<Sockets> sockets) {}

    private final Atoll atoll;
    private final Endings endings;
    private final Clients<Client> clients = new Clients<>("a net server");

    public NetService(Atoll atoll) {
        this.atoll = atoll;
        endings = new Endings(atoll, "the net");
    }

    /** Before the server is made. {@link IllegalArgumentException} when the name is taken. */
    public NetService client(String name, NetRights rights) {
        NetRights.checkWord(name);
        Endpoint<Net> endpoint = atoll.endpoint("net of " + name, Net.class).patience(PATIENCE);
        Endpoint<Sockets> sockets =
                atoll.endpoint("sockets of " + name, Sockets.class).patience(PATIENCE);
        clients.add(name, new Client(rights, endpoint, sockets));
        endings.add(name);
        return this;
    }

    /** It is no client from the next server on. */
    public NetService without(String name) {
        clients.remove(name);
        endings.remove(name);
        return this;
    }

    /** The server as a program. */
    public Program program() {
        List<String> arguments = new ArrayList<>();
        clients.forEach((name, client) -> arguments.add(client.rights.text(name)));
        return new Program("net", List.of(OwnJars.ofClass(PROGRAM)), PROGRAM, arguments);
    }

    /** What the server is given: the rights of all its clients together, and no others. */
    public Grants grants() {
        Grants grants = endings.give(new Grants());
        clients.forEach((name, client) -> {
            client.rights.give(grants);
            grants.serve("net of " + name, client.endpoint);
            grants.serve("sockets of " + name, client.sockets);
        });
        return grants;
    }

    /** The server, to be kept running under that name. */
    public Service service(String name) {
        return new Service(name, program(), grants());
    }

    /** Gives the process with these grants the net of that client, as {@code net}. */
    public Grants let(String client, Grants process) {
        return let(client, "net", capability(client), process);
    }

    /** As {@link #let(String, Grants)}, under that name, and what it has may be a part of the client's capability. */
    public Grants let(String client, String as, Capability<Net> has, Grants process) {
        // Its end is told to whoever waits in the server for it, and is to be let go.
        return process.use(as, has).whenEnding(() -> endings.ended(client));
    }

    /**
     * Gives the process with these grants that client's rights for its own sockets, those of {@code java.net} and
     * {@code java.nio}: the server says where they go, and whatever it says, they go nowhere beyond. They are the process's: they
     * do not count among the client's, and any number of processes may go by its name here.
     */
    public Grants sockets(String client, Grants process) {
        Client known = clients.known(client);
        known.rights.give(process);
        return process.sockets(known.sockets.capability());
    }

    /** For the host itself, or to give to others a part of it: then nobody closes what they leave open. */
    public Capability<Net> capability(String client) {
        return clients.known(client).endpoint.capability();
    }
}
