package atoll.personality.java;

import java.atoll.Own;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.spi.FileSystemProvider;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** First values of the JDK's registries and caches, most of them made by the JDK's own code for the running process. */
final class OwnRegistries {
    private OwnRegistries() {}

    static @Nullable Object initial(JavaProcess process, int own, @Nullable Object host) throws Throwable {
        return switch (own) {
            case Own.ZONE_PROVIDERS -> new CopyOnWriteArrayList<Object>(List.class.cast(host));
            case Own.ZONES -> new ConcurrentHashMap<Object, Object>(Map.class.cast(host));
            case Own.INSTALLED_PROVIDERS -> fileSystems(process);
            case Own.RESOLVER ->
                get(process, "java.net.InetAddress", "BUILTIN_RESOLVER", "java.net.spi.InetAddressResolver");
            case Own.ADDRESSES -> new ConcurrentHashMap<Object, Object>();
            case Own.ADDRESS_EXPIRY -> new ConcurrentSkipListSet<Object>();
            case Own.URL_LOCK -> new Object();
            case Own.JARS, Own.JAR_URLS -> new HashMap<Object, Object>();
            case Own.SECURITY_PROPERTIES ->
                java.util.Objects.requireNonNull((Properties) host).clone();
            case Own.APP_CONTEXTS -> Collections.synchronizedMap(new IdentityHashMap<Object, Object>());
            case Own.APP_CONTEXT_COUNT -> new AtomicInteger();
            case Own.POOL_NUMBER -> new AtomicInteger(1);
            case Own.TIMER_NUMBER -> new AtomicInteger();
            case Own.CACHING -> new ConcurrentHashMap<Object, Object>();
            case Own.PREFERENCE_EVENTS -> new LinkedList<Object>();
            case Own.RANDOM_OF_CRYPTO, Own.RANDOM_OF_UUID, Own.RANDOM_OF_TEMP_FILES, Own.RANDOM_OF_TEMP_FOLDER ->
                new SecureRandom();
            default -> made(process, own);
        };
    }

    private static @Nullable Object made(JavaProcess process, int own) throws Throwable {
        String ssl = "sun.security.ssl.SSLContextImpl$";
        return switch (own) {
            case Own.SECURITY_PROVIDERS -> call(process, "sun.security.jca.ProviderList", "fromSecurityProperties", "");
            case Own.PROVIDER_LOADER -> make(process, "sun.security.jca.ProviderConfig$ProviderLoader");
            case Own.SSL_DEFAULT -> make(process, ssl + "DefaultSSLContext");
            case Own.SSL_KEY_MANAGERS ->
                call(process, ssl + "DefaultManagersHolder", "getKeyManagers", "[Ljavax.net.ssl.KeyManager;");
            case Own.SSL_TRUST_MANAGERS ->
                call(process, ssl + "DefaultManagersHolder", "getTrustManagers", "[Ljavax.net.ssl.TrustManager;");
            case Own.SSL_CLIENT_FACTORY -> factory(process, "ssl.SocketFactory.provider");
            case Own.SSL_SERVER_FACTORY -> factory(process, "ssl.ServerSocketFactory.provider");
            case Own.TRUST_STORES -> make(process, "sun.security.ssl.TrustStoreManager$TrustAnchorManager");
            case Own.CONSOLE -> console(process);
            default -> null;
        };
    }

    /** The JDK's, on the process's own descriptors; null without a terminal. */
    private static @Nullable Object console(JavaProcess process) throws Throwable {
        if (!(process.standardIn() instanceof GivenInput in)
                || !in.isTerminal()
                || !(process.standardOut(1) instanceof GivenOutput out)
                || !out.isTerminal()) {
            return null;
        }
        Charset charset = Charset.forName(process.properties().getProperty("stdin.encoding", "UTF-8"));
        Charset outCharset = Charset.forName(process.properties().getProperty("stdout.encoding", "UTF-8"));
        Class<?> console = Class.forName("jdk.internal.io.JdkConsoleImpl");
        Object made = process.kernel()
                .internals()
                .fullLookup(console)
                .findConstructor(console, MethodType.methodType(void.class, Charset.class, Charset.class))
                .invoke(charset, outCharset);
        Class<?> outer = Class.forName("java.io.ProxyingConsole");
        Class<?> inner = Class.forName("jdk.internal.io.JdkConsole");
        return process.kernel()
                .internals()
                .fullLookup(outer)
                .findConstructor(outer, MethodType.methodType(void.class, inner))
                .invoke(made);
    }

    private static Object fileSystems(JavaProcess process) throws Throwable {
        List<FileSystemProvider> all = new ArrayList<>();
        all.add(FileSystems.getDefault().provider());
        Object loaded = call(process, FileSystemProvider.class.getName(), "loadInstalledProviders", "java.util.List");
        for (Object provider : (List<?>) loaded) {
            all.add((FileSystemProvider) provider);
        }
        return Collections.unmodifiableList(all);
    }

    /** As the JDK's holder: the class that a security property names, or null for the default context's. */
    private static @Nullable Object factory(JavaProcess process, String property) throws ReflectiveOperationException {
        String name = java.security.Security.getProperty(property);
        return name == null
                ? null
                : process.loader().loadClass(name).getDeclaredConstructor().newInstance();
    }

    private static Object make(JavaProcess process, String className) throws Throwable {
        Class<?> type = Class.forName(className);
        return process.kernel()
                .internals()
                .fullLookup(type)
                .findConstructor(type, MethodType.methodType(void.class))
                .invoke();
    }

    /** Calls a static method; {@code result} is the class it returns, or empty for its own. */
    private static Object call(JavaProcess process, String className, String method, String result) throws Throwable {
        Class<?> type = Class.forName(className);
        Class<?> returned = result.isEmpty() ? type : Class.forName(result);
        MethodHandle handle =
                process.kernel().internals().fullLookup(type).findStatic(type, method, MethodType.methodType(returned));
        return handle.invoke();
    }

    private static Object get(JavaProcess process, String className, String field, String fieldType) throws Throwable {
        Class<?> type = Class.forName(className);
        return process.kernel()
                .internals()
                .fullLookup(type)
                .findStaticGetter(type, field, Class.forName(fieldType))
                .invoke();
    }
}
