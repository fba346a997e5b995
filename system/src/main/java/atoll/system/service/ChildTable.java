package atoll.system.service;

import atoll.contract.process.Child;
import atoll.contract.process.ChildSpec;
import atoll.contract.process.Children;
import atoll.contract.process.Dependency;
import atoll.contract.process.Tree;
import java.atoll.Headroom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The children of a supervisor, for it: the only place that starts and ends them. */
final class ChildTable implements Children {
    private static final long IDLE_SECONDS = 5;

    final EventLog log;

    /** Taken as it is; another one takes its place when there is no supervisor. */
    private volatile Map<String, Entry> entries = Map.of();

    private final Consumer<String> finished;

    /** Makes processes in advance, not on the way of a start. */
    final ThreadPoolExecutor spares;

    private volatile Tree tree;

    ChildTable(Tree tree, Consumer<String> finished, Bell bell) {
        this.log = new EventLog(this::look, bell);
        this.tree = tree;
        this.finished = finished;
        this.spares = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), r -> {
            Thread thread = new Thread(null, r, "spares", 0, false);
            thread.setDaemon(true);
            return thread;
        });
        spares.allowCoreThreadTimeOut(true);
    }

    /** Before it is used. */
    void tree(Tree shape) {
        tree = shape;
    }

    /** Those of these names are gone, and these are there. While no supervisor uses it. */
    void replace(Set<String> gone, List<Entry> come) {
        Map<String, Entry> next = new LinkedHashMap<>(entries);
        next.keySet().removeAll(gone);
        for (Entry entry : come) {
            if (next.putIfAbsent(entry.service.name, entry) != null) {
                throw new IllegalArgumentException("the name " + entry.service.name + " is taken");
            }
        }
        entries = next;
        come.forEach(Entry::attach);
    }

    /** Before it is used. */
    void add(Entry entry) {
        replace(Set.of(), List.of(entry));
    }

    Entry entry(String name) {
        // On the stack of who asks, which may be at its end.
        Headroom.need();
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("no child is named " + name + "; there are " + entries.keySet());
        }
        return entry;
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The entries of these names, who needs another before that one. */
    List<Entry> lastFirst(Set<String> some) {
        Map<String, Entry> left = new LinkedHashMap<>(entries);
        left.keySet().retainAll(some);
        List<Entry> order = new ArrayList<>();
        while (!left.isEmpty()) {
            Entry next = null;
            for (Entry entry : left.values()) {
                next = isNeeded(entry.service.name, left) ? next : entry;
            }
            // Where all need each other, none was ever started.
            next = next == null ? left.values().iterator().next() : next;
            left.remove(next.service.name);
            order.add(next);
        }
        return order;
    }

    private static boolean isNeeded(String name, Map<String, Entry> by) {
        for (Entry entry : by.values()) {
            if (entry.service.after.contains(name)) {
                return true;
            }
        }
        return false;
    }

    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    private void look() {
        for (Entry entry : entries.values()) {
            entry.look();
        }
    }

    /** See {@link Entry#startsOf}. */
    int startsOf(int pid) {
        int starts = 0;
        for (Entry entry : entries.values()) {
            starts = Math.max(starts, entry.startsOf(pid));
        }
        return starts;
    }

    /** Nothing is started any more. */
    void closeAll() {
        for (Entry entry : entries.values()) {
            entry.close();
        }
    }

    void endAll() {
        for (Entry entry : entries.values()) {
            entry.close();
            entry.end(entry.now().pid());
        }
    }

    @Override
    public ChildSpec[] specs() {
        Map<String, Entry> all = entries;
        ChildSpec[] specs = new ChildSpec[all.size()];
        int i = 0;
        for (Entry entry : all.values()) {
            specs[i++] = entry.service.spec();
        }
        return specs;
    }

    @Override
    public Dependency[] dependencies() {
        List<Dependency> all = new ArrayList<>();
        for (Entry entry : entries.values()) {
            for (String needed : entry.service.after) {
                all.add(new Dependency(entry.service.name, needed));
            }
        }
        return all.toArray(new Dependency[0]);
    }

    @Override
    public Tree tree() {
        return tree;
    }

    @Override
    public Child[] now() {
        // What is told once is noted on the way: see Entry.look.
        Headroom.need();
        Map<String, Entry> all = entries;
        Child[] now = new Child[all.size()];
        int i = 0;
        for (Entry entry : all.values()) {
            now[i++] = entry.now();
        }
        return now;
    }

    @Override
    public int start(String name) {
        return entry(name).start();
    }

    @Override
    public void arm(String name, int pid) {
        entry(name).arm(pid);
    }

    @Override
    public void terminate(String name, int pid) {
        entry(name).terminate(pid);
    }

    @Override
    public void end(String name, int pid) {
        entry(name).end(pid);
    }

    @Override
    public void kill(String name, int pid, String why) {
        entry(name).kill(pid, why);
    }

    @Override
    public void retire(String name, String why) {
        entry(name).retire(why);
    }

    @Override
    public void finish(String why) {
        log.clear();
        finished.accept(why);
    }
}
