package atoll.tests;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** Reads any field, past access rights and without initialising its class. */
final class Memory {
    private static final MethodHandle GET;
    private static final MethodHandle BASE;
    private static final MethodHandle STATIC_OFFSET;
    private static final MethodHandle OFFSET;

    static {
        try {
            // By name: the compiler warns of every mention of the class.
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field one = type.getDeclaredField("theUnsafe");
            one.setAccessible(true);
            Object unsafe = one.get(null);
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodType get = MethodType.methodType(Object.class, Object.class, long.class);
            GET = lookup.findVirtual(type, "getObjectVolatile", get).bindTo(unsafe);
            MethodType offset = MethodType.methodType(long.class, Field.class);
            STATIC_OFFSET =
                    lookup.findVirtual(type, "staticFieldOffset", offset).bindTo(unsafe);
            OFFSET = lookup.findVirtual(type, "objectFieldOffset", offset).bindTo(unsafe);
            BASE = lookup.findVirtual(type, "staticFieldBase", MethodType.methodType(Object.class, Field.class))
                    .bindTo(unsafe);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Memory() {}

    /** The reference in {@code field}, of {@code holder} unless it is static. */
    static Object get(Field field, Object holder) {
        try {
            return Modifier.isStatic(field.getModifiers())
                    ? (Object) GET.invoke((Object) BASE.invoke(field), (long) STATIC_OFFSET.invoke(field))
                    : (Object) GET.invoke(holder, (long) OFFSET.invoke(field));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
