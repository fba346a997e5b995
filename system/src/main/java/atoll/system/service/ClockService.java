package atoll.system.service;

import atoll.contract.clock.ArmedTimers;
import atoll.contract.clock.Clock;
import atoll.contract.clock.ClockOffset;
import atoll.contract.clock.Timers;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.SignalCounter;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import atoll.system.OwnJars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A clock in the system: who has timers, and when their processes end. Name all clients, at most 60, then add the {@link #service}
 * to the services, and give each client its capabilities by {@link #let}. Who needs the time alone is given {@link #clock}.
 *
 * <p>One process at a time goes by the name of a client: when it ends, all timers of that name are dropped.
 */
public final class ClockService {
    private static final String PROGRAM = "atoll.server.clock.ClockServer";

    private record Client(Endpoint<Timers> timers, Map<String, SignalCounter> bells) {}

    private final Atoll atoll;
    private final Services services;
    private final Duration patience;
    private final Endpoint<Clock> clock;
    private final Endings endings;
    private final Clients<Client> clients = new Clients<>("a clock");

    /** A call waits for the server {@code patience} at most. */
    public ClockService(Atoll atoll, Services services, Duration patience) {
        this.atoll = atoll;
        this.services = services;
        this.patience = patience;
        clock = atoll.endpoint("clock", Clock.class).patience(patience);
        endings = new Endings(atoll, "the clock");
    }

    /** As the other, with a patience of ten seconds. */
    public ClockService(Atoll atoll, Services services) {
        this(atoll, services, Duration.ofSeconds(10));
    }

    /** A client with these bells, each with a timer. Before the server is made. {@link IllegalArgumentException} when a name is taken. */
    public ClockService client(String name, String... bells) {
        Map<String, SignalCounter> counters = new LinkedHashMap<>();
        for (String bell : bells) {
            String known = ClientName.checked(bell);
            if (counters.putIfAbsent(known, atoll.notification("bell " + known + " of " + name)) != null) {
                throw new IllegalArgumentException("the name " + known + " is taken");
            }
        }
        Endpoint<Timers> timers = atoll.endpoint("timers of " + ClientName.checked(name), Timers.class)
                .patience(patience);
        clients.add(name, new Client(timers, counters));
        endings.add(name);
        return this;
    }

    /** It is no client from the next server on. */
    public ClockService without(String name) {
        clients.remove(name);
        endings.remove(name);
        return this;
    }

    /** The server, to be kept running under that name; its timers and its offset are kept under that name as well. */
    public Service service(String name) {
        List<String> arguments = new ArrayList<>();
        Grants grants = endings.give(new Grants())
                .use("armed", services.store(name + " timers", ArmedTimers.class))
                .use("offset", services.store(name + " offset", ClockOffset.class))
                .serve("clock", clock);
        clients.forEach((client, of) -> {
            arguments.add(client + "=" + String.join(",", of.bells.keySet()));
            grants.serve("timers of " + client, of.timers);
            of.bells.forEach((bell, counter) -> grants.signal("bell of " + client + "/" + bell, counter));
        });
        return new Service(name, new Program(name, List.of(OwnJars.ofClass(PROGRAM)), PROGRAM, arguments), grants);
    }

    /** Gives the process with these grants {@code clock}, {@code timers}, and the client's bells as notifications under their names. */
    public Grants let(String client, Grants process) {
        Client of = clients.known(client);
        of.bells.forEach(process::await);
        return process.use("clock", clock.capability().with(Set.of()))
                .use("timers", of.timers.capability())
                .whenEnding(() -> ended(client, of));
    }

    /** Gives the process with these grants the client's timers under that name, and its bells as notifications under theirs. */
    public Grants letTimers(String client, String as, Grants process) {
        Client of = clients.known(client);
        of.bells.forEach(process::await);
        return process.use(as, of.timers.capability()).whenEnding(() -> ended(client, of));
    }

    /** The clock, and the right to set it; without that: {@code clock().with(Set.of())}. */
    public Capability<Clock> clock() {
        return clock.capability();
    }

    /** For the host itself, or to give to others a part of it. */
    public Capability<Timers> timers(String client) {
        return clients.known(client).timers.capability();
    }

    /** What a bell signals, for the host itself. */
    public SignalCounter bell(String client, String bell) {
        SignalCounter counter = clients.known(client).bells.get(bell);
        if (counter == null) {
            throw new IllegalArgumentException("no bell of " + client + " is named " + bell);
        }
        return counter;
    }

    /** A process of the client ends. */
    private void ended(String name, Client client) {
        endings.ended(name);
        // What rang for it is not for the next.
        client.bells.values().forEach(SignalCounter::poll);
    }
}
