package java.atoll;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;

/**
 * What rewritten code of a process calls instead of a JDK member that cannot be hooked inside the JDK: static fields,
 * native methods, monitors, array sites. Every method is safe to call by anyone: it acts on the caller's own process.
 */
public final class Sys {
    /** Arrays with more elements than this ask first. */
    public static final int BIG = 1 << 20;

    private Sys() {}

    /** The slow side of {@link Slot#poll}. */
    static void act(int index) {
        World world = Identity.slot(index);
        if (world != null) {
            world.pauseAtPoll();
            world.poll();
        }
    }

    public static PrintStream out() {
        World world = Identity.current();
        return world == null ? System.out : world.out();
    }

    public static PrintStream err() {
        World world = Identity.current();
        return world == null ? System.err : world.err();
    }

    public static InputStream in() {
        World world = Identity.current();
        return world == null ? System.in : world.in();
    }

    public static FileDescriptor inDescriptor() {
        World world = Identity.current();
        return world == null ? FileDescriptor.in : Standard.own(world, 0);
    }

    public static FileDescriptor outDescriptor() {
        World world = Identity.current();
        return world == null ? FileDescriptor.out : Standard.own(world, 1);
    }

    public static FileDescriptor errDescriptor() {
        World world = Identity.current();
        return world == null ? FileDescriptor.err : Standard.own(world, 2);
    }

    /** {@code RandomAccessFile.getFilePointer}, which is native. */
    public static long filePointer(RandomAccessFile file) throws IOException {
        return ServedIo.isServedRandom(file) ? ServedIo.randomPosition(file) : file.getFilePointer();
    }

    public static int availableProcessors(Runtime runtime) {
        World world = Identity.current();
        return world == null ? runtime.availableProcessors() : world.processors();
    }

    public static long maxMemory(Runtime runtime) {
        World world = Identity.current();
        return world == null ? runtime.maxMemory() : world.maxMemory();
    }

    public static long totalMemory(Runtime runtime) {
        World world = Identity.current();
        return world == null ? runtime.totalMemory() : world.totalMemory();
    }

    public static long freeMemory(Runtime runtime) {
        World world = Identity.current();
        return world == null ? runtime.freeMemory() : world.freeMemory();
    }

    /** Collecting is the referee's business: one process must not stop the others at will. */
    public static void gc(Runtime runtime) {
        if (Identity.current() == null) {
            runtime.gc();
        }
    }

    public static void gc() {
        if (Identity.current() == null) {
            System.gc();
        }
    }

    /**
     * An object whose constructor does not run, as deserialisation makes them: of a class that the program's loaders
     * defined and that has nothing of the JDK's above it but {@code Object}.
     */
    public static Object instance(Class<?> type) throws InstantiationException {
        for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
            if (c == null || c.isArray() || Hook.host(c.getClassLoader())) {
                throw new InstantiationException("refused: " + type + " is not of the program's own classes only");
            }
        }
        return Modules.instance(type);
    }

    /** Gate of array sites; returns {@code length} unchanged. */
    public static int length(int length) {
        if (length > BIG) {
            World world = Identity.current();
            if (world != null) {
                world.bigArray(length);
            }
        }
        return length;
    }

    /** The object to lock in place of {@code o}: objects that every process can reach get a stand-in per process. */
    public static Object monitor(Object o) {
        return o != null && Monitors.shared(o) ? Monitors.standIn(o) : o;
    }

    public static void await(Object o) throws InterruptedException {
        monitor(o).wait();
    }

    public static void await(Object o, long millis) throws InterruptedException {
        monitor(o).wait(millis);
    }

    public static void await(Object o, long millis, int nanos) throws InterruptedException {
        monitor(o).wait(millis, nanos);
    }

    public static void signal(Object o) {
        monitor(o).notify();
    }

    public static void signalAll(Object o) {
        monitor(o).notifyAll();
    }

    public static boolean holdsLock(Object o) {
        return Thread.holdsLock(monitor(o));
    }
}
