package atoll.kernel;

import java.atoll.SharedLoader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
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
        return open(List.of(jar));
    }

    /** As {@link #open(Path)}, with the classes of several jars and folders, which may know each other. */
    public static ContractLoader open(List<Path> places) throws IOException {
        ContractLoader loader = new ContractLoader();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                loader.readFolder(place);
            } else {
                loader.readJar(place);
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

    private void readFolder(Path folder) throws IOException {
        Deque<Path> left = new ArrayDeque<>(List.of(folder));
        while (!left.isEmpty()) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(left.removeLast())) {
                for (Path entry : entries) {
                    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                        left.add(entry);
                    } else if (isClass(entry.toString())) {
                        add(folder.relativize(entry).toString(), Files.readAllBytes(entry));
                    }
                }
            }
        }
    }

    private static boolean isClass(String file) {
        return file.endsWith(CLASS) && !file.endsWith(MODULE);
    }

    private void add(String file, byte[] bytes) {
        ContractBytes.check(bytes);
        files.putIfAbsent(file.substring(0, file.length() - CLASS.length()).replace('/', '.'), bytes);
    }

    private void readJar(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (isClass(entry.getName())) {
                    add(entry.getName(), file.getInputStream(entry).readAllBytes());
                }
            }
        }
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
