package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.file.FileFault;
import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.server.vfs.Vfs;
import atoll.system.Atoll;
import atoll.system.service.Service;
import atoll.system.service.Services;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A file server as a process that a supervisor keeps running; at the end of each test nothing of them is left. */
abstract class FileServed {
    static final long AWAIT_SECONDS = 60;
    private static final long MOST_LIFE_NANOS = TimeUnit.MILLISECONDS.toNanos(70);

    final Atoll atoll = Atoll.boot();
    final Services services = new Services(atoll);
    final Endpoint<FileTree> endpoint =
            atoll.endpoint("files", FileTree.class).patience(Duration.ofSeconds(AWAIT_SECONDS));

    final Endpoint<FileSpace> space =
            atoll.endpoint("space", FileSpace.class).patience(Duration.ofSeconds(AWAIT_SECONDS));

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

    /** Kills it as anybody can who sees it in the process table. */
    void kill(String name) throws InterruptedException {
        Process process = services.process(name);
        assertNotNull(process);
        process.kill();
        assertEquals(List.of(), process.waitFor().undead());
    }

    /** Kills its processes one after the other, each at a moment of its life that only {@code random} knows. */
    Thread kills(String name, int times, Random random) {
        Thread killer = new Thread(() -> {
            int last = 0;
            for (int i = 0; i < times; ) {
                Process process = services.process(name);
                if (process == null || process.id() == last || process.death().isDone()) {
                    Thread.onSpinWait();
                    continue;
                }
                LockSupport.parkNanos(random.nextLong(MOST_LIFE_NANOS));
                last = process.id();
                process.kill();
                process.death().join();
                i++;
            }
        });
        killer.start();
        return killer;
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
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(AWAIT_SECONDS);
        while (!ours().isEmpty()) {
            assertTrue(System.nanoTime() < deadline, () -> "still there: " + ours());
            Thread.sleep(1);
        }
    }

    private List<String> ours() {
        List<String> names = new ArrayList<>();
        for (Process process : atoll.processes().all()) {
            if (process.name().startsWith("server ") || process.name().equals("supervisor")) {
                names.add(process.id() + " " + process.name() + " " + process.state());
            }
        }
        return names;
    }
}
