package java.atoll;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SyncFailedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * More hooks: {@code FileDescriptor.in}, {@code out} and {@code err} of a process are objects of its own, with numbers
 * that no open file of the host has, so that a call which is not hooked fails in the host instead of reaching the host's
 * streams. Streams and channels on them read and write what the process was given. So it is with files that other
 * processes serve ({@link ServedFiles}), whose numbers are beyond the host's at the other end: one comparison tells both.
 */
public final class Standard {
    /** Number of the first of the three; -1 means closed. */
    private static final int FIRST = -2;

    private static final VarHandle NUMBER;
    private static final VarHandle APPEND;
    private static final VarHandle OF_CLEANABLE;
    private static final VarHandle OF_INPUT;
    private static final VarHandle OF_OUTPUT;

    static {
        try {
            MethodHandles.Lookup here = MethodHandles.lookup();
            Class<FileDescriptor> descriptor = FileDescriptor.class;
            NUMBER = MethodHandles.privateLookupIn(descriptor, here).findVarHandle(descriptor, "fd", int.class);
            APPEND = MethodHandles.privateLookupIn(descriptor, here).findVarHandle(descriptor, "append", boolean.class);
            Class<?> cleanable = Class.forName("java.io.FileCleanable");
            OF_CLEANABLE = MethodHandles.privateLookupIn(cleanable, here).findVarHandle(cleanable, "fd", int.class);
            OF_INPUT = MethodHandles.privateLookupIn(FileInputStream.class, here)
                    .findVarHandle(FileInputStream.class, "fd", descriptor);
            OF_OUTPUT = MethodHandles.privateLookupIn(FileOutputStream.class, here)
                    .findVarHandle(FileOutputStream.class, "fd", descriptor);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Standard() {}

    // -- which descriptor

    /** The running process's own descriptor in place of one of the host's three. */
    public static Object descriptor(Object descriptor) {
        World world = Identity.current();
        if (world == null || descriptor == null) {
            return descriptor;
        }
        int number = (int) NUMBER.get((FileDescriptor) descriptor);
        return number >= 0 && number <= 2 ? own(world, number) : descriptor;
    }

    static FileDescriptor own(World world, int number) {
        FileDescriptor[] descriptors = world.descriptors;
        synchronized (descriptors) {
            if (descriptors[number] == null) {
                FileDescriptor made = new FileDescriptor();
                NUMBER.set(made, FIRST - number);
                descriptors[number] = made;
            }
            return descriptors[number];
        }
    }

    static boolean ofHost(Object o) {
        return o == FileDescriptor.in || o == FileDescriptor.out || o == FileDescriptor.err;
    }

    /** Whether it is one of the three, or of a served file: no number of the host's, and not -1. */
    public static boolean isStandard(Object descriptor) {
        return Integer.compareUnsigned((int) NUMBER.get((FileDescriptor) descriptor) + 1, ServedFiles.FIRST) > 0;
    }

    static boolean isServed(Object descriptor) {
        return ServedFiles.isNumber(number(descriptor));
    }

    public static boolean isStandardInput(Object stream) {
        return isStandard(OF_INPUT.get((FileInputStream) stream));
    }

    public static boolean isStandardOutput(Object stream) {
        return isStandard(OF_OUTPUT.get((FileOutputStream) stream));
    }

    static int number(Object descriptor) {
        return (int) NUMBER.get((FileDescriptor) descriptor);
    }

    /** Which of the three. */
    private static int index(Object descriptor) {
        return FIRST - number(descriptor);
    }

    static void set(Object descriptor, int number) {
        NUMBER.set((FileDescriptor) descriptor, number);
    }

    static void openInput(Object stream, int number) {
        set(OF_INPUT.get((FileInputStream) stream), number);
    }

    static void openOutput(Object stream, int number, boolean append) {
        Object descriptor = OF_OUTPUT.get((FileOutputStream) stream);
        APPEND.set((FileDescriptor) descriptor, append);
        set(descriptor, number);
    }

    /** A descriptor that nobody closes. */
    static FileDescriptor descriptorOf(int number) {
        FileDescriptor descriptor = new FileDescriptor();
        set(descriptor, number);
        return descriptor;
    }

    static InputStream servedInput(Object descriptor) throws IOException {
        try {
            return new ServedInput(ServedFiles.file(number(descriptor)));
        } catch (Errno e) {
            throw e.plain();
        }
    }

    static OutputStream servedOutput(Object descriptor) throws IOException {
        try {
            return new ServedOutput(ServedFiles.file(number(descriptor)));
        } catch (Errno e) {
            throw e.plain();
        }
    }

    private static World world() throws IOException {
        World world = Identity.current();
        if (world == null) {
            throw new IOException("Bad file descriptor");
        }
        return world;
    }

    private static InputStream input(Object descriptor) throws IOException {
        if (isServed(descriptor)) {
            return servedInput(descriptor);
        }
        if (index(descriptor) != 0) {
            throw new IOException("Bad file descriptor");
        }
        return world().standardIn();
    }

    private static OutputStream output(Object descriptor) throws IOException {
        if (isServed(descriptor)) {
            return servedOutput(descriptor);
        }
        int number = index(descriptor);
        if (number != 1 && number != 2) {
            throw new IOException("Bad file descriptor");
        }
        return world().standardOut(number);
    }

    // -- FileInputStream

    public static int readOne(Object stream) throws IOException {
        return input(OF_INPUT.get((FileInputStream) stream)).read();
    }

    public static int readAll(Object stream, byte[] b) throws IOException {
        return input(OF_INPUT.get((FileInputStream) stream)).read(b);
    }

    public static int readSome(Object stream, byte[] b, int offset, int length) throws IOException {
        return input(OF_INPUT.get((FileInputStream) stream)).read(b, offset, length);
    }

    public static byte[] readToEnd(Object stream) throws IOException {
        return input(OF_INPUT.get((FileInputStream) stream)).readAllBytes();
    }

    public static byte[] readUpTo(Object stream, int length) throws IOException {
        return input(OF_INPUT.get((FileInputStream) stream)).readNBytes(length);
    }

    public static long transfer(Object stream, Object to) throws IOException {
        return input(OF_INPUT.get((FileInputStream) stream)).transferTo((OutputStream) to);
    }

    public static long skip(Object stream, long count) throws IOException {
        return input(OF_INPUT.get((FileInputStream) stream)).skip(count);
    }

    public static int available(Object stream) throws IOException {
        return input(OF_INPUT.get((FileInputStream) stream)).available();
    }

    // -- FileOutputStream; nothing is kept back, as with a descriptor

    public static void writeOne(Object stream, int b) throws IOException {
        OutputStream to = output(OF_OUTPUT.get((FileOutputStream) stream));
        to.write(b);
        to.flush();
    }

    public static void writeAll(Object stream, byte[] b) throws IOException {
        writeSome(stream, b, 0, b.length);
    }

    public static void writeSome(Object stream, byte[] b, int offset, int length) throws IOException {
        write(output(OF_OUTPUT.get((FileOutputStream) stream)), b, offset, length);
    }

    private static void write(OutputStream to, byte[] b, int offset, int length) throws IOException {
        to.write(b, offset, length);
        to.flush();
    }

    // -- channels

    /** {@code IOUtil.read}: one read, so that what is there comes at once. */
    public static int readBuffer(Object descriptor, Object buffer, long position) throws IOException {
        ByteBuffer to = (ByteBuffer) buffer;
        if (to.isReadOnly()) {
            throw new IllegalArgumentException("Read-only buffer");
        }
        if (isServed(descriptor)) {
            return ServedChannels.read((FileDescriptor) descriptor, to, position);
        }
        unseekable(position);
        byte[] bytes = new byte[Math.min(to.remaining(), 1 << 16)];
        int count = bytes.length == 0 ? 0 : input(descriptor).read(bytes, 0, bytes.length);
        if (count > 0) {
            to.put(bytes, 0, count);
        }
        return count;
    }

    public static long readBuffers(Object descriptor, Object buffers, int offset, int length) throws IOException {
        long read = 0;
        for (int i = offset; i < offset + length; i++) {
            ByteBuffer to = ((ByteBuffer[]) buffers)[i];
            int wanted = to.remaining();
            // The first read may wait; what follows takes what is there.
            if (wanted > 0 && (read == 0 || input(descriptor).available() > 0)) {
                int count = readBuffer(descriptor, to, -1);
                read += Math.max(count, 0);
                if (count < wanted) {
                    return read == 0 ? count : read;
                }
            }
        }
        return read;
    }

    public static int writeBuffer(Object descriptor, Object buffer, long position) throws IOException {
        ByteBuffer from = (ByteBuffer) buffer;
        if (isServed(descriptor)) {
            return ServedChannels.write((FileDescriptor) descriptor, from, position);
        }
        unseekable(position);
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        write(output(descriptor), bytes, 0, bytes.length);
        return bytes.length;
    }

    public static long writeBuffers(Object descriptor, Object buffers, int offset, int length) throws IOException {
        long written = 0;
        for (int i = offset; i < offset + length; i++) {
            written += writeBuffer(descriptor, ((ByteBuffer[]) buffers)[i], -1);
        }
        return written;
    }

    private static void unseekable(long position) throws IOException {
        if (position >= 0) {
            throw new IOException("Illegal seek");
        }
    }

    /** The size of a served file; 0 for what is no file, so that {@code transferTo} and {@code size} answer as for a pipe. */
    public static long sizeOf(Object descriptor) throws IOException {
        return isServed(descriptor) ? ServedChannels.size((FileDescriptor) descriptor) : 0;
    }

    // -- FileDescriptor

    /** True when the descriptor is one of the three, and all is written, for nothing is kept back; or is of a served file. */
    public static boolean synced(Object descriptor) throws SyncFailedException {
        if (isServed(descriptor)) {
            try {
                ServedFiles.file(number(descriptor)).flush();
            } catch (Errno e) {
                throw new SyncFailedException("sync failed");
            }
            return true;
        }
        return Identity.current() != null && (ofHost(descriptor) || isStandard(descriptor));
    }

    /** Closes the process's own stream, or a served file; true when the descriptor was one of them. */
    public static boolean closed(Object descriptor) throws IOException {
        if (!isStandard(descriptor)) {
            return false;
        }
        if (isServed(descriptor)) {
            ServedFiles.forget(number(descriptor));
            set(descriptor, -1);
            return true;
        }
        int number = index(descriptor);
        set(descriptor, -1);
        if (number == 0) {
            world().standardIn().close();
        } else {
            world().standardOut(number).close();
        }
        return true;
    }

    /** {@code FileCleanable.performCleanup}, on a thread of the JVM: the descriptor of a served file that nobody closed. */
    public static boolean forgotten(Object cleanable) {
        int number = (int) OF_CLEANABLE.get(cleanable);
        if (!ServedFiles.isNumber(number)) {
            return false;
        }
        ServedFiles.forget(number);
        return true;
    }
}
