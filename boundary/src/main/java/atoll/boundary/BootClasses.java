package atoll.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Defines the boundary's classes on the boot loader of a JVM that was started with just {@code java -jar}. To append to
 * the boot class path so late would do too, but then the JVM writes a warning to the standard output of the program.
 */
final class BootClasses {
    private static final String PACKAGE = "java/atoll/";
    private static final String SUFFIX = ".class";

    private record Bytes(String name, byte[] bytes) {}

    private BootClasses() {}

    static void define(Instrumentation instrumentation) throws IOException, ReflectiveOperationException {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("jdk.internal.misc", Set.of(BootClasses.class.getModule())),
                Map.of(),
                Set.of(),
                Map.of());
        Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
        Object instance = unsafe.getMethod("getUnsafe").invoke(null);
        Method define = unsafe.getMethod(
                "defineClass",
                String.class,
                byte[].class,
                int.class,
                int.class,
                ClassLoader.class,
                ProtectionDomain.class);
        Queue<Bytes> left = new ArrayDeque<>(read());
        // A class must come after its superclass: who is too early goes to the end of the queue.
        for (int early = 0; !left.isEmpty() && early <= left.size(); ) {
            Bytes next = left.remove();
            try {
                define.invoke(instance, next.name(), next.bytes(), 0, next.bytes().length, null, null);
                early = 0;
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof NoClassDefFoundError)) {
                    throw e;
                }
                left.add(next);
                early++;
            }
        }
        if (!left.isEmpty()) {
            throw new ClassNotFoundException(
                    "no superclass for " + left.element().name());
        }
    }

    private static List<Bytes> read() throws IOException {
        try (JarFile jar = new JarFile(place().toFile())) {
            List<Bytes> result = new ArrayList<>();
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (!name.startsWith(PACKAGE) || !name.endsWith(SUFFIX)) {
                    continue;
                }
                try (InputStream in = jar.getInputStream(entry)) {
                    result.add(new Bytes(name.substring(0, name.length() - SUFFIX.length()), in.readAllBytes()));
                }
            }
            return result;
        }
    }

    private static Path place() throws IOException {
        try {
            return Path.of(BootClasses.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
