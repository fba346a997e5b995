package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.Process;
import atoll.kernel.SlotCount;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The processes of a walk; {@link #clear} sees to it that nothing is left of them, {@link #end} that nothing stays at all. */
final class Stage {
    private static final long AWAIT_SECONDS = 40;

    /** A slot is left when it was raised too often: see {@code Slots}. One run raises it twice at most. */
    private static final int RUNS_OF_A_SLOT = 50;

    final Atoll atoll = Atoll.boot();

    private final List<Process> now = new ArrayList<>();
    private final List<Process> before = new ArrayList<>();
    private int slots = -1;
    private final int threads = liveThreads().size();
    private int most;
    private int run;

    interface Start {
        Process start() throws IOException;
    }

    /** A process that does not run yet. */
    Process prepare(Class<?> main, Grants grants, OutputStream out, String... arguments) throws IOException {
        Program program =
                new Program("fault " + main.getSimpleName(), List.of(home(main)), main.getName(), List.of(arguments));
        Streams streams = new Streams(InputStream.nullInputStream(), out, System.err);
        return watch(atoll.prepare(program, grants, streams, List.of()));
    }

    /** A process that is killed at its {@code n}th poll; 0: at none. */
    Process start(long n, Class<?> main, Grants grants, String... arguments) throws IOException {
        Process process = prepare(main, grants, OutputStream.nullOutputStream(), arguments);
        if (n > 0) {
            process.trap.killAt(n);
        }
        process.start();
        return process;
    }

    /** It is to be gone after the run. */
    synchronized Process watch(Process process) {
        now.add(process);
        if (slots < 0) {
            slots = SlotCount.of(process);
        }
        return process;
    }

    /** When it dies in this run, another takes its place. */
    @SuppressWarnings("FutureReturnValueIgnored") // a death cannot fail
    synchronized void followed(Process process, Start next) {
        int here = run;
        process.death().thenRun(() -> {
            synchronized (this) {
                if (run == here) {
                    try {
                        next.start();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        });
    }

    static Path home(Class<?> main) {
        try {
            return Path.of(
                    main.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the processes of one run: each dies, whole, and leaves no thread. */
    void clear() throws InterruptedException {
        List<Process> all;
        synchronized (this) {
            run++;
            most = Math.max(most, now.size());
            all = List.copyOf(now);
            before.addAll(now);
            now.clear();
        }
        for (Process process : all) {
            process.kill();
        }
        for (Process process : all) {
            assertEquals(List.of(), process.waitFor().undead(), process.name());
            assertEquals(0, process.threadCount(), process.name());
        }
    }

    /** Nothing stays of all runs together: processes, threads, classes, slots. */
    void end() throws InterruptedException {
        clear();
        await(
                () -> liveThreads().stream().noneMatch(Stage::isOfProcess),
                () -> "threads of processes: " + liveThreads());
        // Those that ended others stay for a moment, to be used again; they are not counted.
        await(
                () -> liveThreads().size() <= threads + 1,
                () -> threads + " threads were there before, now " + liveThreads());
        await(
                () -> {
                    System.gc();
                    return before.stream().allMatch(Process::collected);
                },
                () -> "not collected: "
                        + before.stream()
                                .filter(p -> !p.collected())
                                .map(p -> p.id() + " " + p.name())
                                .toList());
        if (!before.isEmpty()) {
            // Processes that die while their successors live are beside them for a moment.
            int enough = 2 * most + 2 + before.size() / RUNS_OF_A_SLOT;
            int more = SlotCount.of(before.getLast()) - slots;
            assertTrue(
                    more <= enough, before.size() + " processes, " + most + " in a run, took " + more + " slots more");
        }
    }

    private static List<Thread> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> !t.getName().equals("reaper"))
                .toList();
    }

    private static boolean isOfProcess(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null && group.getName().startsWith("process-");
    }

    static void await(BooleanSupplier holds, Supplier<String> otherwise) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(AWAIT_SECONDS);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, otherwise);
            Thread.sleep(1);
        }
    }
}
