package atoll.personality.java;

import atoll.personality.java.net.NetworkStatics;
import java.atoll.Own;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** First values of the JDK statics that every process has for itself. */
final class OwnValues {
    private static final MethodHandle COMMON_POOL;
    private static final MethodHandle LOG_MANAGER;
    private static final MethodHandle LOGGER;
    private static final MethodHandle DELETE_ON_EXIT;

    static {
        try {
            MethodHandles.Lookup pool = MethodHandles.privateLookupIn(ForkJoinPool.class, MethodHandles.lookup());
            COMMON_POOL = pool.findConstructor(ForkJoinPool.class, MethodType.methodType(void.class, byte.class));
            MethodHandles.Lookup logs = MethodHandles.privateLookupIn(LogManager.class, MethodHandles.lookup());
            LOG_MANAGER = logs.findStatic(LogManager.class, "initLogManager", MethodType.methodType(LogManager.class));
            LOGGER = MethodHandles.privateLookupIn(Logger.class, MethodHandles.lookup())
                    .findConstructor(Logger.class, MethodType.methodType(void.class, String.class));
            Class<?> hook = Class.forName("java.io.DeleteOnExitHook");
            DELETE_ON_EXIT = MethodHandles.privateLookupIn(hook, MethodHandles.lookup())
                    .findStatic(hook, "runHooks", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private OwnValues() {}

    static @Nullable Object initial(JavaProcess process, int own, @Nullable Object host) {
        try {
            return switch (own) {
                case Own.PROPERTIES -> process.properties();
                case Own.SYSTEM_LOADER -> process.loader();
                case Own.INNOCUOUS_GROUP, Own.VIRTUAL_GROUP -> process.threadGroup();
                case Own.SHUTDOWN_HOOKS -> new IdentityHashMap<Thread, Thread>();
                case Own.DELETE_ON_EXIT -> new LinkedHashSet<String>();
                case Own.URL_HANDLERS, Own.CONTENT_HANDLERS -> new Hashtable<>();
                // Set by compare-and-set on the real field when it is read as null.
                case Own.SSL_CONTEXT -> SSLContext.getInstance("Default");
                case Own.MBEAN_SERVERS -> new java.util.ArrayList<>();
                case Own.DRIVERS -> drivers(process);
                case Own.HTTP_KEPT, Own.HTTP_DRAIN, Own.HTTP_LOGINS, Own.CHANNEL_POOL, Own.FILE_POOL ->
                    NetworkStatics.initial(own);
                case Own.TEMP_PATH -> Path.of(process.temporary());
                case Own.PREFERENCES -> process.preferences();
                case Own.COMMON_POOL, Own.ASYNC_POOL -> commonPool(process);
                case Own.LOG_MANAGER -> LOG_MANAGER.invoke();
                case Own.GLOBAL_LOGGER -> LOGGER.invoke(Logger.GLOBAL_LOGGER_NAME);
                case Own.LOCALE,
                        Own.DISPLAY_LOCALE,
                        Own.FORMAT_LOCALE,
                        Own.TIME_ZONE,
                        Own.PROXY_SELECTOR,
                        Own.FILE_NAME_MAP,
                        Own.ZONE_IDS,
                        Own.LOGIN_TIMEOUT,
                        Own.USE_CACHES,
                        Own.ASK_USER,
                        Own.FOLLOW_REDIRECTS,
                        Own.INPUT_FILTER,
                        Own.INPUT_FILTER_FACTORY,
                        Own.HOST_VERIFIER -> host;
                default -> OwnRegistries.initial(process, own, host);
            };
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object commonPool(JavaProcess process) throws Throwable {
        synchronized (process.properties()) {
            Object pool = process.own(Own.COMMON_POOL);
            if (pool == null) {
                pool = COMMON_POOL.invoke((byte) 0);
                process.own(Own.COMMON_POOL, pool);
            }
            return pool;
        }
    }

    /** The JDK loads drivers once per JVM; each process loads its own. */
    private static Object drivers(JavaProcess process) {
        CopyOnWriteArrayList<Object> list = new CopyOnWriteArrayList<>();
        process.own(Own.DRIVERS, list);
        Iterator<Driver> found =
                ServiceLoader.load(Driver.class, process.loader()).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return list;
                }
                found.next();
            } catch (java.util.ServiceConfigurationError e) {
                // As DriverManager: a driver that does not load is not there.
            }
        }
    }

    /** Deletes what the process asked to be deleted at its exit; runs on a thread of the process. */
    static void deleteOnExit() {
        try {
            DELETE_ON_EXIT.invoke();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
