package java.atoll;

import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Map;

/**
 * What woven JDK code calls. The linker's member table ({@code jdk.table}) says which JDK method calls which hook. A hook
 * on a host thread does nothing; on a thread of a process it asks the {@link World}. Every hook is safe to call by
 * anyone: it decides by the running thread, never by its arguments.
 */
public final class Hook {
    /** Loader of the host's class path and of the JDK's own tools. */
    static final ClassLoader HOST_LOADER = ClassLoader.getSystemClassLoader();

    private static final VarHandle FILE_PATH;
    private static final MethodHandle PATH_BYTES;

    // Linux, asm-generic/fcntl.h
    private static final int O_ACCMODE = 3;
    private static final int O_CREAT = 0x40;
    private static final int O_EXCL = 0x80;
    private static final int O_TRUNC = 0x200;
    private static final int O_NOFOLLOW = 0x20000;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(File.class, MethodHandles.lookup());
            FILE_PATH = lookup.findVarHandle(File.class, "path", String.class);
            Class<?> path = Class.forName("sun.nio.fs.UnixPath");
            PATH_BYTES = MethodHandles.privateLookupIn(path, MethodHandles.lookup())
                    .findVirtual(path, "getByteArrayForSysCalls", MethodType.methodType(byte[].class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Hook() {}

    /** Whether a process is running here. */
    public static boolean guest() {
        return Identity.current() != null;
    }

    // -- life

    public static void exit(int status) {
        World world = Identity.current();
        if (world != null) {
            Headroom.need();
            world.exit(status);
        }
    }

    public static void halt(int status) {
        World world = Identity.current();
        if (world != null) {
            Headroom.need();
            world.halt(status);
        }
    }

    /** Woven around the static initialisers of JDK classes: see {@link HostSection}. */
    public static void enterHost() {
        HostSection.enter();
    }

    public static void leaveHost() {
        HostSection.leave();
    }

    // -- threads

    public static void threadStarts(Object thread) {
        World world = Identity.of((Thread) thread);
        if (world != null) {
            Headroom.need();
            world.threadStarts((Thread) thread);
        }
    }

    public static void threadEnds(Object thread) {
        Visit.end((Thread) thread);
        World world = Identity.of((Thread) thread);
        if (world != null) {
            world.threadEnds((Thread) thread);
        }
    }

    /** After every JDK blocking point: a killed thread goes no further. */
    public static void woken() {
        World world = Identity.current();
        if (world != null) {
            world.poll();
        }
    }

    /** Polls woven into JDK code that a killed thread is stuck in. */
    public static void poll() {
        World world = Identity.current();
        if (world != null) {
            world.poll();
        }
    }

    /**
     * True when the error needs no more handling. In a process the handler runs here, so that a kill during it is not
     * the JVM's to report. Once that is killed nothing is told: JDK code that is unwound by the kill may end in an error of
     * its own (a lock that is given back twice), and that is nobody's.
     */
    public static boolean uncaught(Object thread, Object error) {
        World world = Identity.current();
        if (world == null || error instanceof Killed) {
            return error instanceof Killed;
        }
        if (world.killed) {
            return true;
        }
        try {
            Thread dying = (Thread) thread;
            dying.getUncaughtExceptionHandler().uncaughtException(dying, (Throwable) error);
        } catch (Throwable e) {
            // As the JVM: what a handler throws is ignored.
        }
        return true;
    }

    /** {@code shutdown} of the thread of a watch service: also when its process is killed. */
    public static boolean over(boolean shutdown) {
        World world = Identity.current();
        return shutdown || world != null && world.killed;
    }

    /** {@code ThreadGroup.getParent}: the root of a process has none. */
    public static Object parent(Object parent, Object self) {
        return self instanceof WorldGroup && Identity.current() != null ? null : parent;
    }

    /** Virtual threads of a process run on the process's own scheduler, whatever thread makes them. */
    public static Object scheduler(Object chosen) {
        World world = Identity.current();
        if (world != null) {
            return world.scheduler();
        }
        return chosen == null ? Segments.hostScheduler() : chosen;
    }

    public static Thread[] threads(Object all) {
        Thread[] threads = (Thread[]) all;
        World world = Identity.current();
        if (world == null) {
            return threads;
        }
        java.util.ArrayList<Thread> seen = new java.util.ArrayList<>();
        for (Thread thread : threads) {
            if (Identity.of(thread) == world) {
                seen.add(thread);
            }
        }
        return seen.toArray(new Thread[0]);
    }

    // -- streams

    private static volatile SharedPrint out;
    private static volatile SharedPrint err;
    private static volatile SharedInput in;

    /** Puts the shared streams in place of the host's. Called once, by the kernel, before the first process. */
    static void shareStreams() {
        SharedPrint sharedOut = new SharedPrint(System.out, false);
        SharedPrint sharedErr = new SharedPrint(System.err, true);
        SharedInput sharedIn = new SharedInput(System.in);
        System.setOut(sharedOut);
        System.setErr(sharedErr);
        System.setIn(sharedIn);
        out = sharedOut;
        err = sharedErr;
        in = sharedIn;
    }

    /** A stack trace locks the stream it goes to: that of the process, never the one that all share. */
    public static Object ownStream(Object stream) {
        return stream instanceof SharedPrint shared ? shared.to() : stream;
    }

    /** System properties are no object of the program's: JDK code, also initialisers of classes, asks it. */
    public static Object plain(Object properties) {
        World world = Identity.current();
        if (world == null) {
            return properties;
        }
        if (properties == null) {
            return world.initial(Own.PROPERTIES, null);
        }
        java.util.Properties given = (java.util.Properties) properties;
        java.util.Properties plain = new java.util.Properties();
        for (String name : given.stringPropertyNames()) {
            String value = given.getProperty(name);
            if (value != null) {
                plain.setProperty(name, value);
            }
        }
        return plain;
    }

    public static boolean setOut(Object stream) {
        World world = Identity.current();
        if (world != null) {
            world.out(SharedPrint.behind((PrintStream) stream));
        } else if (out != null) {
            out.host = SharedPrint.behind((PrintStream) stream);
        }
        return world != null || out != null;
    }

    public static boolean setErr(Object stream) {
        World world = Identity.current();
        if (world != null) {
            world.err(SharedPrint.behind((PrintStream) stream));
        } else if (err != null) {
            err.host = SharedPrint.behind((PrintStream) stream);
        }
        return world != null || err != null;
    }

    public static boolean setIn(Object stream) {
        World world = Identity.current();
        if (world != null) {
            world.in(SharedInput.behind((InputStream) stream));
        } else if (in != null) {
            in.host = SharedInput.behind((InputStream) stream);
        }
        return world != null || in != null;
    }

    // -- classes

    /** Rewrites a class on its way into a loader of a process; classes of the JDK and the host pass. */
    public static byte[] link(Object loader, String name, byte[] bytes, int offset, int length) {
        World world = Identity.owner();
        if (world == null || host((ClassLoader) loader)) {
            return bytes;
        }
        Headroom.need();
        return world.link((ClassLoader) loader, name, bytes, offset, length);
    }

    /** Any buffer as one on the heap, so that its bytes take the one way in through {@link #link}. */
    public static Object heap(Object buffer) {
        if (buffer == null || Identity.owner() == null) {
            return buffer;
        }
        java.nio.ByteBuffer from = ((java.nio.ByteBuffer) buffer).duplicate();
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        return java.nio.ByteBuffer.wrap(bytes);
    }

    /** The JDK keeps method handles of what the system loader loads for ever; a process's own loader is not for ever. */
    public static boolean cacheable(boolean cacheable, Object type) {
        return cacheable && (Identity.current() == null || host(((Class<?>) type).getClassLoader()));
    }

    public static Object none() {
        return null;
    }

    public static Object noUrls() {
        return java.util.Collections.emptyEnumeration();
    }

    static boolean host(ClassLoader loader) {
        return loader == null
                || loader == HOST_LOADER
                || loader == ClassLoader.getPlatformClassLoader()
                || loader instanceof SharedLoader;
    }

    /** The name that a loader of the JDK may look up for the running process: itself, or one that names no class. */
    public static String className(String name) {
        World world = Identity.current();
        return world == null || name == null || world.visible(name) ? name : "/";
    }

    // -- files

    public static String path(String path, int access) {
        World world = Identity.current();
        if (world == null) {
            return path;
        }
        // The resolver asks for more before it goes to the file system itself.
        Headroom.needShort();
        return world.file(path, access);
    }

    public static byte[] path(byte[] path, int access) {
        World world = Identity.current();
        return world == null ? path : world.file(path, access);
    }

    public static Object file(Object file, int access) {
        World world = Identity.current();
        return world == null ? file : new File(path((String) FILE_PATH.get((File) file), access));
    }

    public static void release() {
        World world = Identity.current();
        if (world != null) {
            world.release();
        }
    }

    /** {@link #release} when the call failed; gives the failure in the guest's words. */
    public static Throwable failed(Throwable failure) {
        World world = Identity.current();
        if (world == null) {
            return failure;
        }
        Throwable told = failure;
        if (failure instanceof java.io.FileNotFoundException && failure.getMessage() != null) {
            told = new java.io.FileNotFoundException(world.inGuestWords(failure.getMessage()));
            told.setStackTrace(failure.getStackTrace());
        }
        world.release();
        return told;
    }

    /** Stack traces of a process show no frame of the kernel. */
    public static Object trace(Object frames) {
        return frames == null || Identity.current() == null ? frames : Traces.seen((StackTraceElement[]) frames);
    }

    /** Access of {@code RandomAccessFile.open}: mode 1 reads only. */
    public static int mode(int mode) {
        return (mode & 1) != 0 ? Access.READ : Access.WRITE;
    }

    /** Access of {@code access(2)} and {@code File.canWrite}: 2 asks for writing. */
    public static int access(int wanted) {
        return (wanted & 2) != 0 ? Access.TRY_WRITE : Access.READ;
    }

    /** Access of {@code open(2)}: creating or writing, and whether a last symbolic link is followed. */
    public static int flags(int flags) {
        boolean write = (flags & (O_ACCMODE | O_CREAT | O_TRUNC)) != 0;
        boolean follow = (flags & (O_NOFOLLOW | O_EXCL)) == 0;
        if (write) {
            return follow ? Access.WRITE : Access.EDIT;
        }
        return follow ? Access.READ : Access.LOOK;
    }

    public static byte[] nio(Object path, int access) throws Exception {
        Headroom.needShort();
        try {
            return Identity.current().file(bytes(path), access);
        } catch (Exception e) {
            throw e instanceof Errno errno ? errno.unix() : e;
        }
    }

    public static byte[] nioRealPath(Object path) throws Exception {
        try {
            return realPath(bytes(path));
        } catch (Exception e) {
            throw e instanceof Errno errno ? errno.unix() : e;
        }
    }

    static String pathOf(Object file) {
        return (String) FILE_PATH.get((File) file);
    }

    static byte[] bytes(Object path) {
        try {
            return (byte[]) PATH_BYTES.invoke(path);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    public static String absolute(Object file) {
        String path = (String) FILE_PATH.get((File) file);
        if (path.startsWith("/")) {
            return path;
        }
        String directory = Identity.current().directory();
        if (path.isEmpty()) {
            return directory;
        }
        return directory.equals("/") ? "/" + path : directory + "/" + path;
    }

    public static boolean resolves(boolean host) {
        return host || Identity.current() != null;
    }

    public static String realPath(String path) throws Exception {
        World world = Identity.current();
        try {
            return world == null ? path : world.realPath(path);
        } catch (Exception e) {
            throw e instanceof Errno errno ? errno.plain() : e;
        }
    }

    public static byte[] realPath(byte[] path) {
        World world = Identity.current();
        return world == null ? path : world.realPath(path);
    }

    public static String directory(Object host) {
        World world = Identity.current();
        return world == null ? (String) host : world.directory();
    }

    public static byte[] directoryBytes(Object host) {
        World world = Identity.current();
        return world == null ? (byte[]) host : Bytes.of(world.directory());
    }

    /** Directory-relative system calls would pass by the name space, so processes do without them. */
    public static boolean openat(boolean supported) {
        return supported && Identity.current() == null;
    }

    // -- rights

    public static void check(int call, Object subject) {
        World world = Identity.current();
        if (world != null) {
            world.check(call, subject);
        }
    }

    /** {@code MemoryMXBean.gc} is heard and not heeded, as {@code System.gc}. */
    public static boolean ignoredCollection() {
        return Identity.current() != null;
    }

    public static void library(Object fromClass, String name) {
        World world = Identity.current();
        if (world != null && !host(((Class<?>) fromClass).getClassLoader())) {
            world.check(Call.LIBRARY, name);
        }
    }

    /** Only the JDK's own modules use native code in a process; a named module of the program's is not one of them. */
    public static void nativeAccess(Object caller, String method) {
        World world = Identity.current();
        if (world == null) {
            return;
        }
        Class<?> by = (Class<?>) caller;
        if (by == null || !host(by.getClassLoader()) || !by.getModule().isNamed()) {
            world.check(Call.NATIVE, method);
        }
    }

    public static String environment(String name) {
        return Identity.current().environment(name);
    }

    public static Map<String, String> environment() {
        return Identity.current().environment();
    }
}
