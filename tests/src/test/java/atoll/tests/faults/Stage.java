package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.kernel.SlotCount;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import atoll.tests.HeapDump;
import atoll.tests.Wait;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The processes of a walk; {@link #clear} sees to it that nothing is left of them, {@link #end} that nothing stays at all. */
final class Stage {
    /** A slot is left when it was raised too often: see {@code Slots}. One run raises it twice at most. */
    private static final int RUNS_OF_A_SLOT = 50;

    /** Of the kernel, which keeps those that ended processes for a moment, of the JDK and of the test runner. */
    private static final List<String> NOT_OURS = List.of("reaper", "process reaper", "ForkJoinPool", "junit-");

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
        Program program = new Program(
                "fault " + main.getSimpleName(), List.of(Preload.place(main)), main.getName(), List.of(arguments));
        Streams streams = new Streams(InputStream.nullInputStream(), out, System.err);
        return watch(atoll.prepare(program, grants, streams, List.of()));
    }

    /** A process that is killed at its {@code n}th poll; 0: at none. */
    Process start(long n, Class<?> main, Grants grants, String... arguments) throws IOException {
        return started(prepare(main, grants, OutputStream.nullOutputStream(), arguments), n);
    }

    /** As {@link #start(long, Class, Grants, String...)}, of a service's program. */
    Process start(long n, Program program, Grants grants) throws IOException {
        return started(watch(atoll.prepare(program, grants, Streams.none(), List.of())), n);
    }

    /** Starts a process that is killed at its {@code n}th poll; 0: at none. */
    static Process started(Process prepared, long n) throws IOException {
        if (n > 0) {
            prepared.trap.killAt(n);
        }
        prepared.start();
        return prepared;
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
        Wait.until(
                () -> liveThreads().stream().noneMatch(Stage::isOfProcess),
                () -> "threads of processes: " + liveThreads());
        // Those that ended others stay for a moment, to be used again; they are not counted.
        Wait.until(
                () -> liveThreads().size() <= threads + 1,
                () -> threads + " threads were there before, now " + liveThreads());
        Wait.until(
                () -> {
                    System.gc();
                    return before.stream().allMatch(Process::collected);
                },
                () -> "not collected, see " + HeapDump.write() + ": "
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
                .filter(t -> NOT_OURS.stream().noneMatch(t.getName()::startsWith))
                .toList();
    }

    private static boolean isOfProcess(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null && group.getName().startsWith("process-");
    }
}
