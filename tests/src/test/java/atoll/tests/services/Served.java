package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.file.FileTree;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.server.hostfolder.HostFolderDriver;
import atoll.server.memoryfiles.MemoryFileServer;
import atoll.system.Atoll;
import atoll.system.service.Service;
import atoll.system.service.Services;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Servers that a supervisor keeps running, and programs that use them; at the end of each test nothing of them is left. */
abstract class Served {
    static final long AWAIT_SECONDS = 60;
    static final Duration PATIENCE = Duration.ofSeconds(AWAIT_SECONDS);
    private static final long MOST_LIFE_NANOS = TimeUnit.MILLISECONDS.toNanos(70);

    final Atoll atoll = Atoll.boot();
    final Endpoint<FileTree> files = atoll.endpoint("files", FileTree.class).patience(PATIENCE);
    Services services = new Services(atoll);
    private final Set<Integer> before = ids();
    private final List<Process> guests = new ArrayList<>();

    @TempDir
    Path folder;

    /** A process of a program of the tests, and what it wrote. */
    static final class Guest {
        final Process process;
        private final ByteArrayOutputStream out;

        Guest(Process process, ByteArrayOutputStream out) {
            this.process = process;
            this.out = out;
        }

        String out() {
            return out.toString(StandardCharsets.UTF_8);
        }

        void awaitOut(String text) throws InterruptedException {
            await(
                    () -> out().contains(text) || process.death().isDone(),
                    () -> "did not write \"" + text + "\" but \"" + out() + "\"");
            assertTrue(out().contains(text), () -> "ended, and wrote " + out());
        }

        /** What it wrote, once it has ended by itself. */
        String end() throws InterruptedException {
            assertEquals(0, process.waitFor().status().code(), this::out);
            return out();
        }
    }

    Guest guest(Class<?> main, Grants grants, String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Program program =
                new Program("guest " + main.getSimpleName(), List.of(home(main)), main.getName(), List.of(arguments));
        Guest guest = new Guest(
                atoll.spawn(program, grants, new Streams(InputStream.nullInputStream(), out, System.err)), out);
        guests.add(guest.process);
        return guest;
    }

    static Path home(Class<?> main) {
        return Preload.place(main);
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
        return new Program("server " + main.getSimpleName(), List.of(home(main)), main.getName(), List.of(arguments));
    }

    Process process(String name) throws InterruptedException {
        await(() -> services.process(name) != null, () -> "no process of " + name);
        Process process = services.process(name);
        assertNotNull(process);
        return process;
    }

    /** Kills it as anybody can who sees it in the process table. */
    void kill(String name) throws InterruptedException {
        Process process = process(name);
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

    static void await(BooleanSupplier holds, Supplier<String> otherwise) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(AWAIT_SECONDS);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, otherwise);
            Thread.sleep(1);
        }
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
        for (Process guest : guests) {
            guest.kill();
            assertEquals(List.of(), guest.waitFor().undead());
        }
        services.close();
        await(
                () -> before.containsAll(ids()),
                () -> "still there: "
                        + atoll.processes().all().stream().map(Process::name).toList());
    }
}
