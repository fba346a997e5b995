package atoll.kernel;

import atoll.contract.Refused;
import atoll.contract.Region;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What crosses a gate, where its declared type does not say all: the JVM lets any object pass for an interface, in an
 * argument as in a field of a record, so such values are looked into before they cross. Final types need no look.
 */
final class Messages {
    /** Records in one message; looking at them happens in the kernel, where nobody can be killed. */
    private static final int MOST = 100_000;

    private static final ClassValue<Boolean> OPEN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return opens(type, new HashSet<>());
        }
    };

    private final Internals internals;

    /** Reads the fields of a record, and not through its accessors: those are code. */
    private final ClassValue<List<Field>> openFields = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return fields(type);
        }
    };

    private record Field(MethodHandle get, Class<?> type) {}

    Messages(Internals internals) {
        this.internals = internals;
    }

    private List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        try {
            for (RecordComponent component : type.getRecordComponents()) {
                if (isOpen(component.getType())) {
                    MethodHandle get =
                            internals.fullLookup(type).findGetter(type, component.getName(), component.getType());
                    fields.add(new Field(
                            get.asType(MethodType.methodType(Object.class, Object.class)), component.getType()));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no field for each component", e);
        }
        return fields;
    }

    /** Whether a value of the type must be looked into. */
    static boolean isOpen(Class<?> type) {
        return !type.isPrimitive() && OPEN.get(type);
    }

    private static boolean opens(Class<?> type, Set<Class<?>> seen) {
        if (type.isInterface() || type.isArray()) {
            return true;
        }
        if (type.isRecord() && seen.add(type)) {
            for (RecordComponent component : type.getRecordComponents()) {
                if (opens(component.getType(), seen)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The value, or a copy where it is an array; throws {@link Refused} when it is not what its type says. */
    @Nullable Object admit(@Nullable Object value, Class<?> declared) {
        if (declared == Region.class) {
            throw new Refused("a region crosses as argument or result of a call through a gate");
        }
        if (value == null || !isOpen(declared)) {
            return value;
        }
        if (!declared.isArray()) {
            look(new Value(value, declared));
            return value;
        }
        Object copy = copy(value, declared);
        Class<?> component = declared.getComponentType();
        if (!component.isPrimitive() && isOpen(component)) {
            for (Object element : (Object[]) copy) {
                if (element != null) {
                    look(new Value(element, component));
                }
            }
        }
        return copy;
    }

    private record Value(Object object, Class<?> declared) {}

    /**
     * Each object once, and without recursion: a few records that share their parts can be walked in more ways than there
     * is time for, and a long chain is deeper than the stack.
     */
    private void look(Value whole) {
        IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
        ArrayDeque<Value> left = new ArrayDeque<>();
        left.add(whole);
        while (!left.isEmpty()) {
            Value value = left.remove();
            Class<?> type = value.object.getClass();
            if (value.declared.isInterface() && !isA(type, value.declared)) {
                throw new Refused("an object of " + type.getName() + " is no " + value.declared.getName()
                        + (value.declared.isSealed()
                                ? ""
                                : " that the kernel made: serve it first, and pass its capability's gate"));
            }
            if (type.isRecord() && seen.put(value.object, Boolean.TRUE) == null) {
                if (seen.size() > MOST) {
                    throw new Refused("a message of more than " + MOST + " records: send it in parts");
                }
                for (Field field : openFields.get(type)) {
                    Object part = read(value.object, field);
                    if (part != null) {
                        left.add(new Value(part, field.type));
                    }
                }
            }
        }
    }

    private static @Nullable Object read(Object record, Field field) {
        try {
            return (@Nullable Object) field.get.invokeExact(record);
        } catch (Throwable e) {
            throw new IllegalStateException("a field cannot be read", e);
        }
    }

    /** A sealed interface permits it, or it is a gate to the contract. */
    private static boolean isA(Class<?> type, Class<?> declared) {
        return declared.isAssignableFrom(type) && (declared.isSealed() || java.atoll.Gate.class.isAssignableFrom(type));
    }

    /** The arguments, with copies of those that are arrays: who is called may change them. */
    static @Nullable Object[] copies(@Nullable Object[] arguments) {
        @Nullable Object[] all = arguments.clone();
        for (int i = 0; i < all.length; i++) {
            Object one = all[i];
            if (one != null && one.getClass().isArray()) {
                all[i] = copy(one, one.getClass());
            }
        }
        return all;
    }

    /** Elements are looked at where they are now, not where the sender can still change them. */
    private static Object copy(Object array, Class<?> declared) {
        int length = Array.getLength(array);
        Object copy = Array.newInstance(declared.getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }
}
