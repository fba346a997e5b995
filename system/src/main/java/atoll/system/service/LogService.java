package atoll.system.service;

import atoll.contract.file.FileTree;
import atoll.contract.log.Log;
import atoll.contract.log.LogNumbers;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.SignalCounter;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import atoll.system.OwnJars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A log in the system: who its clients are and where it is kept. Name all clients, at most 60, then add the {@link #service} to
 * the services, and give each client its capability by {@link #let}.
 */
public final class LogService {
    /** Characters that the log keeps of each client in memory, if not said. */
    public static final int ROOM = 1 << 18;

    private static final String PROGRAM = "atoll.server.log.LogServer";

    /** What the log says itself is under this name. */
    private static final String SELF = "log";

    /** A file server that hangs holds up who appends so long. */
    private static final Duration FILE_DEADLINE = Duration.ofSeconds(5);

    /** A record may be written to the file in some ten calls. */
    private static final int FILE_CALLS = 10;

    private record Client(Endpoint<Log> endpoint, @Nullable SignalCounter news) {}

    private final Atoll atoll;
    private final Services services;
    private final Duration patience;

    private final Clients<Client> clients = new Clients<>("a log");

    private int room = ROOM;
    private @Nullable Capability<FileTree> folder;
    private long fileBytes;

    /** A call waits for the server {@code patience} at most. */
    public LogService(Atoll atoll, Services services, Duration patience) {
        this.atoll = atoll;
        this.services = services;
        this.patience = patience;
    }

    /** As the other, with a patience of ten seconds. */
    public LogService(Atoll atoll, Services services) {
        this(atoll, services, Duration.ofSeconds(10));
    }

    /** Characters that are kept of each client in memory. Before the server is made. */
    public LogService room(int characters) {
        room = characters;
        return this;
    }

    /**
     * Also kept in that folder, in the files {@code log} and {@code log.old}, each of so many bytes at most. Nobody else should
     * write them. Before the server is made.
     */
    public LogService file(Capability<FileTree> root, long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a file of " + bytes + " bytes");
        }
        folder = root.within(FILE_DEADLINE);
        fileBytes = bytes;
        return this;
    }

    /** It may append. Before the server is made. {@link IllegalArgumentException} when the name is taken. */
    public LogService client(String name) {
        return add(name, null);
    }

    /** It may append, and read what all have appended. Before the server is made. */
    public LogService reader(String name) {
        return add(name, atoll.notification("news for " + name));
    }

    private LogService add(String name, @Nullable SignalCounter news) {
        if (name.equals(SELF)) {
            throw new IllegalArgumentException("the name " + name + " is taken");
        }
        Endpoint<Log> endpoint =
                atoll.endpoint("log of " + ClientName.checked(name), Log.class).patience(patience);
        clients.add(name, new Client(endpoint, news));
        return this;
    }

    /** It is no client from the next server on. */
    public LogService without(String name) {
        clients.remove(name);
        return this;
    }

    /** What a client that reads waits for. */
    public SignalCounter news(String client) {
        SignalCounter news = clients.known(client).news;
        if (news == null) {
            throw new IllegalArgumentException(client + " does not read the log");
        }
        return news;
    }

    /** The server, to be kept running under that name; how far it has counted is kept under that name as well. */
    public Service service(String name) {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(room), Long.toString(fileBytes)));
        Grants grants = new Grants().use("numbers", services.store(name, LogNumbers.class));
        if (folder != null) {
            grants.use("files", folder);
        }
        clients.forEach((client, of) -> {
            arguments.add(of.news == null ? client : client + "+");
            grants.serve("log of " + client, of.endpoint);
            if (of.news != null) {
                grants.signal("news of " + client, of.news);
            }
        });
        return new Service(name, new Program(name, List.of(OwnJars.ofClass(PROGRAM)), PROGRAM, arguments), grants);
    }

    /**
     * Gives the process with these grants the log of that client, as {@code log}; and, if it reads, a notification that there are
     * new records, as {@code log news}.
     */
    public Grants let(String client, Grants process) {
        Client of = clients.known(client);
        if (of.news != null) {
            process.await("log news", of.news);
        }
        return process.use("log", capability(client));
    }

    /** For the host itself, or to give to others a part of it. */
    public Capability<Log> capability(String client) {
        Client of = clients.known(client);
        Duration deadline = patience.plus(FILE_DEADLINE.multipliedBy(FILE_CALLS));
        // With a deadline calls run on threads of the server: no caller can have one end where its stack does.
        return of.endpoint
                .capability()
                .with(of.news == null ? Set.of("append") : Set.of("append", "read"))
                .within(deadline);
    }
}
