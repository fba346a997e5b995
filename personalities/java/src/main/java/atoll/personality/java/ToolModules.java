package atoll.personality.java;

import atoll.kernel.Internals;
import atoll.linker.MemberTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's tools (javac, jar, javadoc and so on): modules that the JDK gives its application loader, so they are programs
 * more than library. The host's copies are not for processes; each process defines the modules for itself, in a layer on
 * top of the host's, when it first asks for one of their classes or services.
 */
final class ToolModules {
    private final Map<String, String> modules = new HashMap<>();
    private final Set<String> services = new HashSet<>();
    private final Map<String, ModuleReader> readers = new HashMap<>();
    private final Map<String, CodeSource> sources = new HashMap<>();
    private final ModuleFinder finder;
    private final MethodHandle export;
    private final MethodHandle open;

    /** The same for all processes; made when the first one needs it. */
    private volatile @Nullable Configuration configuration;

    ToolModules(MemberTable table, Internals internals) {
        Map<String, ModuleReference> found = new HashMap<>();
        for (String name : table.toolModules()) {
            ModuleReference reference = ModuleFinder.ofSystem()
                    .find(name)
                    .orElseThrow(() -> new IllegalStateException("Atoll does not start: this JDK has no " + name));
            found.put(name, reference);
            reference.descriptor().packages().forEach(p -> modules.put(p, name));
            reference.descriptor().provides().forEach(p -> services.add(p.service()));
            read(name, reference);
        }
        this.finder = new Only(found);
        try {
            MethodHandles.Lookup lookup = internals.fullLookup(Module.class);
            MethodType type = MethodType.methodType(void.class, String.class, Module.class);
            this.export = lookup.findVirtual(Module.class, "implAddExports", type);
            this.open = lookup.findVirtual(Module.class, "implAddOpens", type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK's Module is not the one Atoll knows", e);
        }
    }

    private void read(String name, ModuleReference reference) {
        try {
            readers.put(name, reference.open());
            URL url = reference.location().orElseThrow().toURL();
            sources.put(name, new CodeSource(url, (CodeSigner[]) null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tool module that has the package; null when none has. */
    @Nullable String moduleOf(String packageName) {
        return modules.get(packageName);
    }

    boolean provides(String service) {
        return services.contains(service);
    }

    CodeSource source(String module) {
        CodeSource source = sources.get(module);
        if (source == null) {
            throw new IllegalArgumentException(module);
        }
        return source;
    }

    byte @Nullable [] read(String module, String name) throws ClassNotFoundException {
        try {
            ModuleReader reader = readers.get(module);
            java.io.InputStream in = reader == null ? null : reader.open(name).orElse(null);
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Nullable URL find(String module, String name) {
        try {
            ModuleReader reader = readers.get(module);
            URI uri = reader == null ? null : reader.find(name).orElse(null);
            return uri == null ? null : uri.toURL();
        } catch (MalformedURLException e) {
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Defines the modules in {@code loader}, with the access to the JDK's inside that the JDK gives its own. */
    ModuleLayer define(ClassLoader loader) {
        ModuleLayer boot = ModuleLayer.boot();
        Configuration resolved = configuration;
        if (resolved == null) {
            resolved = boot.configuration().resolve(finder, ModuleFinder.of(), sources.keySet());
            configuration = resolved;
        }
        ModuleLayer layer = ModuleLayer.defineModules(resolved, List.of(boot), name -> loader)
                .layer();
        Map<String, Module> made = new HashMap<>();
        for (Module module : layer.modules()) {
            made.put(module.getName(), module);
        }
        for (Module from : boot.modules()) {
            if (!made.containsKey(from.getName())) {
                give(from, made);
            }
        }
        return layer;
    }

    /** The table of the boot layer names tools by name; it has its own, so the process's own are told here. */
    private void give(Module from, Map<String, Module> to) {
        try {
            for (ModuleDescriptor.Exports exports : from.getDescriptor().exports()) {
                for (String target : exports.targets()) {
                    Module module = to.get(target);
                    if (module != null) {
                        export.invokeExact(from, exports.source(), module);
                    }
                }
            }
            for (ModuleDescriptor.Opens opens : from.getDescriptor().opens()) {
                for (String target : opens.targets()) {
                    Module module = to.get(target);
                    if (module != null) {
                        open.invokeExact(from, opens.source(), module);
                    }
                }
            }
        } catch (Throwable e) {
            throw Refusal.<RuntimeException>sneak(e);
        }
    }

    /** Finds just the tools, so that everything else comes from the boot layer. */
    private record Only(Map<String, ModuleReference> found) implements ModuleFinder {
        @Override
        public Optional<ModuleReference> find(String name) {
            return Optional.ofNullable(found.get(name));
        }

        @Override
        public Set<ModuleReference> findAll() {
            return Set.copyOf(found.values());
        }
    }
}
