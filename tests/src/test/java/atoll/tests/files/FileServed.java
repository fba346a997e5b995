package atoll.tests.files;

import atoll.contract.file.FileFault;
import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.server.vfs.Vfs;
import atoll.system.Atoll;
import atoll.system.service.Service;
import atoll.system.service.Services;
import atoll.tests.Deaths;
import atoll.tests.Kills;
import atoll.tests.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A file server as a process that a supervisor keeps running; at the end of each test nothing of them is left. */
abstract class FileServed {
    private static final long MOST_LIFE_MILLIS = 70;

    final Atoll atoll = Atoll.boot();
    final Services services = new Services(atoll);
    final Endpoint<FileTree> endpoint =
            atoll.endpoint("files", FileTree.class).patience(Duration.ofSeconds(Wait.SECONDS));

    final Endpoint<FileSpace> space =
            atoll.endpoint("space", FileSpace.class).patience(Duration.ofSeconds(Wait.SECONDS));

    @TempDir
    Path folder;

    /** Starts it under the name {@code files}. */
    FileTree serve(Kind kind) throws IOException {
        return serve(kind, kind.grants(folder));
    }

    FileTree serve(Kind kind, Grants grants) throws IOException {
        services.add(new Service("files", program(kind.main, kind.arguments()), grants.serve("files", endpoint)));
        services.start();
        return tree();
    }

    /** A name space as the service {@code space}, of trees by these names. Before {@link #serve} starts all. */
    Volume addSpace(Map<String, Endpoint<FileTree>> trees, String... mounts) {
        Grants grants = new Grants().serve("space", space);
        trees.forEach((name, tree) -> grants.use(name, tree.capability()));
        List<String> arguments = new ArrayList<>(List.of("space"));
        arguments.addAll(List.of(mounts));
        services.add(new Service("space", program(Vfs.class, arguments), grants));
        return new Volume(space.capability().gate());
    }

    /** A program of Atoll's own servers. */
    static Program program(Class<?> main, List<String> arguments) {
        return new Program("server " + main.getSimpleName(), List.of(Preload.place(main)), main.getName(), arguments);
    }

    FileTree tree() {
        return endpoint.capability().gate();
    }

    Volume volume() {
        return new Volume(tree());
    }

    void kill(String name) throws InterruptedException {
        Deaths.kill(services, name);
    }

    Kills kills(String name, int times, Random random) {
        return Kills.of(services, name, times, random, MOST_LIFE_MILLIS);
    }

    interface Act {
        Object run() throws IOException;
    }

    /** The error that it ends in. */
    static FileFault fault(Act act) {
        try {
            Object result = act.run();
            throw new AssertionError("no error, but " + result);
        } catch (IOException e) {
            Throwable cause = e.getCause();
            return FileFault.in(cause instanceof IOException said ? said : e);
        }
    }

    @AfterEach
    void endAll() throws Exception {
        services.close();
        Deaths.awaitNone(atoll, name -> name.startsWith("server ") || name.equals("supervisor"));
    }
}
