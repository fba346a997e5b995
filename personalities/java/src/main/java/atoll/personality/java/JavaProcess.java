package atoll.personality.java;

import atoll.kernel.Kernel;
import atoll.kernel.NameTable;
import atoll.kernel.Process;
import atoll.linker.PureCode;
import atoll.personality.java.files.NameSpace;
import atoll.personality.java.files.PathCalls;
import atoll.personality.java.files.PrivateTree;
import atoll.personality.java.net.ProcessNetwork;
import atoll.personality.java.served.ServedCalls;
import java.atoll.Network;
import java.atoll.Own;
import java.atoll.ServedFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A process that runs an unmodified Java program. Answers the boundary's calls; decides by its {@link Grants}. */
final class JavaProcess extends Process {
    private static final Charset JNU = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private final JavaPersonality personality;
    private final Program program;
    private final Grants grants;
    private final InputStream standardIn;
    private final OutputStream standardOut;
    private final OutputStream standardErr;
    private final Properties properties;
    private final PrivateTree tree;
    private final List<String> preload;
    private final PathCalls paths;
    private final @Nullable ServedCalls served;
    private final ProcessNetwork network;
    /** Null after death, so that a handle on a dead process does not keep its classes. */
    private volatile @Nullable ProgramLoader loader;

    private volatile PrintStream out;
    private volatile PrintStream err;
    private volatile InputStream in;

    /** Fails only where the kernel does: what it is made of was found good before. */
    JavaProcess(
            Kernel kernel,
            JavaPersonality personality,
            Program program,
            Grants grants,
            Streams streams,
            PrivateTree tree,
            NameSpace space,
            List<String> preload) {
        super(kernel, program.name());
        this.personality = personality;
        this.program = program;
        this.grants = grants;
        this.properties = HostProperties.of(program, grants);
        this.loader = personality.loader(
                ClassPath.urls(program, grants), grants.names().types());
        this.tree = tree;
        this.preload = preload;
        this.paths = new PathCalls(space, who(), grants.directory, grants.audit);
        this.served = grants.trees.isEmpty() ? null : ServedCalls.in(paths, space.mounts(), id());
        this.network =
                new ProcessNetwork(grants.network(), personality.ports(), paths, who(), this::poll, grants.audit);
        this.standardIn = new GivenInput(hostStream(streams.in()), hostStream(streams.in()) != streams.in());
        this.standardOut = given(streams.out());
        this.standardErr = given(streams.err());
        this.out = Streams.printer(standardOut, properties.getProperty("stdout.encoding", "UTF-8"));
        this.err = Streams.printer(standardErr, properties.getProperty("stderr.encoding", "UTF-8"));
        // A JDK class, as the JVM has it: the process must not hold a class of the host.
        this.in = new BufferedInputStream(standardIn);
        limitThreads(grants.threads);
    }

    private static OutputStream given(OutputStream stream) {
        OutputStream real = hostStream(stream);
        return new GivenOutput(real, real != stream);
    }

    private String who() {
        return "process " + id() + " (" + name() + ")";
    }

    Properties properties() {
        return properties;
    }

    String temporary() {
        return properties.getProperty("java.io.tmpdir", "/tmp");
    }

    /** The factory of preferences that the program names, or one that keeps them in memory. */
    Object preferences() throws ReflectiveOperationException {
        String named = properties.getProperty("java.util.prefs.PreferencesFactory");
        return named == null
                ? newPreferences()
                : Class.forName(named, true, loader()).getConstructor().newInstance();
    }

    @Override
    protected NameTable names() {
        return grants.names();
    }

    List<String> given() {
        return grants.lines();
    }

    ThreadGroup threadGroup() {
        return group();
    }

    @Override
    protected ClassLoader loader() {
        ClassLoader l = loader;
        if (l == null) {
            throw new IllegalStateException("dead");
        }
        return l;
    }

    @Nullable Object own(int own) {
        return ownStatic(own);
    }

