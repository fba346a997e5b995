package atoll.kernel;

import atoll.contract.Notification;
import atoll.contract.Receiver;
import atoll.contract.Refused;
import atoll.contract.Ring;
import atoll.contract.Sender;
import atoll.contract.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a process was given, by name: capabilities and endpoints to serve. Filled before the process starts, then fixed. */
public final class NameTable {
    private final Map<String, Capability<?>> uses = new HashMap<>();
    private final Map<String, Endpoint<?>> serves = new HashMap<>();

    private final Map<String, EndRight<? extends Sender<?>>> sends = new HashMap<>();
    private final Map<String, EndRight<? extends Receiver<?>>> receives = new HashMap<>();
    private final Map<String, EndRight<Signal>> signals = new HashMap<>();
    private final Map<String, EndRight<Notification>> awaits = new HashMap<>();

    /** Contracts of gates that it may come by otherwise. */
    private final Set<Class<?>> known = new LinkedHashSet<>();

    public NameTable() {}

    public void use(String name, Capability<?> capability) {
        put(uses, name, capability);
    }

    public void serve(String name, Endpoint<?> endpoint) {
        put(serves, name, endpoint);
    }

    public void send(String name, EndRight<? extends Sender<?>> right) {
        put(sends, name, right);
    }

    public void receive(String name, EndRight<? extends Receiver<?>> right) {
        put(receives, name, right);
    }

    public void signal(String name, EndRight<Signal> right) {
        put(signals, name, right);
    }

    public void await(String name, EndRight<Notification> right) {
        put(awaits, name, right);
    }

    /** The process may be passed gates of that contract, and is to know its classes. */
    public void know(Class<?> contract) {
        ContractRule.check(contract);
        known.add(contract);
    }

    private static <T> void put(Map<String, T> map, String name, T given) {
        if (map.putIfAbsent(name, given) != null) {
            throw new IllegalArgumentException("the name " + name + " is taken");
        }
    }

    /** The endpoints of its capabilities. */
    List<Endpoint<?>> used() {
        List<Endpoint<?>> all = new ArrayList<>();
        uses.values().forEach(capability -> all.add(capability.endpoint()));
        return all;
    }

    /** What it was given, a line for each, in order. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        uses.forEach((name, capability) -> lines.add("use " + name + ": " + capability.endpoint()));
        serves.forEach((name, endpoint) -> lines.add("serve " + name + ": " + endpoint));
        sends.forEach((name, right) -> lines.add("send " + name));
        receives.forEach((name, right) -> lines.add("receive " + name));
        signals.forEach((name, right) -> lines.add("signal " + name + ": " + right.of()));
        awaits.forEach((name, right) -> lines.add("await " + name + ": " + right.of()));
        lines.sort(null);
        return lines;
    }

    /** The process can neither call others nor be called: it has no gates, and gets none in messages. */
    boolean isEmpty() {
        return uses.isEmpty() && serves.isEmpty() && receives.isEmpty();
    }

    public boolean servesAny() {
        return !serves.isEmpty();
    }

    /** Whether a contract of that name, as class files write it, is to be served. */
    public boolean serves(String contract) {
        for (Endpoint<?> endpoint : serves.values()) {
            if (endpoint.contract().getName().replace('.', '/').equals(contract)) {
                return true;
            }
        }
        return false;
    }

    public NameTable copy() {
        NameTable copy = new NameTable();
        copy.uses.putAll(uses);
        copy.serves.putAll(serves);
        copy.sends.putAll(sends);
        copy.receives.putAll(receives);
        copy.signals.putAll(signals);
        copy.awaits.putAll(awaits);
        copy.known.addAll(known);
        return copy;
    }

    /** The endpoints to serve. */
    public List<Endpoint<?>> served() {
        return List.copyOf(serves.values());
    }

