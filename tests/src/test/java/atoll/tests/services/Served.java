package atoll.tests.services;

import atoll.contract.file.FileTree;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.server.hostfolder.HostFolderDriver;
import atoll.server.memoryfiles.MemoryFileServer;
import atoll.system.Atoll;
import atoll.system.service.Service;
import atoll.system.service.Services;
import atoll.tests.Deaths;
import atoll.tests.Guest;
import atoll.tests.Kills;
import atoll.tests.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Servers that a supervisor keeps running, and programs that use them; at the end of each test nothing of them is left. */
abstract class Served {
    static final Duration PATIENCE = Duration.ofSeconds(Wait.SECONDS);
    private static final long MOST_LIFE_MILLIS = 70;

    final Atoll atoll = Atoll.boot();
    final Endpoint<FileTree> files = atoll.endpoint("files", FileTree.class).patience(PATIENCE);
    Services services = new Services(atoll);
    private final Set<Integer> before = ids();
    private final List<Guest> guests = new ArrayList<>();

    @TempDir
    Path folder;

    Guest guest(Class<?> main, Grants grants, String... arguments) throws IOException {
        Guest guest = Guest.start(atoll, "guest", main, grants, arguments);
        guests.add(guest);
        return guest;
    }

    /** A service {@code files} in {@link #folder}. */
    void addHostFolder() {
        Grants grants = new Grants().write(folder, "/tree").serve("files", files);
        services.add(new Service("files", program(HostFolderDriver.class, "/tree"), grants));
    }

    /** A service {@code files} that is empty after each death. */
    void addMemoryFiles() {
        services.add(new Service("files", program(MemoryFileServer.class), new Grants().serve("files", files)));
    }

    /** A program of Atoll's own servers. */
    static Program program(Class<?> main, String... arguments) {
        return new Program(
                "server " + main.getSimpleName(), List.of(Preload.place(main)), main.getName(), List.of(arguments));
    }

    Process process(String name) throws InterruptedException {
        return Deaths.awaited(services, name);
    }

    void kill(String name) throws InterruptedException {
        Deaths.kill(services, name);
    }

    Kills kills(String name, int times, Random random) {
        return Kills.of(services, name, times, random, MOST_LIFE_MILLIS);
    }

    /** For clients that are to see nothing of it. */
    Kills paced(String name, int times, Random random) {
        return Kills.paced(services, name, times, random, MOST_LIFE_MILLIS);
    }

    interface Deed {
        void run() throws Exception;
    }

    /** The text of the {@link IOException} that it ends in. */
    static String refused(Deed deed) throws Exception {
        try {
            deed.run();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("nothing was refused");
    }

    private Set<Integer> ids() {
        return atoll.processes().all().stream().map(Process::id).collect(Collectors.toSet());
    }

    @AfterEach
    void endAll() throws Exception {
        for (Guest guest : guests) {
            guest.kill();
        }
        services.close();
        Wait.until(
                () -> before.containsAll(ids()),
                () -> "still there: "
                        + atoll.processes().all().stream().map(Process::name).toList());
    }
}
