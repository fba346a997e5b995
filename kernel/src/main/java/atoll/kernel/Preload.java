package atoll.kernel;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Loads every class of Atoll before the first process runs. On a thread of a process the host's class path is not there,
 * not even for the kernel's own code; what is loaded already needs no look-up. It also keeps class loading out of
 * critical moments: a kill, a full stack, a full heap.
 */
public final class Preload {
    private Preload() {}

    /** Loads all classes from where {@code anchor} came from that are in its package or below. */
    public static void beside(Class<?> anchor) {
        try {
            Path place = Path.of(
                    anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
            String prefix = anchor.getPackageName().replace('.', '/') + "/";
            for (String name : Files.isDirectory(place) ? inFolder(place, prefix) : inJar(place, prefix)) {
                Class.forName(
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'),
                        true,
                        anchor.getClassLoader());
            }
        } catch (URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException("Atoll's own classes cannot be loaded", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Atoll's own classes cannot be read", e);
        }
    }

    private static List<String> inJar(Path jar, String prefix) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(e -> e.getName())
                    .filter(n -> wanted(n, prefix))
                    .toList();
        }
    }

    private static List<String> inFolder(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(prefix))) {
            return files.map(f -> folder.relativize(f).toString().replace(File.separatorChar, '/'))
                    .filter(n -> wanted(n, prefix))
                    .toList();
        }
    }

    private static boolean wanted(String name, String prefix) {
        return name.startsWith(prefix) && name.endsWith(".class");
    }
}
