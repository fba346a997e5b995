package atoll.personality.java.guest;

import java.atoll.Sys;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;

/**
 * What a process has as {@code sun.misc.Unsafe}: a class of its own, with no right that the program lacks. Offsets of
 * fields are tokens, and every access goes through a {@link VarHandle} that the program could have made itself; so a
 * program reaches the fields and arrays of its own objects, never those of the JDK, and no memory outside the heap. What it
 * does not reach ends as in a JVM that denies memory access: {@code UnsupportedOperationException}.
 */
@SuppressWarnings({"unused", "NullAway", "DoNotCallSuggester"})
public final class Unsafe extends Cells {
    public static final int INVALID_FIELD_OFFSET = -1;
    public static final int ARRAY_BOOLEAN_BASE_OFFSET = BASE;
    public static final int ARRAY_BOOLEAN_INDEX_SCALE = 1;
    public static final int ARRAY_BYTE_BASE_OFFSET = BASE;
    public static final int ARRAY_BYTE_INDEX_SCALE = 1;
    public static final int ARRAY_SHORT_BASE_OFFSET = BASE;
    public static final int ARRAY_SHORT_INDEX_SCALE = 2;
    public static final int ARRAY_CHAR_BASE_OFFSET = BASE;
    public static final int ARRAY_CHAR_INDEX_SCALE = 2;
    public static final int ARRAY_INT_BASE_OFFSET = BASE;
    public static final int ARRAY_INT_INDEX_SCALE = 4;
    public static final int ARRAY_LONG_BASE_OFFSET = BASE;
    public static final int ARRAY_LONG_INDEX_SCALE = 8;
    public static final int ARRAY_FLOAT_BASE_OFFSET = BASE;
    public static final int ARRAY_FLOAT_INDEX_SCALE = 4;
    public static final int ARRAY_DOUBLE_BASE_OFFSET = BASE;
    public static final int ARRAY_DOUBLE_INDEX_SCALE = 8;
    public static final int ARRAY_OBJECT_BASE_OFFSET = BASE;
    public static final int ARRAY_OBJECT_INDEX_SCALE = 4;
    public static final int ADDRESS_SIZE = 8;

    private static final Unsafe theUnsafe = new Unsafe();

    private Unsafe() {}

    /** As the JDK's: for the JDK's own classes only. Programs read the field {@code theUnsafe}. */
    public static Unsafe getUnsafe() {
        throw new SecurityException("Unsafe");
    }

    // -- where

    public long objectFieldOffset(Field field) {
        return token(field, false);
    }

    public long staticFieldOffset(Field field) {
        return token(field, true);
    }

    public Object staticFieldBase(Field field) {
        token(field, true);
        return field.getDeclaringClass();
    }

    public int arrayBaseOffset(Class<?> type) {
        component(type);
        return BASE;
    }

    public int arrayIndexScale(Class<?> type) {
        return scale(component(type));
    }

    public int addressSize() {
        return ADDRESS_SIZE;
    }

    public int pageSize() {
        return 4096;
    }

    public int getInt(Object base, long offset) {
        return (Integer) access(GET, base, offset, int.class, null, null);
    }

    public void putInt(Object base, long offset, int value) {
        access(SET, base, offset, int.class, value, null);
    }

    public int getIntVolatile(Object base, long offset) {
        return (Integer) access(GET_VOLATILE, base, offset, int.class, null, null);
    }

    public void putIntVolatile(Object base, long offset, int value) {
        access(SET_VOLATILE, base, offset, int.class, value, null);
    }

    public long getLong(Object base, long offset) {
        return (Long) access(GET, base, offset, long.class, null, null);
    }

    public void putLong(Object base, long offset, long value) {
        access(SET, base, offset, long.class, value, null);
    }

    public long getLongVolatile(Object base, long offset) {
        return (Long) access(GET_VOLATILE, base, offset, long.class, null, null);
    }

    public void putLongVolatile(Object base, long offset, long value) {
        access(SET_VOLATILE, base, offset, long.class, value, null);
    }

    public boolean getBoolean(Object base, long offset) {
        return (Boolean) access(GET, base, offset, boolean.class, null, null);
    }

    public void putBoolean(Object base, long offset, boolean value) {
        access(SET, base, offset, boolean.class, value, null);
    }

