package guest;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Defines a layer with a named module of its own, and finds a service in it. */
public final class Modular {
    private static final String NAME = "inside";

    public static void main(String[] args) throws Exception {
        ModuleDescriptor descriptor = ModuleDescriptor.newModule(NAME)
                .requires("java.base")
                .exports("guest.modular")
                .provides(Supplier.class.getName(), List.of("guest.modular.Inside"))
                .build();
        ModuleReference reference = new ModuleReference(descriptor, URI.create("inside:module")) {
            @Override
            public ModuleReader open() {
                return new Classes();
            }
        };
        ModuleFinder finder = new ModuleFinder() {
            @Override
            public Optional<ModuleReference> find(String name) {
                return name.equals(NAME) ? Optional.of(reference) : Optional.empty();
            }

            @Override
            public Set<ModuleReference> findAll() {
                return Set.of(reference);
            }
        };
        Configuration configuration =
                ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of(NAME));
        ModuleLayer layer = ModuleLayer.boot().defineModulesWithOneLoader(configuration, null);
        for (Supplier<?> found : ServiceLoader.load(layer, Supplier.class)) {
            System.out.println(found.getClass().getModule() + " " + found.get());
        }
    }

    /** Reads the module's classes from the class path. */
    private static final class Classes implements ModuleReader {
        @Override
        public Optional<URI> find(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<InputStream> open(String name) throws IOException {
            return Optional.ofNullable(Modular.class.getResourceAsStream("/" + name));
        }

        @Override
        public Stream<String> list() {
            return Stream.empty();
        }

        @Override
        public void close() {}
    }
}
