package atoll.tests;

import atoll.kernel.Preload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Makes jars of guest programs, good and bad. */
public final class Jars {
    private Jars() {}

    /** The class file of a guest. */
    public static byte[] bytes(Class<?> type) throws IOException {
        return Files.readAllBytes(Preload.place(type).resolve(type.getName().replace('.', '/') + ".class"));
    }

    /** A jar with this manifest and these entries. */
    public static Path write(Path jar, Map<String, String> manifest, Map<String, byte[]> entries) throws IOException {
        Manifest head = new Manifest();
        head.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach((k, v) -> head.getMainAttributes().putValue(k, v));
        try (OutputStream to = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(to, head)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return jar;
    }

    /** A jar that runs {@code main}. */
    public static Path runnable(Path folder, Class<?> main) throws IOException {
        return write(
                folder.resolve(main.getSimpleName() + ".jar"),
                Map.of("Main-Class", main.getName()),
                Map.of(main.getName().replace('.', '/') + ".class", bytes(main)));
    }
}
