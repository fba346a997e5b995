package atoll.personality.java;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.CodeSource;
import java.security.SecureClassLoader;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The system loader of a process: what the JDK's application loader is to a JVM. Like that one it is no
 * {@code URLClassLoader}, its parent is the platform loader, packages of the JDK's modules come before the class path,
 * and the classes of the JDK's tools are its own: every process loads them anew, linked like any class of its program.
 *
 * <p>Works while classes are looked up, so no lambda and no string concatenation here.
 */
final class ProgramLoader extends SecureClassLoader {
    private final ClassPath path;
    private final ToolModules tools;
    private final Visible visible;
    private final StandIns standIns;
    /** Classes that the process shares with others, by name: contracts and their messages. */
    private final Map<String, Class<?>> shared;

    /** Null until a class or service of the tools is asked for. Guarded by {@link #tools} only where it is made. */
    private volatile @Nullable ModuleLayer layer;

    private final Object making = new Object();

    static {
        registerAsParallelCapable();
    }

    ProgramLoader(URL[] urls, Visible visible, ToolModules tools, StandIns standIns, Map<String, Class<?>> shared) {
        super(ClassLoader.getPlatformClassLoader());
        this.path = new ClassPath(urls);
        this.visible = visible;
        this.tools = tools;
        this.standIns = standIns;
        this.shared = shared;
    }

    /** As the JDK's own; the name itself would show in stack traces, where the JDK leaves out that of its own. */
    @Override
    public String getName() {
        return "app";
    }

    int size() {
        return path.size();
    }

    List<?> close() {
        return path.close();
    }

    /** Defines the modules of the tools when the service is one of theirs. */
    void services(String service) {
        if (tools.provides(service)) {
            defineTools();
        }
    }

    private void defineTools() {
        if (layer == null) {
            synchronized (making) {
                if (layer == null) {
                    layer = tools.define(this);
                }
            }
        }
    }

    // -- classes

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> found;
        synchronized (getClassLoadingLock(name)) {
            found = findLoadedClass(name);
            if (found == null) {
                found = look(name);
            }
        }
        if (resolve) {
            resolveClass(found);
        }
        return found;
    }

    private Class<?> look(String name) throws ClassNotFoundException {
        String module = tools.moduleOf(packageOf(name));
        if (module != null) {
            return findTool(module, name);
        }
        Class<?> common = shared.get(name);
        if (common != null) {
            return common;
        }
        byte[] standIn = standIns.get(name);
        if (standIn != null) {
            return defineClass(name, standIn, 0, standIn.length);
        }
        if (name.startsWith("java.") || visible.test(name)) {
            return getPlatformClassLoader().loadClass(name);
        }
        return findClass(name);
    }

    /** The class of that name that the process has in common with others. */
    @Nullable Class<?> shared(String name) {
        return shared.get(name);
    }

    private static String packageOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        Object resource = path.get(name.replace('.', '/').concat(".class"));
        if (resource == null) {
            throw new ClassNotFoundException(name);
        }
        try {
            URL place = ClassPath.place(resource);
            String pack = packageOf(name);
            if (!pack.isEmpty()) {
                enter(pack, ClassPath.manifest(resource), place);
            }
            byte[] bytes = ClassPath.bytes(resource);
            return defineClass(name, bytes, 0, bytes.length, new CodeSource(place, ClassPath.signers(resource)));
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    protected @Nullable Class<?> findClass(@Nullable String module, String name) {
        try {
            if (module == null) {
                return findClass(name);
            }
            if (module.equals(tools.moduleOf(packageOf(name)))) {
                synchronized (getClassLoadingLock(name)) {
                    Class<?> known = findLoadedClass(name);
                    return known == null ? findTool(module, name) : known;
                }
            }
        } catch (ClassNotFoundException e) {
            return null;
        }
        return null;
    }

    private Class<?> findTool(String module, String name) throws ClassNotFoundException {
        defineTools();
        byte[] bytes = tools.read(module, name.replace('.', '/').concat(".class"));
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length, tools.source(module));
    }

    // -- packages, as the JDK's application loader defines them

    private void enter(String name, @Nullable Manifest manifest, URL place) {
        Package known = getDefinedPackage(name);
        Attributes own = manifest == null
                ? null
                : manifest.getAttributes(name.replace('.', '/').concat("/"));
        Attributes main = manifest == null ? null : manifest.getMainAttributes();
        boolean seal = "true".equalsIgnoreCase(value(own, main, Attributes.Name.SEALED));
        if (known == null) {
            try {
                definePackage(
                        name,
                        value(own, main, Attributes.Name.SPECIFICATION_TITLE),
                        value(own, main, Attributes.Name.SPECIFICATION_VERSION),
                        value(own, main, Attributes.Name.SPECIFICATION_VENDOR),
                        value(own, main, Attributes.Name.IMPLEMENTATION_TITLE),
                        value(own, main, Attributes.Name.IMPLEMENTATION_VERSION),
                        value(own, main, Attributes.Name.IMPLEMENTATION_VENDOR),
                        seal ? place : null);
                return;
            } catch (IllegalArgumentException e) {
                // Another thread was first.
                known = getDefinedPackage(name);
            }
        }
        if (known.isSealed() ? !known.isSealed(place) : seal) {
            throw new SecurityException(
                    "sealing violation: package ".concat(name).concat(seal ? " is already defined" : " is sealed"));
        }
    }

    private static @Nullable String value(@Nullable Attributes own, @Nullable Attributes main, Attributes.Name name) {
        String value = own == null ? null : own.getValue(name);
        return value == null && main != null ? main.getValue(name) : value;
    }

    // -- resources

    @Override
    protected @Nullable URL findResource(String name) {
        URL tool = toolResource(name);
        return tool == null ? path.find(name) : tool;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return path.findAll(name);
    }

    @Override
    protected @Nullable URL findResource(@Nullable String module, String name) {
        return module == null ? findResource(name) : tools.find(module, name);
    }

    /** Class files of the tools can be found by anyone, as everywhere in the JDK; their other resources cannot. */
    private @Nullable URL toolResource(String name) {
        int slash = name.lastIndexOf('/');
        if (slash < 0 || !name.endsWith(".class")) {
            return null;
        }
        String module = tools.moduleOf(name.substring(0, slash).replace('/', '.'));
        return module == null ? null : tools.find(module, name);
    }

    /** From the class path's own jars: a connection would open them a second time and keep them. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        try {
            URL url = getParent().getResource(name);
            if (url == null) {
                url = toolResource(name);
            }
            if (url != null) {
                return url.openStream();
            }
            Object resource = path.get(name);
            return resource == null ? null : ClassPath.stream(resource);
        } catch (IOException e) {
            return null;
        }
    }
}
