package atoll.kernel;

import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The kernel: processes, their slots, and the threads that end them. One per JVM, for the JDK is shared. */
public final class Kernel {
    private static final int REAPERS = 8;

    /** A slot that waits for the loaders of its last process to be collected. */
    private record Retired(Slots.Slot slot, WeakReference<Object> program) {}

    private final Internals internals;
    private final Slots slots;
    private final ProcessTable processes = new ProcessTable();
    private final ThreadGroup group = new ThreadGroup("atoll");
    private final KillLadder ladder = new KillLadder(this);
    private final ThreadPoolExecutor reapers;

    // Guarded by itself.
    private final List<Retired> retired = new ArrayList<>();

    private volatile @Nullable Consumer<List<Thread>> stuck;

    public Kernel(Instrumentation instrumentation) {
        this(new Internals(instrumentation));
    }

    public Kernel(Internals internals) {
        this.internals = internals;
        this.slots = new Slots(internals);
        this.reapers = new ThreadPoolExecutor(
                REAPERS, REAPERS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), r -> kernelThread(r, "reaper"));
        reapers.allowCoreThreadTimeOut(true);
    }

    public ProcessTable processes() {
        return processes;
    }

    public Internals internals() {
        return internals;
    }

    /** What to do about killed threads that stay inside JDK code: the linker weaves polls there. */
    public void whenStuck(Consumer<List<Thread>> action) {
        stuck = action;
    }

    /** Makes the host ready for processes; the boundary hooks must be in place. */
    public void prepareHost() {
        Process.prepareHost();
    }

    Slots slots() {
        return slots;
    }

    ThreadGroup group() {
        return group;
    }

    void stuck(List<Thread> threads) {
        Consumer<List<Thread>> action = stuck;
        if (action != null) {
            action.accept(threads);
        }
    }

    /** A daemon thread of the kernel: host identity, no inherited thread locals. */
    private Thread kernelThread(Runnable body, String name) {
        Thread thread = new Thread(group, body, name, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    Thread carrier(Runnable body, String name) {
        return kernelThread(body, name);
    }

    void reap(Process process) {
        reapers.execute(() -> {
            List<String> undead;
            try {
                undead = ladder.stop(process);
            } catch (InterruptedException | RuntimeException | Error e) {
                undead = List.of("the kill ladder broke: " + e);
            }
            process.die(undead);
            retire(process);
        });
    }

    /** The slot is used again only when the process's program object, and so its loaders, are collected. */
    private void retire(Process process) {
        synchronized (retired) {
            retired.add(new Retired(process.slot(), new WeakReference<>(process.program())));
            for (Iterator<Retired> i = retired.iterator(); i.hasNext(); ) {
                Retired r = i.next();
                if (r.program.get() == null) {
                    i.remove();
                    slots.give(r.slot);
                }
            }
        }
    }
}
