package atoll.tests.files;

import atoll.personality.java.Grants;
import atoll.server.hostfolder.HostFolderDriver;
import atoll.server.memoryfiles.MemoryFileServer;
import java.nio.file.Path;
import java.util.List;

/** The file servers, which are to behave the same. */
enum Kind {
    MEMORY(MemoryFileServer.class),
    HOST(HostFolderDriver.class, "/tree");

    final Class<?> main;

    @SuppressWarnings("ImmutableEnumChecker")
    private final String[] arguments;

    Kind(Class<?> main, String... arguments) {
        this.main = main;
        this.arguments = arguments;
    }

    List<String> arguments() {
        return List.of(arguments);
    }

    Grants grants(Path folder) {
        return this == HOST ? new Grants().write(folder, "/tree") : new Grants();
    }
}
