package atoll.bench;

import atoll.personality.java.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The measured programs as jars of their own, made afresh in a temporary folder. */
final class Workload {
    private static final String PACKAGE = "workload/";

    private final Path folder;

    Workload() throws IOException {
        folder = Files.createTempDirectory("atoll-bench-");
    }

    Path folder() {
        return folder;
    }

    /** A jar with the class {@code workload.NAME} and its nested classes, runnable by {@code java -jar}. */
    Path jar(String name) throws IOException {
        return jar(name, name);
    }

    /** The same under another name of the same length, so that no cache has seen these bytes. */
    Path jar(String name, String as) throws IOException {
        Path jar = folder.resolve(as + ".jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, PACKAGE.replace('/', '.') + as);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String type : classes(name)) {
                out.putNextEntry(new JarEntry(PACKAGE + type.replace(name, as) + ".class"));
                out.write(renamed(bytes(type), PACKAGE + name, PACKAGE + as));
                out.closeEntry();
            }
        }
        return jar;
    }

    /** With all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    Program program(String name, String... arguments) throws IOException {
        return new Program(name, List.of(jar(name)), "workload." + name, List.of(arguments));
    }

    Program copy(String name, String as) throws IOException {
        return new Program(as, List.of(jar(name, as)), "workload." + as, List.of());
    }

    private static List<String> classes(String name) throws IOException {
        List<String> found = new java.util.ArrayList<>(List.of(name));
        for (int i = 1; Workload.class.getResource("/workload/" + name + "$" + i + ".class") != null; i++) {
            found.add(name + "$" + i);
        }
        try {
            for (Class<?> nested : Class.forName("workload." + name, false, Workload.class.getClassLoader())
                    .getDeclaredClasses()) {
                found.add(nested.getName().substring(PACKAGE.length()));
            }
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
        return found;
    }

    private static byte[] bytes(String type) throws IOException {
        try (InputStream in = Workload.class.getResourceAsStream("/" + PACKAGE + type + ".class")) {
            if (in == null) {
                throw new IOException("no class " + type);
            }
            return in.readAllBytes();
        }
    }

    private static byte[] renamed(byte[] bytes, String from, String to) {
        if (from.length() != to.length()) {
            throw new IllegalArgumentException(to + " is not as long as " + from);
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
