package atoll.linker;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the JVM forget what it has seen the JDK's collections do. All processes run the same compiled code of a collection,
 * made for the keys and elements seen first; after a boot those are the kernel's, and a program's map of numbers took up
 * to 1.5 times its time. A class that is redefined as it is starts with empty profiles (JVMTI, RedefineClasses).
 */
final class Profiles {
    /** With the classes nested in them. */
    private static final String[] COLLECTIONS = {
        "java.util.AbstractCollection",
        "java.util.AbstractList",
        "java.util.AbstractMap",
        "java.util.AbstractSet",
        "java.util.ArrayDeque",
        "java.util.ArrayList",
        "java.util.HashMap",
        "java.util.HashSet",
        "java.util.LinkedHashMap",
        "java.util.TreeMap",
        "java.util.concurrent.ConcurrentHashMap"
    };

    private Profiles() {}

    static void forget(Instrumentation instrumentation) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (isCollection(type.getName()) && instrumentation.isModifiableClass(type)) {
                classes.add(type);
            }
        }
        try {
            instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isCollection(String name) {
        for (String collection : COLLECTIONS) {
            if (name.startsWith(collection)
                    && (name.length() == collection.length() || name.charAt(collection.length()) == '$')) {
                return true;
            }
        }
        return false;
    }
}
