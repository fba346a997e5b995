package java.atoll;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the JDK and the rewritten code of a process can ask of the kernel: the system-call table. The kernel implements
 * it once per process; {@link Hook} and {@link Sys} find the world of the running thread and call it.
 *
 * <p>No method may call code of the process while it holds a lock, and none may trust an argument to stay the same.
 */
public abstract class World {
    /** Set by the kernel when the process must run no further instruction. Read without a lock by every hook. */
    protected volatile boolean killed;

    /** Private values of JDK statics, by {@link Own} index; only the kernel and {@link Own} touch it. */
    final Object[] statics = new Object[Own.COUNT];

    /** Stand-in locks of {@link Monitors}. Guarded by itself. */
    final java.util.IdentityHashMap<Object, Object> standIns = new java.util.IdentityHashMap<>();

    /** The process's own {@code FileDescriptor.in}, {@code out} and {@code err}, once asked for. Guarded by itself. */
    final java.io.FileDescriptor[] descriptors = new java.io.FileDescriptor[3];

    /** Virtual threads of this process run here; made on first use. Guarded by {@code statics}. */
    private WorldScheduler scheduler;

    /** Numbers in the names that the JDK gives to threads and pools. */
    final AtomicInteger threadNumbers = new AtomicInteger();

    final AtomicInteger poolNumbers = new AtomicInteger();

    /** The world of the running thread, or null for the host and the kernel. */
    protected static World current() {
        return Identity.current();
    }

    /** Binds slot {@code index} to this world. */
    protected final void bind(int index) {
        Identity.bind(index, this);
    }

    /** Frees slot {@code index}. */
    protected static void unbind(int index) {
        Identity.bind(index, null);
    }

    /** Ends the running thread when its process was killed. */
    protected final void poll() {
        if (killed && !inKernel()) {
            throw Killed.INSTANCE;
        }
    }

    /** Whether the running thread holds something of the kernel's, which it lets go by itself before its next poll. */
    protected boolean inKernel() {
        return false;
    }

    /** True for the error that unwinds killed threads. */
    protected static boolean isKill(Throwable t) {
        return t instanceof Killed;
    }

    /** Puts streams that know the running process in place of the host's three. */
    protected static void shareStreams() {
        WorldScheduler.prepare();
        Hook.shareStreams();
    }

    /** What a host means by {@code System.out} and {@code System.err}: their own streams, not the process's. */
    protected static java.io.OutputStream hostStream(java.io.OutputStream stream) {
        return stream instanceof SharedPrint shared ? shared.host : stream;
    }

    /** {@link #hostStream(java.io.OutputStream)} for {@code System.in}. */
    protected static InputStream hostStream(InputStream stream) {
        return stream instanceof SharedInput shared ? shared.host : stream;
    }

    /** A factory of preferences that one process has for itself. */
    protected static Object newPreferences() {
        return new OwnPreferences.Factory();
    }

    /** A root group for threads of a process, yet of none. */
    protected static ThreadGroup newGroup(ThreadGroup parent, String name) {
        return new WorldGroup(parent, name);
    }

    /** Makes {@code group}, which {@link #newGroup} made and no thread is in, the root of this world's threads. */
    protected final void own(ThreadGroup group) {
        group.setMaxPriority(Thread.MAX_PRIORITY);
        ((WorldGroup) group).world = this;
    }

    /** The group belongs to no process any more. */
    protected static void disown(ThreadGroup group) {
        ((WorldGroup) group).world = null;
    }

    /** The threads that carry virtual threads of this process now; they are the host's. */
    protected final java.util.List<Thread> carriers() {
        synchronized (statics) {
            return scheduler == null ? java.util.List.of() : scheduler.carriers();
        }
    }

    /** Lets the carriers go: no virtual thread of the process will run again, unless some are still in other processes. */
    protected final void stopScheduler(boolean needed) {
        synchronized (statics) {
            if (scheduler != null && !needed) {
                scheduler.stop();
            }
        }
    }

    /** Forgets every private value of JDK statics: they hold objects of the process. */
    protected final void forgetStatics() {
        java.util.Arrays.fill(statics, null);
        java.util.Arrays.fill(descriptors, null);
        synchronized (standIns) {
            standIns.clear();
        }
    }

    /** The process's own value of a JDK static, or null when it never asked for it. */
    protected final Object ownStatic(int own) {
        return statics[own];
    }

    protected final void ownStatic(int own, Object value) {
        statics[own] = value;
    }

