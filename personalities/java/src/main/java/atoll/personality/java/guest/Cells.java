package atoll.personality.java.guest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Behind {@link Unsafe}: from tokens and offsets in arrays to handles, and what is done with them. */
@SuppressWarnings("NullAway")
class Cells {
    static final int BASE = 16;

    /** Above every offset in an array. */
    static final long FIRST_TOKEN = 1L << 40;

    static final int GET = 0;
    static final int SET = 1;
    static final int GET_VOLATILE = 2;
    static final int SET_VOLATILE = 3;
    static final int CAS = 4;
    static final int GET_AND_SET = 5;
    static final int GET_AND_ADD = 6;

    private static final Map<Field, Long> TOKENS = new HashMap<>();
    private static volatile Field[] fields = new Field[0];
    private static volatile VarHandle[] handles = new VarHandle[0];

    static synchronized long token(Field field, boolean isStatic) {
        if (Modifier.isStatic(field.getModifiers()) != isStatic) {
            throw new IllegalArgumentException();
        }
        Long known = TOKENS.get(field);
        if (known != null) {
            return known;
        }
        try {
            VarHandle handle = MethodHandles.privateLookupIn(field.getDeclaringClass(), MethodHandles.lookup())
                    .unreflectVarHandle(field);
            int index = handles.length;
            Field[] moreFields = Arrays.copyOf(fields, index + 1);
            VarHandle[] moreHandles = Arrays.copyOf(handles, index + 1);
            moreFields[index] = field;
            moreHandles[index] = handle;
            fields = moreFields;
            handles = moreHandles;
            long token = FIRST_TOKEN + 8L * index;
            TOKENS.put(field, token);
            return token;
        } catch (IllegalAccessException e) {
            throw new UnsupportedOperationException("refused: " + field + " is not a field of this program", e);
        }
    }

    static Class<?> component(Class<?> type) {
        if (!type.isArray()) {
            throw new IllegalArgumentException(type + " is no array class");
        }
        return type.getComponentType();
    }

    static int scale(Class<?> kind) {
        if (kind == long.class || kind == double.class) {
            return 8;
        }
        if (kind == short.class || kind == char.class) {
            return 2;
        }
        return kind == byte.class || kind == boolean.class ? 1 : 4;
    }

    // -- access

    static Object access(int mode, Object base, long offset, Class<?> kind, Object a, Object b) {
        if (offset >= FIRST_TOKEN) {
            return field(mode, base, offset, a, b);
        }
        if (base == null || !base.getClass().isArray()) {
            throw refused();
        }
        return element(mode, base, offset - BASE, kind, a, b);
    }

    static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("refused: memory outside the program's own objects and arrays");
    }

    static Object field(int mode, Object base, long offset, Object a, Object b) {
        long index = (offset - FIRST_TOKEN) / 8;
        VarHandle[] known = handles;
        if (index >= known.length || (offset & 7) != 0) {
            throw refused();
        }
        VarHandle at = known[(int) index];
        Field field = fields[(int) index];
        boolean writes = mode == SET || mode == SET_VOLATILE;
        if (writes && Modifier.isFinal(field.getModifiers())) {
            return setFinal(field, base, a);
        }
        if (Modifier.isStatic(field.getModifiers())) {
            return switch (mode) {
                case GET -> at.get();
                case SET -> {
                    at.set(a);
                    yield null;
                }
                case GET_VOLATILE -> at.getVolatile();
                case SET_VOLATILE -> {
                    at.setVolatile(a);
                    yield null;
                }
                case CAS -> at.compareAndSet(a, b);
                case GET_AND_SET -> at.getAndSet(a);
                default -> at.getAndAdd(a);
            };
        }
        return switch (mode) {
            case GET -> at.get(base);
            case SET -> {
                at.set(base, a);
                yield null;
            }
            case GET_VOLATILE -> at.getVolatile(base);
            case SET_VOLATILE -> {
                at.setVolatile(base, a);
                yield null;
            }
            case CAS -> at.compareAndSet(base, a, b);
            case GET_AND_SET -> at.getAndSet(base, a);
            default -> at.getAndAdd(base, a);
        };
    }

    static Object setFinal(Field field, Object base, Object value) {
        try {
            field.setAccessible(true);
            field.set(base, value);
            return null;
        } catch (IllegalAccessException e) {
            throw new UnsupportedOperationException(e);
        }
    }

    static Object element(int mode, Object array, long from, Class<?> kind, Object a, Object b) {
        Class<?> component = array.getClass().getComponentType();
        VarHandle at;
        long index;
        if (component == kind || !component.isPrimitive() && kind == Object.class) {
            int scale = scale(kind);
            if (from % scale != 0) {
                throw refused();
            }
            index = from / scale;
            at = MethodHandles.arrayElementVarHandle(kind.arrayType());
        } else if (component == byte.class && kind.isPrimitive() && (mode == GET || mode == SET)) {
            index = from;
            at = MethodHandles.byteArrayViewVarHandle(kind.arrayType(), ByteOrder.nativeOrder());
        } else {
            throw refused();
        }
        int i = Math.toIntExact(index);
        return switch (mode) {
            case GET -> at.get(array, i);
            case SET -> {
                at.set(array, i, a);
                yield null;
            }
            case GET_VOLATILE -> at.getVolatile(array, i);
            case SET_VOLATILE -> {
                at.setVolatile(array, i, a);
                yield null;
            }
            case CAS -> at.compareAndSet(array, i, a, b);
            case GET_AND_SET -> at.getAndSet(array, i, a);
            default -> at.getAndAdd(array, i, a);
        };
    }
}
