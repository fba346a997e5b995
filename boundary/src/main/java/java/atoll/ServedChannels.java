package java.atoll;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/** More hooks: channels on files that other processes serve. See {@link ServedFiles}. */
public final class ServedChannels {
    /** {@code sun.nio.ch.IOStatus.UNSUPPORTED_CASE}: not these two files; others are tried as before. */
    private static final int NOT_THESE = -6;

    private static final int STEP = 1 << 16;

    private static final VarHandle OF_CHANNEL;
    private static final MethodHandle NEW_KEY;

    static {
        try {
            Class<?> channel = Class.forName("sun.nio.ch.FileChannelImpl");
            OF_CHANNEL = MethodHandles.privateLookupIn(channel, MethodHandles.lookup())
                    .findVarHandle(channel, "fd", FileDescriptor.class);
            Class<?> key = Class.forName("sun.nio.ch.FileKey");
            NEW_KEY = MethodHandles.privateLookupIn(key, MethodHandles.lookup())
                    .findConstructor(key, MethodType.methodType(void.class, long.class, long.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ServedChannels() {}

    // -- whose call it is

    public static boolean isServed(Object descriptor) {
        return Standard.isServed(descriptor);
    }

    public static boolean isServedEither(Object from, Object to) {
        return Standard.isServed(from) || Standard.isServed(to);
    }

    public static boolean isServedChannel(Object channel) {
        return Standard.isServed(OF_CHANNEL.get(channel));
    }

    // -- bytes

    /** {@code at} -1: at the channel's own position. */
    static int read(FileDescriptor descriptor, ByteBuffer to, long at) throws IOException {
        try {
            ServedFiles.Opened file = ServedFiles.file(descriptor);
            int wanted = to.remaining();
            if (wanted == 0) {
                return 0;
            }
            if (to.hasArray()) {
                int count = file.read(at, to.array(), to.arrayOffset() + to.position(), wanted);
                to.position(to.position() + Math.max(count, 0));
                return count;
            }
            byte[] bytes = new byte[Math.min(wanted, STEP)];
            int done = 0;
            int most;
            int count;
            do {
                most = Math.min(bytes.length, wanted - done);
                count = file.read(at < 0 ? -1 : at + done, bytes, 0, most);
                to.put(bytes, 0, Math.max(count, 0));
                done += Math.max(count, 0);
            } while (count == most && done < wanted);
            return done == 0 ? -1 : done;
        } catch (Errno e) {
            throw e.plain();
        }
    }

    static int write(FileDescriptor descriptor, ByteBuffer from, long at) throws IOException {
        try {
            ServedFiles.Opened file = ServedFiles.file(descriptor);
            int length = from.remaining();
            if (from.hasArray()) {
                file.write(at, from.array(), from.arrayOffset() + from.position(), length);
                from.position(from.limit());
                return length;
            }
            byte[] bytes = new byte[Math.min(length, STEP)];
            for (int done = 0; done < length; ) {
                int count = Math.min(bytes.length, length - done);
                from.get(from.position(), bytes, 0, count);
                file.write(at < 0 ? -1 : at + done, bytes, 0, count);
                from.position(from.position() + count);
                done += count;
            }
            return length;
        } catch (Errno e) {
            throw e.plain();
        }
    }

    // -- sun.nio.ch.UnixFileDispatcherImpl

    /** {@code seek}: -1 asks where it is. */
    public static long servedSeek(Object descriptor, long to) throws IOException {
        try {
            ServedFiles.Opened file = ServedFiles.file((FileDescriptor) descriptor);
            if (to >= 0) {
                file.position(to);
            }
            return file.position();
        } catch (Errno e) {
            throw e.plain();
        }
    }

    public static int servedForce(Object descriptor) throws IOException {
        try {
            ServedFiles.file((FileDescriptor) descriptor).flush();
            return 0;
        } catch (Errno e) {
            throw e.plain();
        }
    }

    public static int servedTruncate(Object descriptor, long size) throws IOException {
        try {
            ServedFiles.file((FileDescriptor) descriptor).resize(size);
            return 0;
        } catch (Errno e) {
            throw e.plain();
        }
    }

    static long size(FileDescriptor descriptor) throws IOException {
        try {
            return ServedFiles.file(descriptor).size();
        } catch (Errno e) {
            throw e.plain();
        }
    }

    public static int servedAvailable(Object descriptor) throws IOException {
        return Standard.servedInput(descriptor).available();
    }

    public static boolean servedOther(Object descriptor) throws IOException {
        try {
            return ServedFiles.file((FileDescriptor) descriptor).stat().kind() == FileStat.OTHER;
        } catch (Errno e) {
            throw e.plain();
        }
    }

    /** {@code lock}: held. The JDK's own table, which all processes share, has found that nobody else holds one. */
    public static int servedLock(Object descriptor) throws IOException {
        try {
            ServedFiles.file((FileDescriptor) descriptor);
            return 0;
        } catch (Errno e) {
            throw e.plain();
        }
    }

    public static void servedRelease(Object descriptor) {
        // The JDK's table is all there is.
    }

    /** {@code sun.nio.ch.FileKey.create}, of the JDK's table of locks. */
    public static Object servedKey(Object descriptor) throws IOException {
        try {
            long[] key = ServedFiles.file((FileDescriptor) descriptor).key();
            return NEW_KEY.invoke(key[0], key[1]);
        } catch (Errno e) {
            throw e.plain();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Before anything else: mapping lengthens a file that is too short. */
    public static void refuseMap(Object channel) {
        if (isServedChannel(channel)) {
            throw new UnsupportedOperationException("a file that another process serves cannot be mapped");
        }
    }

    public static void refuseDirect(Object descriptor) {
        if (isServed(descriptor)) {
            throw new UnsupportedOperationException("a file that another process serves has no direct I/O");
        }
    }

    /** Transfers by the host, or by mapping: the JDK reads and writes instead. */
    public static long notThese(Object from, Object to) {
        return NOT_THESE;
    }

    public static long notThis(Object channel) {
        return NOT_THESE;
    }
}
