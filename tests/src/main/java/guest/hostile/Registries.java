package guest.hostile;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Security;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.logging.Logger;
import javax.management.MBeanServerFactory;
import javax.management.NotificationEmitter;
import javax.management.ObjectName;
import javax.net.ssl.HttpsURLConnection;

/** Categories 4, 10 and 11: objects of the program put where the whole JDK looks for its own. */
public final class Registries {
    private static final Map<String, Attempt> ATTEMPTS = Map.ofEntries(
            Map.entry("zoneRules", () -> {
                if (!ZoneRulesProvider.getAvailableZoneIds().contains("Hostile/Zone")) {
                    ZoneRulesProvider.registerProvider(new Services.Zones());
                }
                return "own zone " + ZoneId.of("Hostile/Zone");
            }),
            Map.entry(
                    "charset", () -> "own charset " + Charset.isSupported("x-hostile") + Charset.forName("x-hostile")),
            Map.entry(
                    "fileSystem",
                    () -> "own provider "
                            + FileSystemProvider.installedProviders().stream()
                                    .anyMatch(p -> p.getScheme().equals("hostile"))),
            Map.entry("resolver", () -> "asked " + InetAddress.getByName("localhost")),
            Map.entry("loggerFinder", () -> {
                System.getLogger("any").log(System.Logger.Level.ERROR, "said");
                return "logged";
            }),
            Map.entry("securityProvider", Registries::securityProvider),
            Map.entry("providerWiped", () -> {
                var sun = Security.getProvider("SUN");
                if (sun != null) {
                    sun.put("MessageDigest.MD5", "sun.security.provider.SHA");
                    sun.clear();
                    Security.removeProvider("SUN");
                }
                return "wiped";
            }),
            Map.entry("securityProperty", () -> {
                Security.setProperty("keystore.type", "hostile");
                Security.setProperty("ssl.SocketFactory.provider", Services.Sockets.class.getName());
                return "own factory " + (javax.net.ssl.SSLSocketFactory.getDefault() != null);
            }),
            Map.entry("urlFactory", () -> {
                try {
                    URL.setURLStreamHandlerFactory(protocol -> new Handler());
                } catch (Error second) {
                    // The virtual thread comes second.
                }
                return "own url " + URI.create("hostile:x").toURL();
            }),
            Map.entry("jarCache", Registries::jarCache),
            Map.entry("naming", () -> {
                try {
                    javax.naming.spi.NamingManager.setInitialContextFactoryBuilder(environment -> e -> {
                        Attempt.ran("naming");
                        return null;
                    });
                } catch (IllegalStateException second) {
                    // The virtual thread comes second.
                }
                return "own builder " + javax.naming.spi.NamingManager.hasInitialContextFactoryBuilder();
            }),
            Map.entry("https", () -> {
                HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> {
                    Attempt.ran("verifier");
                    return true;
                });
                HttpsURLConnection.setDefaultSSLSocketFactory(new Services.Sockets());
                return "set";
            }),
            Map.entry("jdkLogger", Registries::jdkLogger),
            Map.entry("mbeans", Registries::mbeans),
            Map.entry("mbeanServers", () -> {
                int before = MBeanServerFactory.findMBeanServer(null).size();
                if (before == 0) {
                    MBeanServerFactory.createMBeanServer("hostile");
                }
                return before > 1 ? Attempt.ESCAPED + before : "own server";
            }),
            Map.entry("gcListener", () -> {
                for (var bean : ManagementFactory.getGarbageCollectorMXBeans()) {
                    ((NotificationEmitter) bean)
                            .addNotificationListener((n, h) -> Attempt.ran("gcListener"), null, null);
                }
                return Attempt.ESCAPED;
            }),
            Map.entry("memoryListener", () -> {
                ((NotificationEmitter) ManagementFactory.getMemoryMXBean())
                        .addNotificationListener((n, h) -> Attempt.ran("memoryListener"), null, null);
                return Attempt.ESCAPED;
            }),
            Map.entry("finalizer", () -> {
                for (int i = 0; i < 100; i++) {
                    new Services.Dropped();
                }
                return "dropped";
            }),
            Map.entry("imageReader", () -> {
                javax.imageio.spi.IIORegistry.getDefaultInstance().registerServiceProvider(new Services.Images());
                return "registered";
            }),
            Map.entry("asyncFile", () -> {
                try (var channel = java.nio.channels.AsynchronousFileChannel.open(Path.of("/readable/readable.txt"))) {
                    return "read "
                            + channel.read(java.nio.ByteBuffer.allocate(8), 0).get();
                }
            }),
            Map.entry("locales", () -> {
                System.setProperty("java.locale.providers", "SPI,CLDR");
                System.setProperty("java.util.currency.data", "/readable/readable.txt");
                return "own "
                        + java.text.NumberFormat.getInstance(Locale.forLanguageTag("en-AU"))
                                .format(1) + Currency.getInstance("EUR");
            }),
            Map.entry("zoneProperty", () -> {
                System.setProperty("java.time.zone.DefaultZoneRulesProvider", Services.Zones.class.getName());
                return ZoneId.of("UTC").getRules().isFixedOffset();
            }),
            Map.entry("preferences", () -> {
                java.util.prefs.Preferences.userRoot().node("hostile").put("key", "secret");
                return "put";
            }),
            Map.entry("inherited", () -> {
                new Services.Inherited().set("x");
                java.util.prefs.Preferences.systemRoot();
                return "done";
            }),
            Map.entry(
                    "preferencesOfOthers",
                    () -> java.util.prefs.Preferences.userRoot().nodeExists("hostile")
                            ? Attempt.ESCAPED
                            : "nothing there"));

    private Registries() {}

    private static final class Handler extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            Attempt.ran("url");
            throw new IOException("no");
        }
    }

    private static Object securityProvider() throws Exception {
        Security.insertProviderAt(new Services.Evil(), 1);
        UUID.randomUUID();
        Files.createTempFile("x", "y");
        java.security.KeyPairGenerator.getInstance("EC");
        javax.crypto.KeyGenerator.getInstance("AES").generateKey();
        return "own random " + new SecureRandom().getProvider().getName()
                + MessageDigest.getInstance("MD5").getProvider().getName();
    }

    /** The JDK keeps jars that were opened by URL: under the path, which means something else in each process. */
    private static Object jarCache() throws Exception {
        try (OutputStream file = Files.newOutputStream(Path.of("/hostile.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("a"));
            jar.write("of the hostile one".getBytes());
        }
        try (var in = URI.create("jar:file:/hostile.jar!/a").toURL().openStream()) {
            return "cached " + in.readAllBytes().length;
        }
    }

    /** Loggers that JDK classes keep in statics are made by whoever comes first, with handlers of that one. */
    private static Object jdkLogger() throws Exception {
        Logger logger = Logger.getLogger("sun.net.www.protocol.http.HttpURLConnection");
        logger.setLevel(java.util.logging.Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(new Services.Listening());
        try {
            URI.create("http://127.0.0.1:1/").toURL().openConnection().getInputStream();
        } catch (IOException refused) {
            return "logger held " + logger.getHandlers().length;
        }
        return Attempt.ESCAPED;
    }

    private static Object mbeans() throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("hostile:type=bean");
        if (!server.isRegistered(name)) {
            server.registerMBean(new Services.Bean(), name);
        }
        return server.isRegistered(new ObjectName("host:type=bean")) ? Attempt.ESCAPED : "registered";
    }

    public static void main(String[] args) throws Exception {
        Attempt.main(args, ATTEMPTS);
    }
}
