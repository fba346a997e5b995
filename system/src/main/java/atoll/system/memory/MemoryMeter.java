package atoll.system.memory;

import atoll.kernel.Process;
import atoll.system.BadInput;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures what each process holds of the heap: by a dump of all that is reachable, which is read and deleted. The JVM stands still for a full
 * collection and while the dump is written, all processes with it. One at a time, on a thread of the host's, whatever becomes of those who ask.
 */
public final class MemoryMeter implements AutoCloseable {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Where dumps may be for a moment: a folder that is the owner's alone. */
    public interface Place {
        Path folder() throws BadInput;
    }

    private final Supplier<List<Process>> processes;
    private final Place place;
    private final LongSupplier room;

    /** Held while there is a dump that has a name. */
    private final Object dumping = new Object();

    /** Guarded by dumping. */
    private boolean closed;

    // Guarded by this.
    private @Nullable CompletableFuture<Measurement> now;
    private long freshUntil;

    private volatile @Nullable Measurement last;

    /** {@code processes}: those that live when it is asked. */
    public MemoryMeter(Supplier<List<Process>> processes, Place place) {
        this(processes, place, MemoryMeter::free);
    }

    /** {@code room}: bytes that the heap has to give. */
    MemoryMeter(Supplier<List<Process>> processes, Place place, LongSupplier room) {
        this.processes = processes;
        this.place = place;
        this.room = room;
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }

    /** The last that succeeded; null: there is none. */
    public @Nullable Measurement last() {
        return last;
    }

    /**
     * What is measured now, or was within the last five seconds. Fails with {@link BadInput} or {@link IOException}, whose messages say why it
     * could not be.
     */
    public synchronized CompletableFuture<Measurement> measure() {
        CompletableFuture<Measurement> before = now;
        if (before != null) {
            boolean fresh = !before.isCompletedExceptionally() && System.nanoTime() - freshUntil < 0;
            if (!before.isDone() || fresh) {
                return before.copy();
            }
        }
        CompletableFuture<Measurement> next = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> run(next), "memory meter", 0, false);
        thread.setDaemon(true);
        thread.start();
        now = next;
        return next.copy();
    }

    private void run(CompletableFuture<Measurement> result) {
        try {
            Measurement measured = measureNow();
            last = measured;
            synchronized (this) {
                freshUntil = System.nanoTime() + FRESH_NANOS;
            }
            result.complete(measured);
        } catch (BadInput | IOException | RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private Measurement measureNow() throws BadInput, IOException {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        Map<Integer, String> names = new HashMap<>();
        add(names);
        long atMillis = System.currentTimeMillis();
        long begin = System.nanoTime();
        try (FileChannel dump = dump(machine)) {
            long still = System.nanoTime() - begin;
            // Those that came meanwhile may be in it, and those that went.
            add(names);
            Held held = read(dump, Layout.of(machine), room.getAsLong(), names);
            names.keySet().retainAll(held.processes().keySet());
            return new Measurement(atMillis, still, System.nanoTime() - begin, names, held);
        }
    }

    private FileChannel dump(HotSpotDiagnosticMXBean machine) throws BadInput, IOException {
        synchronized (dumping) {
            if (closed) {
                throw new BadInput("the system has ended");
            }
            return DumpFolder.in(place.folder()).dump(machine);
        }
    }

    /** From then on there is no dump with a name; waits for one that is being written. The JVM may be halted. */
    @Override
    public void close() {
        synchronized (dumping) {
            closed = true;
        }
    }

    private void add(Map<Integer, String> names) {
        for (Process process : processes.get()) {
            names.put(process.id(), process.name());
        }
    }

    /** What that file says. {@code room}: bytes of the heap, three quarters of which it may take at most. */
    static Held read(FileChannel dump, Layout layout, long room, Map<Integer, String> living) throws IOException {
        try (DumpFile file = new DumpFile(dump)) {
            return Attribution.of(new Heap(file, new Words(file, room), layout, room), room, living.keySet());
        }
    }
}
