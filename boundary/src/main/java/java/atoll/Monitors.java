package java.atoll;

import java.util.IdentityHashMap;

/**
 * Stand-in locks for objects that all processes share: strings (interned literals), classes of the JDK, boxes, and enum
 * constants and other singletons of the JDK; contracts, messages and gates, which cross in calls. Without them one process could hold a lock that another one needs.
 */
final class Monitors {
    private Monitors() {}

    static boolean shared(Object o) {
        Class<?> c = o.getClass();
        if (c == Object.class) {
            return false;
        }
        if (o instanceof Class<?> k) {
            return platform(k);
        }
        return c == String.class
                || o instanceof Number && c.getPackageName().equals("java.lang")
                || c == Boolean.class
                || c == Character.class
                || c == Runtime.class
                || c == Module.class
                || c == SharedPrint.class
                || c == SharedInput.class
                || c == java.io.FileDescriptor.class && Standard.ofHost(o)
                || o instanceof ClassLoader loader && Hook.host(loader)
                || o instanceof Enum<?> e && platform(e.getDeclaringClass())
                || (o instanceof Record || o instanceof Enum<?> || o instanceof Gate) && crosses(c.getClassLoader());
    }

    /** Contracts are classes of a shared loader, or of the host's. */
    private static boolean crosses(ClassLoader loader) {
        return loader == Hook.HOST_LOADER || loader instanceof SharedLoader;
    }

    private static boolean platform(Class<?> c) {
        Class<?> k = c;
        while (k.isArray()) {
            k = k.getComponentType();
        }
        ClassLoader loader = k.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader() || crosses(loader);
    }

    /** Objects that are equal may stand for each other here: a coarser lock is still a lock of this process only. */
    static Object standIn(Object o) {
        World world = Identity.current();
        if (world == null) {
            return o;
        }
        IdentityHashMap<Object, Object> map = world.standIns;
        synchronized (map) {
            return map.computeIfAbsent(o, k -> new Object());
        }
    }
}
