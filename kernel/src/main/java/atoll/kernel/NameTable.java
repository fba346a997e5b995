package atoll.kernel;

import atoll.contract.Refused;
import atoll.contract.Ring;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a process was given, by name: capabilities and endpoints to serve. Filled before the process starts, then fixed. */
public final class NameTable {
    private final Map<String, Capability<?>> uses = new HashMap<>();
    private final Map<String, Endpoint<?>> serves = new HashMap<>();

    public NameTable() {}

    public void use(String name, Capability<?> capability) {
        if (uses.putIfAbsent(name, capability) != null) {
            throw new IllegalArgumentException("the name " + name + " is taken");
        }
    }

    public void serve(String name, Endpoint<?> endpoint) {
        if (serves.putIfAbsent(name, endpoint) != null) {
            throw new IllegalArgumentException("the name " + name + " is taken");
        }
    }

    /** The process can neither call others nor be called. */
    boolean isEmpty() {
        return uses.isEmpty() && serves.isEmpty();
    }

    boolean servesAny() {
        return !serves.isEmpty();
    }

    public NameTable copy() {
        NameTable copy = new NameTable();
        copy.uses.putAll(uses);
        copy.serves.putAll(serves);
        return copy;
    }

    /** The contracts, and all types of their messages. */
    public Set<Class<?>> types() {
        Set<Class<?>> types = new LinkedHashSet<>();
        uses.values().forEach(c -> types.addAll(c.endpoint().type().types()));
        serves.values().forEach(e -> types.addAll(e.type().types()));
        return types;
    }

    Object find(Process asker, String name, Class<?> contract) {
        return given(asker, name, contract).gate();
    }

    @SuppressWarnings("unchecked") // matches() has compared the classes
    <C> Ring<C> ring(Process asker, String name, Class<C> contract, int depth) {
        return ClientRing.of((Capability<C>) given(asker, name, contract), asker, depth);
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

    void serve(Process asker, String name, Class<?> contract, Object server) {
        Endpoint<?> endpoint = serves.get(name);
        if (endpoint == null) {
            throw new Refused(who(asker) + " was given no endpoint named " + name + " to serve; serve(\"" + name
                    + "\", endpoint) among its grants gives one");
        }
        matches(asker, name, endpoint.contract(), contract);
        endpoint.serve(asker, server);
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
