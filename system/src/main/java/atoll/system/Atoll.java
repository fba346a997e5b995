package atoll.system;

import atoll.boundary.Agent;
import atoll.contract.CallFailed;
import atoll.kernel.Endpoint;
import atoll.kernel.Kernel;
import atoll.kernel.Port;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.kernel.ProcessTable;
import atoll.kernel.SignalCounter;
import atoll.linker.Boundary;
import atoll.linker.MemberTable;
import atoll.personality.java.Grants;
import atoll.personality.java.JavaPersonality;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The embedding API: {@link #boot} a kernel in this JVM, {@link #spawn} programs in it. The JVM must have been started
 * with Atoll's agent ({@code -javaagent:atoll-boundary.jar}, or {@code Launcher-Agent-Class} in the manifest).
 */
public final class Atoll {
    private static @Nullable Atoll booted;

    private final Kernel kernel;
    private final JavaPersonality java;
    private final Boundary boundary;
    private volatile Consumer<Process> prepared = process -> {};

    private Atoll(Instrumentation instrumentation) {
        kernel = new Kernel(instrumentation);
        MemberTable table = MemberTable.standard();
        // Its transformer runs in the midst of other threads' class loading, with locks of loaders, jars and
        // initialisers held: what it would
        // load then, another may be loading, who waits for one of these.
        Preload.beside(Boundary.class);
        boundary = Boundary.install(kernel.internals(), table, wovenFile());
        kernel.prepareHost();
        kernel.whenStuck(boundary::pollStacks);
        java = new JavaPersonality(kernel, table);
        Preload.beside(CallFailed.class);
        Preload.beside(Kernel.class);
        Preload.beside(JavaPersonality.class);
        if (boundary.wovenNow() > 0) {
            // Woven classes are kept only once they were proved, and used only with the JDK that they were proved with.
            prove();
        }
        boundary.booted();
    }

    private void prove() {
        try {
            java.prove();
        } catch (IOException e) {
            throw new IllegalStateException("Atoll does not start: its self-test failed", e);
        }
    }

    /** Where the woven JDK classes of a build are kept: beside the jars. */
    private static Path wovenFile() {
        return Preload.place(Atoll.class).resolveSibling("woven.bin");
    }

    /** Keeps the woven JDK classes for faster starts; part of the build. */
    static void keepWoven() throws IOException {
        boot().boundary.save(wovenFile());
    }

    /** Boots the kernel, or returns the one that is running: there is one per JVM, for the JDK is shared. */
    public static synchronized Atoll boot() {
        if (booted == null) {
            Instrumentation instrumentation = Agent.take();
            if (instrumentation == null) {
                throw new IllegalStateException("Atoll's agent is not loaded: start the JVM with"
                        + " -javaagent:atoll-boundary.jar, or name it as Launcher-Agent-Class in your jar's manifest");
            }
            booted = new Atoll(instrumentation);
        }
        return booted;
    }

    /** Starts {@code program} as a process with just these grants. */
    public Process spawn(Program program, Grants grants, Streams streams) throws IOException {
        Process process = prepare(program, grants, streams, List.of());
        process.start();
        return process;
    }

    /**
     * A process of {@code program} that does not run before {@link Process#start}; it holds memory until it is killed. Its
     * first thread loads the classes {@code preload}, and has the program's verified, without initialising them, before it runs any.
     */
    public Process prepare(Program program, Grants grants, Streams streams, List<String> preload) throws IOException {
        Process made = java.create(program, grants, streams, preload);
        prepared.accept(made);
        return made;
    }

    /** {@code hears} is shown each process before it runs, also those that services start; for tests and tools. */
    public void whenPrepared(Consumer<Process> hears) {
        prepared = hears;
    }

    /** The classes that a process of this system has loaded so far, its program's and others; none when it is dead. */
    public List<String> loadedBy(Process process) {
        return java.loadedBy(process);
    }

    /** What a process of this system was given, a line for each grant, without values. */
    public List<String> grantsOf(Process process) {
        return java.grantsOf(process);
    }

    /**
     * A place where {@code contract} is served, by nobody yet: give it to the process that is to serve it, and
     * capabilities for it to those that are to call it. {@code name} is for messages.
     */
    public <C> Endpoint<C> endpoint(String name, Class<C> contract) {
        return kernel.endpoint(name, contract);
    }

    /** A queue of messages from processes to one process; {@code name} is for messages of errors. */
    public <M> Port<M> port(String name, Class<M> message, int capacity) {
        return kernel.port(name, message, capacity);
    }

    /** A counter that processes, deaths and ports signal and a process waits for. */
    public SignalCounter notification(String name) {
        return kernel.notification(name);
    }

    /** The living processes. */
    public ProcessTable processes() {
        return kernel.processes();
    }
}
