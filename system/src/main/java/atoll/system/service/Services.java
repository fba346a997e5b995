package atoll.system.service;

import atoll.contract.process.Children;
import atoll.contract.process.Event;
import atoll.contract.process.Events;
import atoll.contract.process.Health;
import atoll.contract.process.Reports;
import atoll.contract.process.RestartTimes;
import atoll.contract.process.Strategy;
import atoll.contract.process.Tree;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Servers that are kept running by a supervisor, which is a process itself. Describe them with {@link #add}, then
 * {@link #start}. The supervisor decides who is started and ended when; here is what only the system can do for it.
 */
public final class Services implements AutoCloseable {
    /** One for one; more than a hundred deaths in five seconds are too many. */
    public static final Tree TREE = new Tree(Strategy.ONE_FOR_ONE, 100, 5_000, 50, 10, 1_000, 10);

    private static final String SUPERVISOR = "atoll.server.supervisor.Supervisor";

    /** Longer than a question for events takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Atoll atoll;
    private final ReportLog log = new ReportLog();
    private final Store store;
    private final ChildTable table = new ChildTable(TREE, this::finish);
    private final Endpoint<Children> children;
    private final Endpoint<Reports> reports;
    private final Grants grants = new Grants();
    private final Map<String, Health> healths = new ConcurrentHashMap<>();
    private final Init init;

    private final CompletableFuture<String> done;
    private Duration supervisorLimit = Duration.ofSeconds(10);

    public Services(Atoll atoll) {
        this(atoll, new Program("supervisor", List.of(place(SUPERVISOR)), SUPERVISOR, List.of()));
    }

    /** With another program as supervisor. */
    public Services(Atoll atoll, Program supervisor) {
        this.atoll = atoll;
        this.store = new Store(atoll);
        children = atoll.endpoint("children", Children.class);
        children.serve(table);
        reports = atoll.endpoint("reports", Reports.class);
        reports.serve(log);
        Endpoint<Events> events = atoll.endpoint("events", Events.class);
        events.serve(table.log);
        grants.use("children", children.capability())
                .use("reports", reports.capability())
                .use("events", events.capability().within(PATIENCE))
                .use("times", store.cell("supervisor", RestartTimes.class));
        init = new Init(atoll, supervisor, grants, table, log);
        done = init.done();
        table.log.whenTold(() -> table.spares.execute(init::keepSpare));
    }

    /** Where the class is on this JVM's class path: the class path of the program. */
    static Path place(String className) {
        String file = className.replace('.', '/') + ".class";
        URL url = Services.class.getClassLoader().getResource(file);
        if (url == null) {
            throw new IllegalStateException("the server " + className + " is not on the class path");
        }
        try {
            String text = url.toString();
            return text.startsWith("jar:")
                    ? Path.of(new java.net.URI(text.substring("jar:".length(), text.indexOf("!/"))))
                    : Path.of(new java.net.URI(text.substring(0, text.length() - file.length())));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How to go about the children; {@link #TREE} if not said. */
    public Services tree(Tree tree) {
        table.tree(tree);
        return this;
    }

    /** Adds a server; {@link IllegalArgumentException} when its name is taken. Before {@link #start}. */
    public Services add(Service service) {
        if (table.has(service.name)) {
            throw new IllegalArgumentException("the name " + service.name + " is taken");
        }
        Grants all = service.grants.copy();
        if (service.spec().beatMillis() > 0) {
            Endpoint<Health> health = atoll.endpoint("health of " + service.name, Health.class);
            all.serve("health", health);
            Capability<Health> within = health.capability().within(service.beatDeadline);
            grants.use("health of " + service.name, within);
            healths.put(service.name, within.gate());
        }
        table.add(new Entry(atoll, service, all, table.log, table.spares));
        return this;
    }

    /**
     * A capability to keep state under that name, for as long as these services are there: the contract has the methods
     * {@code void save(S)} and {@code S load()}, no others.
     */
    public <C> Capability<C> store(String name, Class<C> contract) {
        return store.cell("state of " + name, contract);
    }

    /** Starts the supervisor, which starts the servers, one after the other as they need each other. */
    public Services start() throws IOException {
        init.start();
        Thread watch = new Thread(null, this::watch, "watch of the supervisor", 0, false);
        watch.setDaemon(true);
        watch.start();
        return this;
    }

    private void watch() {
        try {
            init.watch(supervisorLimit);
        } catch (InterruptedException e) {
            // Nobody interrupts it; it would only watch no more.
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A supervisor that asks for no event for so long hangs, and is killed and started again; 10 seconds if not said. One
     * that is well asks at least every second. Before {@link #start}.
     */
    public Services supervisorLimit(Duration limit) {
        supervisorLimit = limit;
        return this;
    }

    /**
     * Puts {@code next} in the place of the program of a server while clients call it: calls wait meanwhile, as the
     * patience of its endpoints allows. The server is asked to exit when no call is in it, so that it can save its state,
     * if it has a shutdown time. Returns whether {@code next} serves; if it is not ready and well (see
     * {@link Service#heartbeat}) within {@code limit}, the program before it is started again. A report says what happened.
     */
    public boolean upgrade(String name, Program next, Duration limit) {
        return new Upgrade(table.entry(name), healths.get(name), log, limit).to(next);
    }

    /** For reading what died, and what was done about it. */
    public Capability<Reports> reports() {
        return reports.capability().with(Set.of());
    }

    /** For reading which servers there are and how they are. */
    public Capability<Children> children() {
        return children.capability().with(Set.of());
    }

    /** The living process of that server; null when there is none now. */
    public @Nullable Process process(String name) {
        return table.entry(name).process();
    }

    /** How many processes the server has had of which this is the last; 0 when it is none of these. */
    int startsOf(int pid) {
        return table.startsOf(pid);
    }

    /** The supervisor's; null before it is started. */
    public @Nullable Process supervisor() {
        return init.process();
    }

    private void finish(String why) {
        init.finish(why);
    }

    /** Completes with the reason, in one line, when the supervisor is done: nothing is started again from then on. */
    public CompletableFuture<String> done() {
        return done.copy();
    }

    boolean isDone() {
        return done.isDone();
    }

    /** Has the supervisor end all servers, the last started first, and then itself; {@link #done} tells when it is over. */
    public void stop() {
        table.log.add(Event.Close::new);
    }

    /** Ends all at once. */
    @Override
    public void close() {
        finish("closed");
        Process supervisor = init.process();
        if (supervisor != null) {
            supervisor.kill();
        }
        table.endAll();
    }
}
