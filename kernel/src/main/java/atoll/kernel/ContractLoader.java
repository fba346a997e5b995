package atoll.kernel;

import java.atoll.SharedLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a jar of contracts, shared by all processes that are given one of them. Every class of the jar is judged
 * by {@link ContractBytes} and defined when the jar is opened: later nobody adds any, and nothing is looked for.
 */
public final class ContractLoader extends SharedLoader {
    private static final String CLASS = ".class";
    private static final String MODULE = "module-info.class";

    /** Not yet defined, by name. Used by the thread that opens the jar, and empty from then on. */
    private final Map<String, byte[]> files = new HashMap<>();

    private ContractLoader() {}

    static {
        registerAsParallelCapable();
    }

    /**
     * Opens a jar of contracts; not on a thread of a process. Throws {@link ContractViolation} with the first class that
     * is neither a contract nor a message, {@link IOException} when the jar cannot be read.
     */
    public static ContractLoader open(Path jar) throws IOException {
        ContractLoader loader = new ContractLoader();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (name.endsWith(CLASS) && !name.endsWith(MODULE)) {
                    byte[] bytes = file.getInputStream(entry).readAllBytes();
                    ContractBytes.check(bytes);
                    loader.files.put(
                            name.substring(0, name.length() - CLASS.length()).replace('/', '.'), bytes);
                }
            }
        }
        for (String name : Map.copyOf(loader.files).keySet()) {
            try {
                loader.loadClass(name);
            } catch (ClassNotFoundException | LinkageError e) {
                throw new ContractViolation(name, "", "cannot be defined: " + e.getMessage());
            }
        }
        return loader;
    }

    /** The contract of that name. */
    public Class<?> contract(String name) throws ClassNotFoundException {
        Class<?> type = loadClass(name);
        ContractRule.check(type);
        return type;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> known = own(name);
        if (known != null) {
            return known;
        }
        return name.startsWith("atoll.contract.")
                ? Class.forName(name, false, ContractLoader.class.getClassLoader())
                : super.loadClass(name, resolve);
    }

    private @Nullable Class<?> own(String name) {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            byte[] bytes = files.remove(name);
            return bytes == null ? null : defineClass(name, bytes, 0, bytes.length);
        }
    }
}
