package java.atoll;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.util.Arrays;

/** Hooks for the classes that a program makes beside one that it has: by {@code Lookup}, named or hidden. */
public final class LookupHook {
    private LookupHook() {}

    /** As {@link Hook#link}. */
    public static byte[] linkBeside(Object lookup, byte[] bytes) {
        ClassLoader loader = loader(lookup);
        World world = Identity.owner();
        return world == null || bytes == null || Hook.host(loader)
                ? bytes
                : world.link(loader, null, bytes, 0, bytes.length);
    }

    /**
     * The options of a hidden class, which in a process always lives as long as its loader: of any other that fails to link, or whose
     * thread is killed meanwhile, HotSpot holds the loader for ever (measured, JDK 25).
     */
    public static Object strong(Object lookup, Object options) {
        ClassOption[] given = (ClassOption[]) options;
        if (given == null
                || Identity.owner() == null
                || Hook.host(loader(lookup))
                || Arrays.asList(given).contains(ClassOption.STRONG)) {
            return given;
        }
        ClassOption[] more = Arrays.copyOf(given, given.length + 1);
        more[given.length] = ClassOption.STRONG;
        return more;
    }

    private static ClassLoader loader(Object lookup) {
        return ((MethodHandles.Lookup) lookup).lookupClass().getClassLoader();
    }
}
