package atoll.system.service;

import atoll.contract.file.FileTree;
import atoll.contract.process.ProcessList;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import atoll.system.OwnJars;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The process table as a tree of files: add the {@link #service} to the services, and give {@link #tree} to programs, or to a name
 * space of files. Who has it sees all processes and what they were given, by name.
 */
public final class ProcService {
    private static final String PROGRAM = "atoll.server.proc.ProcServer";

    private final Endpoint<ProcessList> processes;
    private final Endpoint<FileTree> tree;

    /** {@code services}: those whose starts are told. A call waits for the server {@code patience} at most. */
    public ProcService(Atoll atoll, Services services, Duration patience) {
        // Its code runs on threads of processes, which may be at the ends of their stacks.
        Preload.beside(ProcService.class);
        processes = atoll.endpoint("process table", ProcessList.class);
        processes.serve(new Census(atoll, services));
        tree = atoll.endpoint("proc", FileTree.class).patience(patience);
    }

    /** As the other, with a patience of ten seconds. */
    public ProcService(Atoll atoll, Services services) {
        this(atoll, services, Duration.ofSeconds(10));
    }

    /** The server, to be kept running under that name. */
    public Service service(String name) {
        Grants grants = new Grants().use("processes", processes()).serve("proc", tree);
        return new Service(name, new Program(name, List.of(OwnJars.ofClass(PROGRAM)), PROGRAM, List.of()), grants);
    }

    /** The files, for reading. */
    public Capability<FileTree> tree() {
        return tree.capability().with(Set.of("read"));
    }

    /** What they are made of. */
    public Capability<ProcessList> processes() {
        return processes.capability();
    }
}