    void own(int own, Object value) {
        ownStatic(own, value);
    }

    // -- life

    @Override
    protected void prepare(Thread main) {
        main.setContextClassLoader(null);
    }

    @Override
    protected @Nullable Runnable entry() {
        Thread.currentThread().setContextClassLoader(loader());
        try {
            String[] arguments = program.arguments().toArray(new String[0]);
            Runnable main = Launcher.main(loader(), Launcher.mainClass(program), arguments, kernel().internals());
            for (String name : preload) {
                preload(name);
            }
            return main;
        } catch (Launcher.NoMain e) {
            err.println("atoll: " + e.getMessage());
            return null;
        } catch (Throwable e) {
            throw Refusal.<RuntimeException>sneak(e);
        }
    }

    private void preload(String name) {
        try {
            Class<?> type = Class.forName(name, false, loader());
            if (type.getClassLoader() == loader()) {
                link(type);
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // Whoever needs it is told.
        }
    }

    /** Has it verified: the JVM does so before it tells what a class declares. */
    @SuppressWarnings("ReturnValueIgnored")
    private static void link(Class<?> type) {
        type.getDeclaredConstructors();
    }

    @Nullable ProgramLoader loaderOrNull() {
        return loader;
    }

    @Override
    protected void runHooks() {
        Thread.currentThread().setContextClassLoader(loader());
        Object hooks = ownStatic(Own.SHUTDOWN_HOOKS);
        ownStatic(Own.SHUTDOWN_HOOKS, new IdentityHashMap<Thread, Thread>());
        if (hooks instanceof IdentityHashMap<?, ?> map) {
            List<Object> threads = new ArrayList<>(map.keySet());
            for (Object thread : threads) {
                ((Thread) thread).start();
            }
            for (Object thread : threads) {
                Teardown.join((Thread) thread);
            }
        }
        if (ownStatic(Own.DELETE_ON_EXIT) != null) {
            OwnValues.deleteOnExit();
        }
        out.flush();
        err.flush();
    }

    @Override
    protected void uncaught(Thread thread, Throwable error) {
        Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
        handler.uncaughtException(thread, error);
        out.flush();
        err.flush();
    }

    @Override
    protected void closeAll() {
        network.wakeAll();
        tellEnding();
    }

    private void tellEnding() {
        if (!first.isHeld()) {
            grants.endings.forEach(Runnable::run);
        }
    }

    @Override
    protected Object program() {
        return loader();
    }

    @Override
    protected void forgetProgram() {
        personality.forget(this);
        loader = null;
        in = InputStream.nullInputStream();
        out = Streams.printer(OutputStream.nullOutputStream(), "UTF-8");
        err = out;
    }

    @Override
    protected void release(List<String> released) {
        tellEnding();
        released.add(network.closeAll() + " sockets and channels");
        ProgramLoader closed = loader;
        if (closed != null) {
            List<?> failures = closed.close();
            released.add("class path of " + closed.size() + (failures.isEmpty() ? "" : ", not closed: " + failures));
        }
        if (served != null) {
            released.add(served.end() + " served files");
        }
        released.add("private tree of " + tree.delete() + " files");
    }

    // -- streams, limits

    @Override
    protected PrintStream out() {
        return out;
    }

    @Override
    protected PrintStream err() {
        return err;
    }

    @Override
    protected InputStream in() {
        return in;
    }

    @Override
    protected void out(PrintStream stream) {
        out = stream;
    }

    @Override
    protected void err(PrintStream stream) {
        err = stream;
    }

    @Override
    protected void in(InputStream stream) {
        in = stream;
    }

    @Override
    protected InputStream standardIn() {
        return standardIn;
    }

    @Override
    protected OutputStream standardOut(int number) {
        return number == 1 ? standardOut : standardErr;
    }

    @Override
    protected int processors() {
        return grants.processors;
    }

    @Override
    protected long maxMemory() {
        return grants.memory;
    }

    @Override
    protected long totalMemory() {
        return Math.min(grants.memory, Runtime.getRuntime().totalMemory());
    }

    @Override
    protected long freeMemory() {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return Math.max(0, totalMemory() - Math.min(used, totalMemory()));
    }

    @Override
    protected void bigArray(long elements) {
        if (elements * Long.BYTES > grants.memory / 2 && elements > grants.memory / 2) {
            throw new OutOfMemoryError("Java heap space: " + who() + " asked for an array of " + elements
                    + " elements; --memory grants more than " + grants.memory + " bytes");
        }
    }

    // -- classes

    @Override
    protected byte[] link(ClassLoader into, @Nullable String name, byte[] bytes, int offset, int length) {
        boolean own = into == loader;
        // Without a name: defined beside another class, so made.
        byte[] linked = personality.cache().link(bytes, offset, length, slotName(), name == null || !own);
        if (own) {
            PureCode.note(linked, into, pure(), names());
        }
        return linked;
    }

    @Override
    protected boolean visible(String className) {
        return personality.visible(className);
    }

    @Override
    protected boolean shares(@Nullable Class<?> type) {
        ProgramLoader own = loader;
        return own != null && type != null && own.shared(type.getName()) == type;
    }

    @Override
    protected boolean shares(String className) {
        ProgramLoader own = loader;
        return own != null && own.shared(className) != null;
    }

    @Override
    protected void services(String service, @Nullable ClassLoader of) {
        ProgramLoader own = loader;
        if (of == own && own != null) {
            own.services(service);
        }
    }

    @Override
    protected @Nullable Object initial(int own, @Nullable Object hostValue) {
        return OwnValues.initial(this, own, hostValue);
    }

    // -- files

    @Override
    protected String file(String path, int access) {
        try {
            return paths.toHost(path, access);
        } catch (IOException e) {
            throw Refusal.<RuntimeException>sneak(Refusal.ofPath(path, e));
        }
    }

    @Override
    protected byte[] file(byte[] path, int access) {
        try {
            return paths.toHost(new String(path, JNU), access).getBytes(JNU);
        } catch (IOException e) {
            throw Refusal.<RuntimeException>sneak(e);
        }
    }

    @Override
    protected String realPath(String path) {
        try {
            return paths.canonical(path, false);
        } catch (IOException e) {
            throw Refusal.<RuntimeException>sneak(e);
        }
    }

    @Override
    protected byte[] realPath(byte[] path) {
        try {
            return paths.canonical(new String(path, JNU), true).getBytes(JNU);
        } catch (IOException e) {
            throw Refusal.<RuntimeException>sneak(e);
        }
    }

    @Override
    protected @Nullable ServedFiles served() {
        return served;
    }

    @Override
    protected void change(int descriptor) {
        try {
            paths.change(descriptor);
        } catch (IOException e) {
            throw Refusal.<RuntimeException>sneak(e);
        }
    }

    @Override
    protected List<String[]> mounts() {
        return paths.mounts();
    }

    @Override
    protected String directory() {
        return paths.directory();
    }

    @Override
    protected void release() {
        paths.release();
    }

    @Override
    protected boolean inKernel() {
        return paths.busy();
    }

    @Override
    protected String inGuestWords(String message) {
        return paths.inGuestWords(message);
    }

    // -- rights

    @Override
    protected void check(int call, @Nullable Object subject) {
        if (grants.audit != null) {
            grants.audit.remark(Refusal.what(call));
        }
        Refusal.refuse(call, who(), subject == null ? "" : subject);
    }

    @Override
    protected @Nullable String environment(String name) {
        String given = grants.environment.get(name);
        return given == null && grants.audit != null ? HostEnvironment.audited(grants.audit, name) : given;
    }

    @Override
    protected Map<String, String> environment() {
        return Collections.unmodifiableMap(
                grants.audit == null ? grants.environment : HostEnvironment.audited(grants.audit, grants.environment));
    }

    // -- network

    @Override
    protected Network network() {
        return network;
    }
}
