package atoll.personality.java.net;

import java.atoll.Own;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetAddress;
import java.nio.channels.spi.AsynchronousChannelProvider;
import java.nio.channels.spi.SelectorProvider;
import java.util.Collections;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutorService;

/** What the JDK's network code keeps in statics: for each process its own, or settled by the host once for all. */
public final class NetworkStatics {
    private static final MethodHandle KEEP_ALIVE_CACHE;
    private static final MethodHandle KEEP_ALIVE_CLEANER;
    private static final MethodHandle THREAD_POOL;
    private static final MethodHandle EXECUTOR;

    static {
        try {
            KEEP_ALIVE_CACHE = constructor("sun.net.www.http.KeepAliveCache");
            KEEP_ALIVE_CLEANER = constructor("sun.net.www.http.KeepAliveStreamCleaner");
            Class<?> pool = Class.forName("sun.nio.ch.ThreadPool");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(pool, MethodHandles.lookup());
            THREAD_POOL = lookup.findStatic(pool, "createDefault", MethodType.methodType(pool));
            EXECUTOR = lookup.findVirtual(pool, "executor", MethodType.methodType(ExecutorService.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private NetworkStatics() {}

    private static MethodHandle constructor(String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName(name);
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                .findConstructor(type, MethodType.methodType(void.class));
    }

    /** First value of a static that each process has for itself. */
    public static Object initial(int own) throws Throwable {
        return switch (own) {
            case Own.HTTP_KEPT -> KEEP_ALIVE_CACHE.invoke();
            case Own.HTTP_DRAIN -> KEEP_ALIVE_CLEANER.invoke();
            case Own.HTTP_LOGINS -> Collections.synchronizedMap(new WeakHashMap<>());
            case Own.CHANNEL_POOL -> THREAD_POOL.invoke();
            case Own.FILE_POOL -> EXECUTOR.invoke((Object) THREAD_POOL.invoke());
            default -> throw new IllegalArgumentException("own " + own);
        };
    }

    /**
     * Makes the JDK choose its providers now, as the host: the first caller decides them for the whole JVM, by its own
     * properties.
     */
    public static void prepareHost() {
        SelectorProvider.provider();
        AsynchronousChannelProvider.provider();
        try {
            // A class of the boundary that only threads of processes would meet, who cannot look it up.
            Class.forName("java.atoll.Network$Kind");
            InetAddress.getByName("localhost");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Atoll's own classes cannot be loaded", e);
        } catch (IOException e) {
            // A host without the name localhost; the resolver is chosen all the same.
        }
    }
}