    public boolean getBooleanVolatile(Object base, long offset) {
        return (Boolean) access(GET_VOLATILE, base, offset, boolean.class, null, null);
    }

    public void putBooleanVolatile(Object base, long offset, boolean value) {
        access(SET_VOLATILE, base, offset, boolean.class, value, null);
    }

    public byte getByte(Object base, long offset) {
        return (Byte) access(GET, base, offset, byte.class, null, null);
    }

    public void putByte(Object base, long offset, byte value) {
        access(SET, base, offset, byte.class, value, null);
    }

    public byte getByteVolatile(Object base, long offset) {
        return (Byte) access(GET_VOLATILE, base, offset, byte.class, null, null);
    }

    public void putByteVolatile(Object base, long offset, byte value) {
        access(SET_VOLATILE, base, offset, byte.class, value, null);
    }

    public short getShort(Object base, long offset) {
        return (Short) access(GET, base, offset, short.class, null, null);
    }

    public void putShort(Object base, long offset, short value) {
        access(SET, base, offset, short.class, value, null);
    }

    public short getShortVolatile(Object base, long offset) {
        return (Short) access(GET_VOLATILE, base, offset, short.class, null, null);
    }

    public void putShortVolatile(Object base, long offset, short value) {
        access(SET_VOLATILE, base, offset, short.class, value, null);
    }

    public char getChar(Object base, long offset) {
        return (Character) access(GET, base, offset, char.class, null, null);
    }

    public void putChar(Object base, long offset, char value) {
        access(SET, base, offset, char.class, value, null);
    }

    public char getCharVolatile(Object base, long offset) {
        return (Character) access(GET_VOLATILE, base, offset, char.class, null, null);
    }

    public void putCharVolatile(Object base, long offset, char value) {
        access(SET_VOLATILE, base, offset, char.class, value, null);
    }

    public float getFloat(Object base, long offset) {
        return (Float) access(GET, base, offset, float.class, null, null);
    }

    public void putFloat(Object base, long offset, float value) {
        access(SET, base, offset, float.class, value, null);
    }

    public float getFloatVolatile(Object base, long offset) {
        return (Float) access(GET_VOLATILE, base, offset, float.class, null, null);
    }

    public void putFloatVolatile(Object base, long offset, float value) {
        access(SET_VOLATILE, base, offset, float.class, value, null);
    }

    public double getDouble(Object base, long offset) {
        return (Double) access(GET, base, offset, double.class, null, null);
    }

    public void putDouble(Object base, long offset, double value) {
        access(SET, base, offset, double.class, value, null);
    }

    public double getDoubleVolatile(Object base, long offset) {
        return (Double) access(GET_VOLATILE, base, offset, double.class, null, null);
    }

    public void putDoubleVolatile(Object base, long offset, double value) {
        access(SET_VOLATILE, base, offset, double.class, value, null);
    }

    public Object getObject(Object base, long offset) {
        return access(GET, base, offset, Object.class, null, null);
    }

    public void putObject(Object base, long offset, Object value) {
        access(SET, base, offset, Object.class, value, null);
    }

    public Object getObjectVolatile(Object base, long offset) {
        return access(GET_VOLATILE, base, offset, Object.class, null, null);
    }

    public void putObjectVolatile(Object base, long offset, Object value) {
        access(SET_VOLATILE, base, offset, Object.class, value, null);
    }

    public void putOrderedInt(Object base, long offset, int value) {
        access(SET_VOLATILE, base, offset, int.class, value, null);
    }

    public boolean compareAndSwapInt(Object base, long offset, int expected, int value) {
        return (Boolean) access(CAS, base, offset, int.class, expected, value);
    }

    public int getAndSetInt(Object base, long offset, int value) {
        return (Integer) access(GET_AND_SET, base, offset, int.class, value, null);
    }

    public int getAndAddInt(Object base, long offset, int delta) {
        return (Integer) access(GET_AND_ADD, base, offset, int.class, delta, null);
    }

    public void putOrderedLong(Object base, long offset, long value) {
        access(SET_VOLATILE, base, offset, long.class, value, null);
    }

    public boolean compareAndSwapLong(Object base, long offset, long expected, long value) {
        return (Boolean) access(CAS, base, offset, long.class, expected, value);
    }