    /**
     * With the first virtual thread comes what waits for sockets on behalf of them all, on threads of the host. Not at boot:
     * a thread that waits in native code makes every exit of the JVM take 0.3 s longer.
     */
    final WorldScheduler scheduler() {
        if (scheduler == null) {
            first("sun.nio.ch.Poller");
        }
        synchronized (statics) {
            if (scheduler == null) {
                scheduler = new WorldScheduler(this);
            }
            return scheduler;
        }
    }

    /** The number of this process: its pid. */
    protected abstract long number();

    /** The group of this process's platform threads: the base of identity, never null. */
    protected abstract ThreadGroup group();

    // -- life and threads

    protected abstract void exit(int status);

    protected abstract void halt(int status);

    /** Called before {@code thread} starts; refuses by throwing. */
    protected abstract void threadStarts(Thread thread);

    protected abstract void threadEnds(Thread thread);

    /** What runs the program, once and on the first thread of the process; null on others and when it cannot be started. */
    protected abstract Runnable main(Thread thread);

    /** The program's {@code main} ended with {@code error}. */
    protected abstract void mainFailed(Throwable error);

    /** Last resort for {@code error}: the process has no handler of its own. */
    protected abstract void uncaught(Thread thread, Throwable error);

    /** Called at a poll while the process is paused or throttled. */
    protected abstract void pauseAtPoll();

    // -- streams, limits

    protected abstract PrintStream out();

    protected abstract PrintStream err();

    protected abstract InputStream in();

    protected abstract void out(PrintStream stream);

    protected abstract void err(PrintStream stream);

    protected abstract void in(InputStream stream);

    /** What {@code FileDescriptor.in} reads: what {@link #in} first was, without a buffer. */
    protected abstract InputStream standardIn();

    /** What {@code FileDescriptor.out} (1) or {@code err} (2) writes. */
    protected abstract java.io.OutputStream standardOut(int number);

    protected abstract int processors();

    protected abstract long maxMemory();

    protected abstract long totalMemory();

    protected abstract long freeMemory();

    /** Asked before a process makes an array of more than {@link Sys#BIG} elements. */
    protected abstract void bigArray(long elements);

    /** Whether other processes may call this one. */
    protected abstract boolean serves();

    /** The loader of the program: what its threads have as context loader when they have no other. */
    protected abstract ClassLoader loader();

    /** Whether a loader is the program's, or has it for an ancestor. */
    final boolean owns(ClassLoader loader) {
        ClassLoader own = loader();
        for (ClassLoader l = loader; l != null; l = l.getParent()) {
            if (l == own) {
                return true;
            }
        }
        return false;
    }

    // -- classes

    /** The rewritten form of a class that a loader of this process is about to define. */
    protected abstract byte[] link(ClassLoader loader, String name, byte[] bytes, int offset, int length);

    /** Whether the class of the JDK may be seen by this process. */
    protected abstract boolean visible(String className);

    /** Whether the process has this class in common with others: a contract, or what belongs to one. Null: false. */
    protected abstract boolean shares(Class<?> type);

    protected abstract boolean shares(String className);

    /** Services of that name are about to be looked for in what {@code loader} has. */
    protected abstract void services(String service, ClassLoader loader);

    /** Initialises a class of the JDK on a thread of the host; returns when that is over. */
    protected abstract void first(String className);

    /** Initial value of a JDK static that is private to each process. */
    protected abstract Object initial(int own, Object hostValue);

    // -- files: guest paths to host paths

    /** Host path for {@code path}; throws the natural exception when refused. */
    protected abstract String file(String path, int access);

    /** Host path of an nio path, as bytes; throws the natural exception when refused. */
    protected abstract byte[] file(byte[] path, int access);

    /** The canonical guest path; need not exist. */
    protected abstract String realPath(String path);

    /** The canonical guest path of something that exists. */
    protected abstract byte[] realPath(byte[] path);

    /** The message of a failed call, with the guest's path in place of the host's. */
    protected abstract String inGuestWords(String message);

    protected abstract String directory();

    /** Refuses unless the process may write the file behind the open descriptor. */
    protected abstract void change(int descriptor);

    /** Guest path and options of each mount. */
    protected abstract java.util.List<String[]> mounts();

    /** Forget {@link #file}'s hold on the path; called after the system call. */
    protected abstract void release();

    /** The files that other processes serve to this one; null when it was given none. */
    protected abstract ServedFiles served();

    // -- rights

    /** Throws the natural refusal unless the process holds what {@code call} needs. */
    protected abstract void check(int call, Object subject);

    protected abstract String environment(String name);

    protected abstract java.util.Map<String, String> environment();

    // -- network

    /** The network as this process sees it. */
    protected abstract Network network();
}
