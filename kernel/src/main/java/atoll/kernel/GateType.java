package atoll.kernel;

import atoll.contract.Idempotent;
import atoll.contract.Right;
import java.atoll.Link;
import java.atoll.Tap;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A checked contract: its methods by number, and how to make gates. */
final class GateType<C> {
    private static final List<String> KNOWN =
            List.of("java.atoll.Gate", "java.atoll.Link", "java.atoll.Callee", "java.atoll.Visit");

    private final Class<C> contract;
    private final List<Method> methods;
    private final MethodHandle make;
    private final @Nullable RegionMethod[] regions;
    private final String[] signatures;
    private final String[] names;

    /** Written under this. */
    private volatile @Nullable MethodHandle taps;

    private GateType(Class<C> contract, List<Method> methods, MethodHandle make) {
        this.contract = contract;
        this.methods = methods;
        this.make = make;
        this.regions = new RegionMethod[methods.size()];
        this.signatures = new String[methods.size()];
        this.names = new String[methods.size()];
        for (int i = 0; i < regions.length; i++) {
            Method method = methods.get(i);
            regions[i] = RegionMethod.of(method);
            names[i] = contract.getSimpleName() + "." + method.getName();
            signatures[i] = method.getName() + GeneratedClass.type(method).descriptorString();
        }
    }

    /** Checks the contract and makes its gates' class; not on a thread of a process. */
    static <C> GateType<C> of(Class<C> contract, Internals internals) {
        ContractRule.check(contract);
        List<Method> methods = Methods.of(contract);
        try {
            byte[] bytes = GateClass.bytes(contract, methods);
            MethodHandle make = GeneratedClass.define(contract, bytes, Object.class, Link.class, KNOWN, internals);
            return new GateType<>(contract, methods, make);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no gate can be made for " + contract, e);
        }
    }

    Class<C> contract() {
        return contract;
    }

    /** Calls can be watched from now on. Not on a thread of a process. */
    synchronized void prepareTaps(Internals internals) {
        if (taps == null) {
            taps = TappedClass.make(contract, methods, internals);
        }
    }

    /** What is called in place of the tap's target; once they are prepared. */
    Object tapped(Tap tap) {
        MethodHandle made = Objects.requireNonNull(taps, "no taps are prepared");
        try {
            return (Object) made.invokeExact(tap);
        } catch (Throwable e) {
            throw new IllegalStateException("calls of " + contract + " cannot be watched", e);
        }
    }

    C gate(Link link) {
        try {
            return contract.cast((Object) make.invokeExact(link));
        } catch (Throwable e) {
            throw new IllegalStateException("a gate to " + contract + " cannot be made", e);
        }
    }

    /** Name and type of the method, as class files write them. */
    String signature(int method) {
        return signatures[method];
    }

    /** Contract and method, as messages name it. */
    String name(int method) {
        return names[method];
    }

    @Nullable String right(int method) {
        Right right = methods.get(method).getAnnotation(Right.class);
        return right == null ? null : right.value();
    }

    /** The contract, and all types of its messages that are no classes of the JDK. */
    Set<Class<?>> types() {
        Set<Class<?>> types = new LinkedHashSet<>();
        reach(contract, types);
        return types;
    }

    /** Adds the type, and all that it leads to. */
    static void reach(Class<?> type, Set<Class<?>> types) {
        if (type.isArray()) {
            reach(type.getComponentType(), types);
        } else if (!type.isPrimitive() && type.getClassLoader() != null && types.add(type)) {
            for (Class<?> above : type.getInterfaces()) {
                reach(above, types);
            }
            if (type.isSealed()) {
                for (Class<?> below : type.getPermittedSubclasses()) {
                    reach(below, types);
                }
            }
            if (type.isEnum()) {
                keepConstants(type);
            }
            if (type.isRecord()) {
                for (RecordComponent component : type.getRecordComponents()) {
                    reach(component.getType(), types);
                }
            }
            if (type.isInterface() && !type.isSealed()) {
                for (Method method : type.getMethods()) {
                    reach(method.getReturnType(), types);
                    for (Class<?> parameter : method.getParameterTypes()) {
                        reach(parameter, types);
                    }
                }
            }
        }
    }

    /** The class keeps its constants from now on: later it would look for them by reflection, on a thread of a process. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void keepConstants(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        if (constants.length > 0) {
            Object kept = Enum.valueOf((Class) type, ((Enum<?>) constants[0]).name());
            assert kept == constants[0];
        }
    }

    boolean isIdempotent(int method) {
        return methods.get(method).isAnnotationPresent(Idempotent.class);
    }

    /** Which regions cross with the method; null for none. */
    @Nullable RegionMethod regions(int method) {
        return regions[method];
    }

    int size() {
        return methods.size();
    }

    boolean declares(int method, Class<? extends Throwable> thrown) {
        return List.of(methods.get(method).getExceptionTypes()).contains(thrown);
    }
}
