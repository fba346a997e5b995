package atoll.system.service;

import atoll.contract.file.FileTree;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import atoll.system.OwnJars;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A file system in the system: add the {@link #service} to the services, and mount it in programs. */
public final class FileService {
    private static final String MEMORY = "atoll.server.memoryfiles.MemoryFileServer";
    private static final String FOLDER = "atoll.server.hostfolder.HostFolderDriver";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String program;
    private final List<String> arguments;
    private final Grants grants;
    private final Endpoint<FileTree> files;

    private FileService(Atoll atoll, String program, List<String> arguments, Grants grants) {
        this.program = program;
        this.arguments = arguments;
        this.grants = grants;
        this.files = atoll.endpoint("files", FileTree.class).patience(PATIENCE);
    }

    /** In the memory of the server, of at most that many bytes. */
    public static FileService memory(Atoll atoll, long bytes) {
        return new FileService(atoll, MEMORY, List.of(Long.toString(bytes)), new Grants());
    }

    /** A folder of the host, or a file of the host, which is then the whole tree. */
    public static FileService folder(Atoll atoll, Path host, boolean writable) {
        Grants grants = writable ? new Grants().write(host, "/tree") : new Grants().read(host, "/tree");
        return new FileService(atoll, FOLDER, writable ? List.of("/tree") : List.of("/tree", "ro"), grants);
    }

    /** The server, to be kept running under that name. */
    public Service service(String name) {
        return new Service(
                name,
                new Program(name, List.of(OwnJars.ofClass(program)), program, arguments),
                grants.copy().serve("files", files));
    }

    public Capability<FileTree> capability() {
        return files.capability();
    }
}
