package atoll.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The memory of all regions: the JDK's direct buffers, which are zeroed, and freed here and not by the collector. */
final class RegionMemory {
    private final MethodHandle cleaner;
    private final MethodHandle clean;
    private final Set<Class<?>> channels;
    private final AtomicLong bytes = new AtomicLong();

    RegionMemory(Internals internals) {
        try {
            Class<?> buffer = Class.forName("sun.nio.ch.DirectBuffer");
            Class<?> type = Class.forName("jdk.internal.ref.Cleaner");
            cleaner = internals
                    .fullLookup(buffer)
                    .findVirtual(buffer, "cleaner", MethodType.methodType(type))
                    .asType(MethodType.methodType(Object.class, ByteBuffer.class));
            clean = internals
                    .fullLookup(type)
                    .findVirtual(type, "clean", MethodType.methodType(void.class))
                    .asType(MethodType.methodType(void.class, Object.class));
            channels = Set.of(
                    Class.forName("sun.nio.ch.FileChannelImpl"),
                    Class.forName("sun.nio.ch.SocketChannelImpl"),
                    Class.forName("sun.nio.ch.SourceChannelImpl"),
                    Class.forName("sun.nio.ch.SinkChannelImpl"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK's direct buffers are not those that Atoll knows", e);
        }
        // So that what is used of it is linked before a process uses it.
        free(allocate(1));
    }

    /** Bytes that are allocated now. */
    long bytes() {
        return bytes.get();
    }

    ByteBuffer allocate(int size) {
        ByteBuffer made = ByteBuffer.allocateDirect(size);
        bytes.addAndGet(size);
        return made;
    }

    /** Nobody must use the buffer any more. */
    void free(ByteBuffer buffer) {
        bytes.addAndGet(-buffer.capacity());
        try {
            clean.invokeExact((Object) cleaner.invokeExact(buffer));
        } catch (Throwable e) {
            throw new IllegalStateException("a region's memory cannot be freed", e);
        }
    }

    /** A channel of a program's own would be given the memory, and could keep it. */
    void checkChannel(Object channel) {
        if (!channels.contains(channel.getClass())) {
            throw new IllegalArgumentException(
                    "a channel of " + channel.getClass().getName()
                            + ": a region is read from and written to the JDK's own channels of files, sockets and pipes");
        }
    }
}
