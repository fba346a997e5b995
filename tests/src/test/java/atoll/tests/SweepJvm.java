package atoll.tests;

import atoll.personality.java.Grants;
import guest.hostile.Sweep;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A JVM of its own, in which no class of the JDK was used yet: lets a process initialise those of some modules, then looks
 * for objects of the process in their statics. HOW FOLDER.
 */
final class SweepJvm {
    private static final Set<String> MODULES = Set.of(
            "java.base", "java.logging", "java.naming", "java.net.http", "java.rmi", "java.sql", "java.security.jgss");

    /** Its statics are beyond the JVM's own code, or it ends the JVM. */
    private static final List<String> LEFT_OUT =
            List.of("jdk.internal.vm.", "jdk.internal.misc.CDS", "jdk.internal.foreign.abi.", "java.lang.Shutdown");

    private static final int DEPTH = 5;
    private static final int ENOUGH = 2_000;

    private int statics;

    private SweepJvm() {}

    public static void main(String[] args) throws Exception {
        List<String> names = names();
        Path folder = Path.of(args[1]);
        Files.write(folder.resolve("names"), names);
        Grants grants = new Grants().property("secret", "").read(folder, "/given");
        Run run = Run.with(grants, Sweep.class, "/given/names", args[0]);
        run.end();
        System.out.println(run.out() + run.err());
        System.out.println("ran as the host: " + System.getProperty("hostile"));
        SweepJvm sweep = new SweepJvm();
        names.forEach(sweep::look);
        System.out.println("looked at " + (sweep.statics > names.size() ? "all" : "few: " + sweep.statics));
        System.exit(0);
    }

    private static List<String> names() throws IOException {
        Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
        List<String> names = new ArrayList<>();
        for (String module : MODULES) {
            Path root = modules.resolve(module);
            try (var files = Files.walk(root)) {
                files.map(f -> root.relativize(f).toString())
                        .filter(f -> f.endsWith(".class") && f.contains("/"))
                        .map(f -> f.substring(0, f.length() - ".class".length()).replace('/', '.'))
                        .filter(n -> LEFT_OUT.stream().noneMatch(n::startsWith))
                        .forEach(names::add);
            }
        }
        Collections.sort(names);
        return names;
    }

    private void look(String name) {
        try {
            Class<?> type = Class.forName(name, false, ClassLoader.getPlatformClassLoader());
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    statics++;
                    walk(
                            Memory.get(field, type),
                            DEPTH,
                            Collections.newSetFromMap(new IdentityHashMap<>()),
                            name + "." + field.getName());
                }
            }
        } catch (ClassNotFoundException | LinkageError | UnsupportedOperationException e) {
            // Not on this machine; or a field of a class without addresses.
            return;
        }
    }

    private void walk(Object value, int depth, Set<Object> seen, String path) {
        if (value == null || depth == 0 || value instanceof ClassLoader || value instanceof Thread) {
            return;
        }
        if (!seen.add(value) || seen.size() > ENOUGH) {
            return;
        }
        if (value.getClass().getName().startsWith("guest.")) {
            System.out.println("KEPT " + path + ": " + value.getClass().getName());
            return;
        }
        if (value instanceof Object[] array) {
            for (Object element : array) {
                walk(element, depth - 1, seen, path + "[]");
            }
            return;
        }
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            if (!type.isHidden() && !type.isRecord() && type != Class.class) {
                fields(value, type, depth, seen, path);
            }
        }
    }

    private void fields(Object value, Class<?> type, int depth, Set<Object> seen, String path) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                walk(Memory.get(field, value), depth - 1, seen, path + "." + field.getName());
            }
        }
    }
}
