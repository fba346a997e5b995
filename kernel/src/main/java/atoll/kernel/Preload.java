package atoll.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads every class of Atoll before the first process runs. On a thread of a process the host's class path is not there,
 * not even for the kernel's own code; what is loaded already needs no look-up. It also keeps class loading out of
 * critical moments: a kill, a full stack, a full heap.
 */
public final class Preload {
    private static final String SUFFIX = ".class";

    private Preload() {}

    /** Loads all classes from where {@code anchor} came from that are in its package or below, and returns them. */
    public static List<Class<?>> beside(Class<?> anchor) {
        List<Class<?>> loaded = new ArrayList<>();
        Path place = place(anchor);
        try {
            String prefix = anchor.getPackageName().replace('.', '/') + "/";
            List<String> names = new ArrayList<>();
            if (Files.isDirectory(place)) {
                inFolder(place.resolve(prefix), prefix, names);
            } else {
                inJar(place, prefix, names);
            }
            for (String name : names) {
                loaded.add(Class.forName(
                        name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'),
                        true,
                        anchor.getClassLoader()));
            }
            return loaded;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Atoll's own classes cannot be loaded", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Atoll's own classes cannot be read", e);
        }
    }

    /** The jar or folder that the class came from: of a class of Atoll's own, or of a program's on the same class path. */
    public static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void inJar(Path jar, String prefix, List<String> into) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.startsWith(prefix) && name.endsWith(SUFFIX)) {
                    into.add(name);
                }
            }
        }
    }

    /** {@code prefix} is the folder's own name, as jars write it. */
    private static void inFolder(Path folder, String prefix, List<String> into) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = prefix + entry.getFileName();
                if (name.endsWith(SUFFIX)) {
                    into.add(name);
                } else if (Files.isDirectory(entry)) {
                    inFolder(entry, name + "/", into);
                }
            }
        }
    }
}
