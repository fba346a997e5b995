package java.atoll;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Array;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * More hooks: what a process can do with a class or loader of the kernel, the boundary or the host that it came across
 * (on a stack, behind {@code System.out}): nothing. Members of such a class are not there for reflection and method
 * handles, its frames are not there for a stack walk; such a loader neither tells nor changes anything. Contracts, which
 * are such classes too, have their public members.
 */
public final class Reach {
    private Reach() {}

    /** Classes of the JDK, and everything that loaders of processes have defined. */
    private static boolean within(Class<?> type) {
        return !Hook.host(type.getClassLoader()) || type.getModule().isNamed();
    }

    /** {@code Class.forName} on a loader of the host, which the JVM asks itself: what is not for processes is not found. */
    public static void seen(String name, Object loader) throws ClassNotFoundException {
        World world = Identity.current();
        if (world == null || name == null || !Hook.host((ClassLoader) loader)) {
            return;
        }
        int from = name.lastIndexOf('[') + 1;
        int to = name.length();
        if (from > 0 && from + 1 < to && name.charAt(from) == 'L') {
            from++;
            to--;
        }
        if (from + 1 < to) {
            String plain = name.substring(from, to);
            if (!world.visible(plain) && !world.shares(plain)) {
                throw new ClassNotFoundException(name);
            }
        }
    }

    /** {@link #seen} for the form that takes its caller's loader: a deputy in the JDK has one of the host. */
    public static void seenBy(String name, Object caller) throws ClassNotFoundException {
        if (caller != null && (name == null || !name.startsWith("["))) {
            ClassLoader loader = ((Class<?>) caller).getClassLoader();
            if (loader != Hook.HOST_LOADER || ((Class<?>) caller).getModule().isNamed()) {
                seen(name, loader);
            }
        }
    }

    /** The JDK class is initialised as the host, if it is not yet. */
    public static void first(String className) {
        World world = Identity.current();
        if (world != null) {
            world.first(className);
        }
    }

    /** Members that reflection finds: of a class that the process shares with others the public ones. */
    public static Object members(Object members, Object type) {
        if (within((Class<?>) type)) {
            return members;
        }
        World world = Identity.current();
        if (world == null) {
            return members;
        }
        Object[] all = (Object[]) members;
        Object[] found = (Object[]) Array.newInstance(members.getClass().getComponentType(), all.length);
        int count = 0;
        if (world.shares((Class<?>) type)) {
            for (Object member : all) {
                if (Modifier.isPublic(((Member) member).getModifiers())) {
                    found[count++] = member;
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Before a look-up finds something in {@code type}; as one of this process it finds public members only. */
    public static void reach(Object type, Object lookup) throws IllegalAccessException {
        World world = Identity.current();
        if (world != null && !world.shares(component(type))) {
            reachInto(type, lookup);
        }
    }

    /** Before a look-up becomes one of {@code type}. The kernel's own look-ups on a thread of a process pass. */
    public static void reachInto(Object type, Object lookup) throws IllegalAccessException {
        if (type == null || lookup == null || Identity.current() == null) {
            return;
        }
        Class<?> component = component(type);
        if (!within(component) && isGuest((MethodHandles.Lookup) lookup)) {
            throw new IllegalAccessException("refused: " + component.getName() + " is not a class of this process");
        }
    }

    /** Any process can have a look-up "in" any class that it sees, which then can do no more than public ones. */
    private static boolean isGuest(MethodHandles.Lookup lookup) {
        return within(lookup.lookupClass()) || (lookup.lookupModes() & MethodHandles.Lookup.PRIVATE) == 0;
    }

    private static Class<?> component(Object type) {
        Class<?> component = (Class<?>) type;
        while (component != null && component.isArray()) {
            component = component.getComponentType();
        }
        return component;
    }

    /** Whether a stack walk leaves out frames; it always does for a process, see {@link #frameSkipped}. */
    public static boolean walkSkips(boolean skips) {
        return skips || Identity.current() != null;
    }

    public static boolean frameSkipped(boolean skipped, Object type) {
        return skipped || !within((Class<?>) type) && Identity.current() != null || Segments.foreign((Class<?>) type);
    }

    /** {@code ClassLoader.findLoadedClass}: a loader of the host has loaded more than a process may see. */
    public static String loadedName(Object loader, String name) {
        return Hook.host((ClassLoader) loader) ? Hook.className(name) : name;
    }

    /** True, and so nothing is done, when a process would change a loader of the host. */
    public static boolean ofHost(Object loader) {
        return Identity.current() != null && Hook.host((ClassLoader) loader);
    }

    /** Packages that the boot loader has defined. */
    public static Object packages(Object packages) {
        return packages(packages, null);
    }

    public static Object packages(Object packages, Object loader) {
        World world = Identity.current();
        if (world == null || !Hook.host((ClassLoader) loader)) {
            return packages;
        }
        Stream<?> all = (Stream<?>) packages;
        return all.filter(p -> world.visible(((Package) p).getName() + ".X"));
    }

    public static Object definedPackage(Object found, Object loader) {
        World world = Identity.current();
        boolean hidden = found != null
                && world != null
                && Hook.host((ClassLoader) loader)
                && !world.visible(((Package) found).getName() + ".X");
        return hidden ? null : found;
    }
}
