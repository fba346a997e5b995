package atoll.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which methods of a process's classes only read, as the linker finds (its {@code PureCode}). It makes no difference to them
 * which process the thread is in, so gates call them without entering.
 *
 * <p>A class exists only if its bytes were noted before, and what is kept of several classes of one name and loader is what
 * they have in common: so what is found here is true of the class that exists, whichever that is.
 */
public final class PureMethods {
    // Guarded by this.
    /** By the name of the class, names and types of methods. */
    private final Map<String, Set<String>> noted = new HashMap<>();

    private @Nullable ClassLoader loader;
    private boolean distrusted;

    /** The class of that name that {@code from} is about to define has these, each its name and its type; names as in class files. */
    public synchronized void note(ClassLoader from, String type, Set<String> methods) {
        if (distrusted) {
            return;
        }
        loader = from;
        Set<String> known = noted.get(type);
        if (known == null) {
            noted.put(type, methods);
        } else {
            known.retainAll(methods);
        }
    }

    /** A class was not understood, or the process is dead: from now on nothing is believed, and nothing kept. */
    public synchronized void distrust() {
        distrusted = true;
        loader = null;
        noted.clear();
    }

    /** Bit {@code i} for method {@code i} of the contract, if the class itself declares that it implements it. */
    synchronized long of(Class<?> type, GateType<?> contract) {
        Set<String> pure = noted.get(type.getName().replace('.', '/'));
        if (pure == null || type.getClassLoader() != loader || type.isHidden()) {
            return 0;
        }
        // Only such classes are noted: another that has the name by now was not.
        if (!List.of(type.getInterfaces()).contains(contract.contract())) {
            return 0;
        }
        long bits = 0;
        for (int i = 0; i < contract.size(); i++) {
            if (pure.contains(contract.signature(i))) {
                bits |= 1L << i;
            }
        }
        return bits;
    }
}
