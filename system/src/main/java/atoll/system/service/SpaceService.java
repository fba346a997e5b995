package atoll.system.service;

import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import atoll.system.OwnJars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A name space of trees in the system: add the {@link #service} to the services, and mount it in programs. */
public final class SpaceService {
    private static final String PROGRAM = "atoll.server.vfs.Vfs";
    private static final String SPACE = "space";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Endpoint<FileSpace> space;
    private final Grants grants = new Grants();
    private final List<String> arguments = new ArrayList<>(List.of(SPACE));

    /** {@code trees}: each at an absolute path; what may be written is what that capability may write. */
    public SpaceService(Atoll atoll, Map<String, Capability<FileTree>> trees) {
        space = atoll.endpoint(SPACE, FileSpace.class).patience(PATIENCE);
        grants.serve(SPACE, space);
        trees.forEach((at, tree) -> {
            String name = "tree-" + arguments.size();
            grants.use(name, tree);
            arguments.add(at + "=" + name);
        });
    }

    /** The server, to be kept running under that name. */
    public Service service(String name) {
        return new Service(name, new Program(name, List.of(OwnJars.ofClass(PROGRAM)), PROGRAM, arguments), grants);
    }

    public Capability<FileSpace> capability() {
        return space.capability();
    }
}