    /** The contracts, and all types of their messages. */
    public Set<Class<?>> types() {
        Set<Class<?>> types = new LinkedHashSet<>();
        uses.values().forEach(c -> types.addAll(c.endpoint().type().types()));
        serves.values().forEach(e -> types.addAll(e.type().types()));
        sends.values().forEach(r -> GateType.reach(port(r).type(), types));
        receives.values().forEach(r -> GateType.reach(port(r).type(), types));
        known.forEach(c -> GateType.reach(c, types));
        return types;
    }

    boolean isGiven(String name) {
        return uses.containsKey(name);
    }

    Object find(Process asker, String name, Class<?> contract) {
        return given(asker, name, contract).gate();
    }

    @SuppressWarnings("unchecked") // matches() has compared the classes
    <C> Ring<C> ring(Process asker, String name, Class<C> contract, int depth) {
        return ClientRing.of((Capability<C>) given(asker, name, contract), asker, depth);
    }

    /** A ring over a gate that the process holds. */
    @SuppressWarnings("unchecked") // the contracts are compared
    static <C> Ring<C> ring(Process asker, Object gate, Class<C> contract, int depth) {
        Capability<?> capability = Behind.of(gate);
        if (capability == null || capability.endpoint().contract() != contract) {
            throw new Refused(who(asker) + " has " + (capability == null ? "no gate" : "a " + capability)
                    + " and asks for a ring of " + contract);
        }
        return ClientRing.of((Capability<C>) capability, asker, depth);
    }

    private Capability<?> given(Process asker, String name, Class<?> contract) {
        Capability<?> capability = uses.get(name);
        if (capability == null) {
            throw new Refused(who(asker) + " was given no capability named " + name + "; use(\"" + name
                    + "\", capability) among its grants gives one");
        }
        matches(asker, name, capability.endpoint().contract(), contract);
        return capability;
    }

    boolean isToServe(String name) {
        return serves.containsKey(name);
    }

    void serve(Process asker, String name, Class<?> contract, Object server) {
        Endpoint<?> endpoint = serves.get(name);
        if (endpoint == null) {
            throw new Refused(who(asker) + " was given no endpoint named " + name + " to serve; serve(\"" + name
                    + "\", endpoint) among its grants gives one");
        }
        matches(asker, name, endpoint.contract(), contract);
        endpoint.serve(asker, server);
    }

    @SuppressWarnings("unchecked") // matches() has compared the classes
    <M> Sender<M> sender(Process asker, String name, Class<M> message) {
        EndRight<? extends Sender<?>> right = given(asker, sends, name, "port to send to", "send");
        matches(asker, name, port(right).type(), message);
        return (Sender<M>) right.end();
    }

    @SuppressWarnings("unchecked") // matches() has compared the classes
    <M> Receiver<M> receiver(Process asker, String name, Class<M> message) {
        EndRight<? extends Receiver<?>> right = given(asker, receives, name, "port to receive from", "receive");
        matches(asker, name, port(right).type(), message);
        port(right).receiveIn(asker, right);
        return (Receiver<M>) right.end();
    }

    private static Port<?> port(EndRight<?> right) {
        return (Port<?>) right.of();
    }

    Signal signal(Process asker, String name) {
        return given(asker, signals, name, "notification to signal", "signal").end();
    }

    Notification notification(Process asker, String name) {
        return given(asker, awaits, name, "notification to wait for", "await").end();
    }

    private static <T> T given(Process asker, Map<String, T> map, String name, String what, String grant) {
        T found = map.get(name);
        if (found == null) {
            throw new Refused(who(asker) + " was given no " + what + " named " + name + "; " + grant + "(\"" + name
                    + "\", ..) among its grants gives one");
        }
        return found;
    }

    private static void matches(Process asker, String name, Class<?> given, @Nullable Class<?> wanted) {
        if (given != wanted) {
            throw new Refused(who(asker) + " was given " + name + " as " + given.getName() + ", not as "
                    + (wanted == null ? "null" : wanted.getName()));
        }
    }

    private static String who(Process process) {
        return "process " + process.id() + " (" + process.name() + ")";
    }
}
