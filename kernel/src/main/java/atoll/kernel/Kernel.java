package atoll.kernel;

import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** The kernel: processes, their slots, and the threads that end them. One per JVM, for the JDK is shared. */
public final class Kernel {
    private static final int REAPERS = 8;

    private final Internals internals;
    private final ThreadGroup group = new ThreadGroup("atoll");
    private final Slots slots;
    private final ProcessTable processes = new ProcessTable();
    private final Set<String> initialised = ConcurrentHashMap.newKeySet();
    private final KillLadder ladder = new KillLadder(this);
    private final ThreadPoolExecutor reapers;

    private final Messages messages;
    private final RegionMemory memory;
    private final Holdings holdings = new Holdings(this, null);

    /** One for each contract, for as long as its class lives. */
    private final ClassValue<GateType<?>> gateTypes = new ClassValue<>() {
        @Override
        protected GateType<?> computeValue(Class<?> contract) {
            return GateType.of(contract, internals);
        }
    };

    private final ClassValue<CallsType<?>> callsTypes = new ClassValue<>() {
        @Override
        protected CallsType<?> computeValue(Class<?> contract) {
            return CallsType.of(gateType(contract), internals);
        }
    };

    /** Runs what rings submit to objects of the host. */
    private final Crew crew = new Crew(this, null);

    private volatile @Nullable ObjIntConsumer<List<Thread>> stuck;

    public Kernel(Instrumentation instrumentation) {
        this(new Internals(instrumentation));
    }

    public Kernel(Internals internals) {
        this.internals = internals;
        this.slots = new Slots(internals, group);
        this.messages = new Messages(internals);
        this.memory = new RegionMemory(internals);
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
    public void whenStuck(ObjIntConsumer<List<Thread>> action) {
        stuck = action;
    }

    /** Makes the host ready for processes; the boundary hooks must be in place. */
    public void prepareHost() {
        Process.prepareHost();
        internals.answerNames(new GivenNames(this));
    }

    Slots slots() {
        return slots;
    }

    /** A place where {@code contract} is served, by nobody yet. Checks the contract when it is first named. */
    public <C> Endpoint<C> endpoint(String name, Class<C> contract) {
        // Made here, for later it is asked for on threads of processes.
        callsType(contract);
        return new Endpoint<>(this, name, gateType(contract));
    }

    /** A port for at most {@code capacity} messages; checks their type. */
    public <M> Port<M> port(String name, Class<M> message, int capacity) {
        return new Port<>(this, name, message, capacity);
    }

    /** A counter that can be signalled and waited for. */
    public SignalCounter notification(String name) {
        return new SignalCounter(name);
    }

    @SuppressWarnings("unchecked")
    private <C> GateType<C> gateType(Class<C> contract) {
        return (GateType<C>) gateTypes.get(contract);
    }

    @SuppressWarnings("unchecked")
    <C> CallsType<C> callsType(Class<C> contract) {
        return (CallsType<C>) callsTypes.get(contract);
    }

    /** The workers of a process, or of the host when that is null. */
    Crew crew(@Nullable Process server) {
        return server == null ? crew : server.serving().crew();
    }

    RegionMemory memory() {
        return memory;
    }

    /** The regions of a process, or of the host when that is null. */
    Holdings holdings(@Nullable Process process) {
        return process == null ? holdings : process.serving().holdings();
    }

    /** Bytes of all regions that there are. */
    public long regionBytes() {
        return memory.bytes();
    }

    /** Bytes of the regions that the host owns. */
    public long hostRegionBytes() {
        return holdings.sum().bytes();
    }

    Messages messages() {
        return messages;
    }

    /** Runs the call on a thread of the callee, or of the host when that is null. */
    void callApart(@Nullable Process callee, Handoff call) {
        // Made by the host: a thread inherits from the one that makes it.
        kernelThread(
                        () -> {
                            if (callee == null) {
                                call.run();
                            } else {
                                call.startIn(callee);
                            }
                        },
                        "call")
                .start();
    }

    /** Starts a daemon thread of the process, or of the host when that is null; tells why it cannot be started. */
    void startApart(@Nullable Process process, String name, Runnable body, Consumer<Throwable> refused) {
        // Made by the host, as in callApart.
        Runnable start = () -> {
            try {
                if (process == null) {
                    kernelThread(body, name).start();
                } else {
                    process.threads.start(process.newThread(body, name));
                }
            } catch (Throwable e) {
                refused.accept(e);
            }
        };
        try {
            kernelThread(start, name).start();
        } catch (Throwable e) {
            refused.accept(e);
        }
    }

    ThreadGroup group() {
        return group;
    }

    void stuck(List<Thread> threads, int round) {
        ObjIntConsumer<List<Thread>> action = stuck;
        if (action != null) {
            action.accept(threads, round);
        }
    }

    /** A daemon thread of the kernel: host identity, no inherited thread locals. */
    private Thread kernelThread(Runnable body, String name) {
        Thread thread = new Thread(group, body, name, 0, false);
        thread.setDaemon(true);
        // It may be made on a thread of a process, whose loaders it must not keep.
        thread.setContextClassLoader(null);
        return thread;
    }

    /** Initialises a class of the JDK as the host; called by threads of processes, which wait for it. */
    void initialise(String className) {
        if (initialised.contains(className)) {
            return;
        }
        Thread thread = kernelThread(() -> Internals.initialise(className), "initialiser");
        thread.start();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        initialised.add(className);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void reap(Process process) {
        try {
            reapers.execute(() -> end(process));
        } catch (RuntimeException | Error e) {
            process.notReaped();
            throw e;
        }
    }

    private void end(Process process) {
        List<String> undead;
        try {
            undead = ladder.stop(process);
        } catch (RuntimeException | Error e) {
            undead = List.of("the kill ladder broke: " + e);
        }
        process.die(undead);
    }
}
