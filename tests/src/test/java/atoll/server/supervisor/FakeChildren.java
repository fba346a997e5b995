package atoll.server.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.contract.process.Child;
import atoll.contract.process.ChildSpec;
import atoll.contract.process.Children;
import atoll.contract.process.Dependency;
import atoll.contract.process.Ending;
import atoll.contract.process.Event;
import atoll.contract.process.Report;
import atoll.contract.process.Reports;
import atoll.contract.process.Restart;
import atoll.contract.process.Strategy;
import atoll.contract.process.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Children without processes: what the policy asks for is written down, and what happens to them is told by the test. */
final class FakeChildren implements Children, Reports {
    final List<ChildSpec> specs = new ArrayList<>();
    final List<Dependency> dependencies = new ArrayList<>();
    final List<Report> reports = new ArrayList<>();

    private final List<String> asked = new ArrayList<>();
    final List<String> armed = new ArrayList<>();
    private final Map<String, Integer> pids = new HashMap<>();
    private final Map<String, Boolean> ready = new HashMap<>();
    private final Map<String, Boolean> told = new HashMap<>();
    private Tree tree = new Tree(Strategy.ONE_FOR_ONE, 2, 1_000, 50, 10, 40, 3);
    private int lastPid;
    private long readyMillis;
    private long events;
    long now;
    private @Nullable Policy policy;

    /** Those that are described from now on are to be ready within that time. */
    FakeChildren readyWithin(long millis) {
        readyMillis = millis;
        return this;
    }

    FakeChildren child(String name, Restart restart, long shutdown, String... needs) {
        specs.add(new ChildSpec(name, restart, readyMillis, shutdown, 0, 0));
        for (String needed : needs) {
            dependencies.add(new Dependency(name, needed));
        }
        return this;
    }

    FakeChildren child(String name, String... needs) {
        return child(name, Restart.PERMANENT, 0, needs);
    }

    FakeChildren tree(Strategy strategy, int intensity) {
        tree = new Tree(strategy, intensity, 1_000, 50, 10, 40, 3);
        return this;
    }

    /** a, b that needs a, and c that needs b, all ready. */
    void three(Strategy strategy, long shutdown) throws StartOrder.NoOrder {
        child("a", Restart.PERMANENT, shutdown)
                .child("b", Restart.PERMANENT, shutdown, "a")
                .child("c", Restart.PERMANENT, shutdown, "b")
                .tree(strategy, 9)
                .begin()
                .ready("a", "b", "c");
        assertAsked("start a", "start b", "start c");
    }

    /** This was asked for, and nothing else, since it was last looked at. */
    void assertAsked(String... all) {
        assertEquals(List.of(all), asked());
    }

    /** A supervisor begins. */
    FakeChildren begin() throws StartOrder.NoOrder {
        policy = new Policy(tree, StartOrder.of(specs(), dependencies()), this, this);
        return step();
    }

    Policy policy() {
        return java.util.Objects.requireNonNull(policy);
    }

    FakeChildren step() {
        policy().advance(now);
        return this;
    }

    FakeChildren after(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        return step();
    }

    FakeChildren ready(String... names) {
        for (String name : names) {
            ready.put(name, true);
            policy().hear(new Event.Ready(++events, name, pid(name)), now);
            step();
        }
        return this;
    }

    FakeChildren died(String name, Ending ending, int code) {
        return died(name, pid(name), ending, code);
    }

    /** The standing order was there, and was followed. */
    FakeChildren replaced(String name) {
        int pid = pid(name);
        pids.put(name, ++lastPid);
        ready.put(name, false);
        armed.remove(name);
        policy().hear(
                        new Event.Died(++events, name, pid, true, false, lastPid, Ending.KILLED, 137, "died", "words"),
                        now);
        return step();
    }

    FakeChildren died(String name, int pid, Ending ending, int code) {
        boolean was = ready.getOrDefault(name, false);
        boolean asked = told.getOrDefault(name, false);
        policy().hear(new Event.Died(++events, name, pid, was, asked, 0, ending, code, "died", "words"), now);
        ready.put(name, false);
        told.put(name, false);
        return step();
    }

    FakeChildren killed(String name) {
        return died(name, Ending.KILLED, 137);
    }

    FakeChildren close() {
        policy().hear(new Event.Close(++events), now);
        return step();
    }

    int pid(String name) {
        return pids.getOrDefault(name, 0);
    }

    long events() {
        return events;
    }

    /** What was asked for since this was called last. */
    List<String> asked() {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    @Override
    public ChildSpec[] specs() {
        return specs.toArray(new ChildSpec[0]);
    }

    @Override
    public Dependency[] dependencies() {
        return dependencies.toArray(new Dependency[0]);
    }

    @Override
    public Tree tree() {
        return tree;
    }

    @Override
    public Child[] now() {
        return new Child[0];
    }

    @Override
    public int start(String name) {
        asked.add("start " + name);
        pids.put(name, ++lastPid);
        return lastPid;
    }

    @Override
    public void arm(String name, int pid) {
        armed.add(name);
    }

    @Override
    public void terminate(String name, int pid) {
        asked.add("terminate " + name);
        told.put(name, true);
    }

    @Override
    public void end(String name, int pid) {
        asked.add("end " + name);
        told.put(name, true);
    }

    @Override
    public void kill(String name, int pid, String why) {
        asked.add("kill " + name);
    }

    @Override
    public void retire(String name, String why) {
        asked.add((why.isEmpty() ? "revive " : "retire ") + name);
    }

    @Override
    public void finish(String why) {
        asked.add("finish " + why);
    }

    @Override
    public void file(Report report) {
        reports.add(report);
    }

    @Override
    public @Nullable Report next(long seen) {
        return null;
    }

    @Override
    public long count() {
        return reports.size();
    }
}
