package atoll.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What the java launcher reads in a jar before it runs it. {@code Launcher-Agent-Class}, {@code Add-Opens} and their like
 * are not honoured: a process has no say in the JVM that it runs in.
 *
 * @param classPath what the manifest names as further class path, existing or not
 */
record JarHead(@Nullable String mainClass, List<Path> classPath) {
    private static final int MAGIC = 0x504B;

    /** Reads the head of {@code jar}, whose central directory is checked with it. */
    static JarHead read(Path jar) throws BadInput {
        if (!Files.isRegularFile(jar)) {
            throw new BadInput(jar + ": not a file");
        }
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            @Nullable Manifest manifest = file.getManifest();
            if (manifest == null) {
                return new JarHead(null, List.of());
            }
            Attributes main = manifest.getMainAttributes();
            @Nullable String type = main.getValue(Attributes.Name.MAIN_CLASS);
            return new JarHead(
                    type == null || type.isBlank() ? null : type.strip(),
                    classPath(jar, main.getValue(Attributes.Name.CLASS_PATH)));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInput(jar + ": " + (isJar(jar) ? "a damaged jar" : "not a jar"), e);
        }
    }

    /** Whether the file starts as a zip file does. */
    static boolean isJar(Path file) {
        try (var in = Files.newInputStream(file)) {
            return (in.read() << 8 | in.read()) == MAGIC;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> classPath(Path jar, @Nullable String names) {
        List<Path> result = new ArrayList<>();
        if (names == null) {
            return result;
        }
        for (String name : names.strip().split("\\s+")) {
            try {
                URI uri = jar.toAbsolutePath().toUri().resolve(name);
                if ("file".equals(uri.getScheme())) {
                    result.add(Path.of(uri.getPath()).normalize());
                }
            } catch (IllegalArgumentException e) {
                // Not a URL: the class loader leaves it out too.
            }
        }
        return result;
    }
}
