package atoll.system.service;

import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.system.Atoll;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * State that outlives the process that keeps it here. What is kept has a type: the contract that it is kept through has
 * two methods, {@code void save(S state)} and {@code S load()}, where {@code S} is anything that may cross; {@code load}
 * gives what was saved last, or null. A save is whole or did not happen, also when the process is killed in it.
 */
final class Store {
    private final Atoll atoll;

    // Guarded by this.
    private final Map<String, Endpoint<?>> cells = new HashMap<>();

    Store(Atoll atoll) {
        this.atoll = atoll;
    }

    /** A capability for the cell of that name, which is made when it is first named. */
    synchronized <C> Capability<C> cell(String name, Class<C> contract) {
        Endpoint<?> known = cells.get(name);
        if (known == null) {
            Endpoint<C> made = atoll.endpoint("store of " + name, contract);
            check(contract);
            made.serve(contract.cast(
                    Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract}, new Cell())));
            cells.put(name, made);
            return made.capability();
        }
        if (known.contract() != contract) {
            throw new IllegalArgumentException(
                    "the store keeps " + name + " as " + known.contract().getName() + ", not as " + contract.getName());
        }
        @SuppressWarnings("unchecked")
        Endpoint<C> same = (Endpoint<C>) known;
        return same.capability();
    }

    private static void check(Class<?> contract) {
        Class<?> saved = null;
        Class<?> loaded = null;
        for (Method method : contract.getMethods()) {
            boolean save = method.getName().equals("save")
                    && method.getParameterCount() == 1
                    && method.getReturnType() == void.class;
            boolean load = method.getName().equals("load") && method.getParameterCount() == 0;
            if (save) {
                saved = method.getParameterTypes()[0];
            } else if (load) {
                loaded = method.getReturnType();
            }
            if (!save && !load || saved != null && loaded != null && saved != loaded) {
                throw unfit(contract, method.getName());
            }
        }
        if (saved == null || loaded == null || saved.isPrimitive()) {
            throw unfit(contract, saved == null ? "save" : "load");
        }
    }

    private static IllegalArgumentException unfit(Class<?> contract, String method) {
        return new IllegalArgumentException(contract.getName() + "." + method
                + ": a contract of the store has the methods void save(S) and S load(), for one type S, and no others");
    }

    private static final class Cell implements InvocationHandler {
        private final AtomicReference<@Nullable Object> kept = new AtomicReference<>();

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
            if (arguments == null) {
                return kept.get();
            }
            kept.set(arguments[0]);
            return null;
        }
    }
}
