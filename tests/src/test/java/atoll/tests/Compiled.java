package atoll.tests;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Sources compiled in memory, in a loader of their own. Each source is the body of a class {@code row.R0}, {@code R1}, ... */
final class Compiled {
    private final Map<String, byte[]> classes = new HashMap<>();

    Compiled(List<String> bodies) throws Exception {
        List<JavaFileObject> units = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            String text = "package row; import atoll.contract.*; public class R" + i + " {" + bodies.get(i) + "}";
            units.add(source("R" + i, text));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
        try (var files = new InMemory(compiler.getStandardFileManager(told, null, null))) {
            List<String> options = List.of("-proc:none", "-Xlint:none", "-cp", System.getProperty("java.class.path"));
            if (!compiler.getTask(null, files, told, options, null, units).call()) {
                throw new IllegalArgumentException(
                        told.getDiagnostics().stream().map(Object::toString).collect(Collectors.joining("\n")));
            }
        }
    }

    /** The bytes of class {@code name} nested in row {@code number}. */
    byte[] bytes(int number, String name) {
        return java.util.Objects.requireNonNull(
                        classes.get("row.R" + number + (name.isEmpty() ? "" : "$" + name)), name)
                .clone();
    }

    /** A loader with all of it, where {@code replaced}, if not null, takes the place of class {@code name}. */
    ClassLoader loader(String name, byte[] replaced) {
        Map<String, byte[]> all = new HashMap<>(classes);
        if (replaced != null) {
            all.put(name, replaced);
        }
        return new ClassLoader(Compiled.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String wanted) throws ClassNotFoundException {
                byte[] bytes = all.get(wanted);
                if (bytes == null) {
                    throw new ClassNotFoundException(wanted);
                }
                return defineClass(wanted, bytes, 0, bytes.length);
            }
        };
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("row:///row/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        InMemory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("row:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(name, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
