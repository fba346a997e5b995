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
import atoll.system.OwnJars;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    private final Bell bell = new Bell();
    private final ReportLog log = new ReportLog(bell);
    private final Store store;
    private final ChildTable table = new ChildTable(TREE, this::finish, bell);
    private final Endpoint<Children> children;
    private final Endpoint<Reports> reports;
    private final Endpoint<Events> events;
    private final Map<String, Capability<Health>> healths = new ConcurrentHashMap<>();

    /** One change at a time: of who is there, or of a program. */
    private final Object changes = new Object();

    private final Init init;

    private final CompletableFuture<String> done;
    private Duration supervisorLimit = Duration.ofSeconds(10);

    public Services(Atoll atoll) {
        this(atoll, new Program("supervisor", List.of(OwnJars.ofClass(SUPERVISOR)), SUPERVISOR, List.of()));
    }

    /** With another program as supervisor. */
    public Services(Atoll atoll, Program supervisor) {
        this.atoll = atoll;
        this.store = new Store(atoll);
        children = atoll.endpoint("children", Children.class);
        children.serve(table);
        reports = atoll.endpoint("reports", Reports.class);
        reports.serve(log);
        events = atoll.endpoint("events", Events.class);
        events.serve(table.log);
        init = new Init(atoll, supervisor, table, log);
        done = init.done();
        table.log.whenTold(() -> table.spares.execute(init::keepSpare));
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
        table.add(entry(service, healths));
        return this;
    }

    private Entry entry(Service service, Map<String, Capability<Health>> beats) {
        Grants all = service.grants.copy();
        if (service.spec().beatMillis() > 0) {
            Endpoint<Health> health = atoll.endpoint("health of " + service.name, Health.class);
            all.serve("health", health);
            beats.put(service.name, health.capability().within(service.beatDeadline));
        }
        return new Entry(atoll, service, all, table.log, table.spares);
    }

    /** What the supervisor is given. */
    private Grants grants() {
        Grants grants = new Grants()
                .use("children", children.capability())
                .use("reports", reports.capability())
                .use("events", events.capability().within(PATIENCE))
                .use("times", store.cell("supervisor", RestartTimes.class));
        healths.forEach((name, health) -> grants.use("health of " + name, health));
        return grants;
    }

    /**
     * Ends the servers of these names, those that need others first, each as its shutdown time says; then puts {@code come} there,
     * and has a new supervisor go about all that are there now, by {@code tree}. All others go on. A server that is to be another is
     * named in both. Once started; {@link IllegalArgumentException} when a name is taken, {@link IllegalStateException} when all is
     * over: nothing has changed then.
     */
    public void change(Set<String> gone, List<Service> come, Tree tree) throws InterruptedException {
        synchronized (changes) {
            if (done.isDone()) {
                throw new IllegalStateException("these services are closed");
            }
            Set<String> names = new LinkedHashSet<>(table.names());
            names.removeAll(gone);
            Map<String, Capability<Health>> beats = new LinkedHashMap<>();
            List<Entry> entries = new ArrayList<>();
            for (Service service : come) {
                if (!names.add(service.name)) {
                    throw new IllegalArgumentException("the name " + service.name + " is taken");
                }
                entries.add(entry(service, beats));
            }
            for (Entry entry : table.lastFirst(gone)) {
                entry.leave();
            }
            init.pause();
            table.replace(gone, entries);
            table.tree(tree);
            healths.keySet().removeAll(gone);
            healths.putAll(beats);
            init.resume(grants());
            if (done.isDone()) {
                table.closeAll();
            }
        }
    }

    /**
     * Ends the server of that name, as its shutdown time says, and starts it anew, also one that was given up or has ended; the others go
     * on. As {@link #change}.
     */
    public void restart(String name) throws InterruptedException {
        synchronized (changes) {
            change(Set.of(name), List.of(table.entry(name).service), table.tree());
        }
    }

    /** The names of the servers, in the order in which they came. */
    public List<String> names() {
        return table.names();
    }

    /**
     * Returns when something happened to the servers, which a thread that was told {@code seen} has not heard of, or after that
     * time; what it returns is for the next call.
     */
    public long await(long seen, long millis) throws InterruptedException {
        return bell.await(seen, millis);
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
        init.start(grants());
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
        synchronized (changes) {
            Capability<Health> health = healths.get(name);
            return new Upgrade(table.entry(name), health == null ? null : health.gate(), log, limit).to(next);
        }
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

    /** How long the present process of that server took to be ready; null when it is not. */
    public @Nullable Duration readyAfter(String name) {
        long nanos = table.entry(name).readyAfter();
        return nanos < 0 ? null : Duration.ofNanos(nanos);
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
