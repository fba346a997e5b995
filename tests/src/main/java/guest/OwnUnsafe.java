package guest;

import java.lang.reflect.Field;
import java.util.Arrays;

/** Uses {@code sun.misc.Unsafe} as libraries do: on fields and arrays of its own. */
public final class OwnUnsafe {
    private volatile int count = 3;
    private volatile long state = 5;
    private volatile Object link = "a";
    private final String fixed;
    private static volatile int shared = 7;

    private OwnUnsafe() {
        fixed = "made";
        System.out.println("constructor");
    }

    public static void main(String[] args) throws Exception {
        Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        sun.misc.Unsafe unsafe = (sun.misc.Unsafe) field.get(null);
        OwnUnsafe own = (OwnUnsafe) unsafe.allocateInstance(OwnUnsafe.class);
        System.out.println(own.fixed + " " + own.count);
        long count = unsafe.objectFieldOffset(OwnUnsafe.class.getDeclaredField("count"));
        long state = unsafe.objectFieldOffset(OwnUnsafe.class.getDeclaredField("state"));
        long link = unsafe.objectFieldOffset(OwnUnsafe.class.getDeclaredField("link"));
        unsafe.putInt(own, count, 10);
        unsafe.putLongVolatile(own, state, 20L);
        System.out.println(unsafe.getAndAddInt(own, count, 5) + " " + own.count + " " + unsafe.getLong(own, state));
        System.out.println(unsafe.compareAndSwapLong(own, state, 20, 21) + " "
                + unsafe.compareAndSwapLong(own, state, 20, 22) + " " + own.state);
        System.out.println(unsafe.compareAndSwapObject(own, link, null, "b") + " "
                + unsafe.getAndSetObject(own, link, "c") + " " + unsafe.getObjectVolatile(own, link));
        Field one = OwnUnsafe.class.getDeclaredField("shared");
        Object base = unsafe.staticFieldBase(one);
        System.out.println(unsafe.getAndSetInt(base, unsafe.staticFieldOffset(one), 8) + " " + shared);
        arrays(unsafe);
    }

    private static void arrays(sun.misc.Unsafe unsafe) {
        long[] longs = new long[4];
        int scale = unsafe.arrayIndexScale(long[].class);
        unsafe.putLong(longs, unsafe.arrayBaseOffset(long[].class) + 2L * scale, 9);
        String[] strings = new String[3];
        long at = unsafe.arrayBaseOffset(String[].class) + (long) unsafe.arrayIndexScale(String[].class);
        System.out.println(unsafe.compareAndSwapObject(strings, at, null, "x")
                + Arrays.toString(strings)
                + Arrays.toString(longs));
        byte[] bytes = new byte[12];
        unsafe.putInt(bytes, sun.misc.Unsafe.ARRAY_BYTE_BASE_OFFSET + 3L, 0x01020304);
        byte[] copy = new byte[12];
        unsafe.copyMemory(
                bytes, sun.misc.Unsafe.ARRAY_BYTE_BASE_OFFSET, copy, sun.misc.Unsafe.ARRAY_BYTE_BASE_OFFSET + 2L, 10);
        System.out.println(Arrays.toString(copy) + unsafe.getInt(bytes, sun.misc.Unsafe.ARRAY_BYTE_BASE_OFFSET + 3L));
    }
}