    public long getAndSetLong(Object base, long offset, long value) {
        return (Long) access(GET_AND_SET, base, offset, long.class, value, null);
    }

    public long getAndAddLong(Object base, long offset, long delta) {
        return (Long) access(GET_AND_ADD, base, offset, long.class, delta, null);
    }

    public void putOrderedObject(Object base, long offset, Object value) {
        access(SET_VOLATILE, base, offset, Object.class, value, null);
    }

    public boolean compareAndSwapObject(Object base, long offset, Object expected, Object value) {
        return (Boolean) access(CAS, base, offset, Object.class, expected, value);
    }

    public Object getAndSetObject(Object base, long offset, Object value) {
        return access(GET_AND_SET, base, offset, Object.class, value, null);
    }

    // -- outside the heap: not for processes

    public int getInt(long address) {
        throw refused();
    }

    public void putInt(long address, int value) {
        throw refused();
    }

    public long getLong(long address) {
        throw refused();
    }

    public void putLong(long address, long value) {
        throw refused();
    }

    public byte getByte(long address) {
        throw refused();
    }

    public void putByte(long address, byte value) {
        throw refused();
    }

    public short getShort(long address) {
        throw refused();
    }

    public void putShort(long address, short value) {
        throw refused();
    }

    public char getChar(long address) {
        throw refused();
    }

    public void putChar(long address, char value) {
        throw refused();
    }

    public float getFloat(long address) {
        throw refused();
    }

    public void putFloat(long address, float value) {
        throw refused();
    }

    public double getDouble(long address) {
        throw refused();
    }

    public void putDouble(long address, double value) {
        throw refused();
    }

    public long getAddress(long address) {
        throw refused();
    }

    public void putAddress(long address, long value) {
        throw refused();
    }

    public long allocateMemory(long bytes) {
        throw refused();
    }

    public long reallocateMemory(long address, long bytes) {
        throw refused();
    }

    public void freeMemory(long address) {
        throw refused();
    }

    public void setMemory(long address, long bytes, byte value) {
        throw refused();
    }

    public void copyMemory(long from, long to, long bytes) {
        throw refused();
    }

    public void setMemory(Object base, long offset, long bytes, byte value) {
        for (long i = 0; i < bytes; i++) {
            putByte(base, offset + i, value);
        }
    }

    /** Between byte arrays, or arrays of one type. */
    public void copyMemory(Object from, long fromOffset, Object to, long toOffset, long bytes) {
        if (from == null
                || to == null
                || from.getClass() != to.getClass()
                || !from.getClass().isArray()
                || !from.getClass().getComponentType().isPrimitive()) {
            throw refused();
        }
        int scale = scale(from.getClass().getComponentType());
        if ((fromOffset - BASE) % scale != 0 || (toOffset - BASE) % scale != 0 || bytes % scale != 0) {
            throw refused();
        }
        System.arraycopy(
                from,
                Math.toIntExact((fromOffset - BASE) / scale),
                to,
                Math.toIntExact((toOffset - BASE) / scale),
                Math.toIntExact(bytes / scale));
    }

    // -- the rest

    /** Only objects of the program's own classes, with nothing of the JDK's above them but {@code Object}. */
    public Object allocateInstance(Class<?> type) throws InstantiationException {
        return Sys.instance(type);
    }

    public void throwException(Throwable thrown) {
        Unsafe.<RuntimeException>sneak(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    public void ensureClassInitialized(Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new UnsupportedOperationException(e);
        }
    }

    public void park(boolean absolute, long time) {
        if (absolute) {
            java.util.concurrent.locks.LockSupport.parkUntil(time);
        } else if (time == 0) {
            java.util.concurrent.locks.LockSupport.park();
        } else {
            java.util.concurrent.locks.LockSupport.parkNanos(time);
        }
    }

    public void unpark(Object thread) {
        java.util.concurrent.locks.LockSupport.unpark((Thread) thread);
    }

    public int getLoadAverage(double[] averages, int count) {
        return -1;
    }

    public void loadFence() {
        VarHandle.loadLoadFence();
    }

    public void storeFence() {
        VarHandle.storeStoreFence();
    }

    public void fullFence() {
        VarHandle.fullFence();
    }

    /** The collector frees the buffer. */
    public void invokeCleaner(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("buffer is non-direct");
        }
    }
}
