package guest;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.Provider;
import java.security.Security;
import java.sql.DriverManager;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import javax.net.ssl.HttpsURLConnection;

/**
 * Sets everything that a program can set for its whole JVM. Prints each value before and, once a line was read from
 * standard input, after; meanwhile another process does the same with other values.
 */
public final class Values {
    /** Something that a program can set for its whole JVM. */
    public interface Setting {
        void to(String tag) throws Exception;
    }

    private record Value(Callable<?> get, Setting set) {}

    private static final Map<String, Value> VALUES = new LinkedHashMap<>();

    private static String field = "none";

    private Values() {}

    private static void value(String name, Callable<?> get, Setting set) {
        VALUES.put(name, new Value(get, set));
    }

    static {
        value("static", () -> field, t -> field = t);
        value("property", () -> System.getProperty("atoll.test"), t -> System.setProperty("atoll.test", t));
        value("number", () -> Integer.getInteger("atoll.number"), t -> System.setProperty("atoll.number", number(t)));
        value("properties", () -> System.getProperty("atoll.whole"), Values::replaceProperties);
        value("cleared", () -> System.getProperty("java.vendor.url"), t -> System.clearProperty("java.vendor.url"));
        value("locale", Locale::getDefault, t -> Locale.setDefault(Locale.of(t, "DE")));
        value(
                "display locale",
                () -> Locale.getDefault(Locale.Category.DISPLAY),
                t -> Locale.setDefault(Locale.Category.DISPLAY, Locale.of(t, "FR")));
        value("time zone", () -> TimeZone.getDefault().getID(), t -> TimeZone.setDefault(zone(t)));
        value("zone id", java.time.ZoneId::systemDefault, t -> {});
        value("uncaught", Thread::getDefaultUncaughtExceptionHandler, t -> {
            Thread.setDefaultUncaughtExceptionHandler(new Named(t));
        });
        value("authenticator", Authenticator::getDefault, t -> Authenticator.setDefault(new NamedAuthenticator(t)));
        value("cookies", CookieHandler::getDefault, t -> CookieHandler.setDefault(new NamedCookies(t)));
        value("responses", ResponseCache::getDefault, t -> ResponseCache.setDefault(new NamedCache(t)));
        value("proxies", () -> ProxySelector.getDefault().toString().replaceAll("@.*", ""), t -> {
            ProxySelector.setDefault(new NamedProxies(t));
        });
        logging();
        network();
        value("out", () -> System.out.checkError(), t -> {});
        value("provider", () -> Security.getProvider("own"), t -> Security.addProvider(new NamedProvider(t)));
        value(
                "first provider",
                () -> Security.getProviders()[0].getName(),
                t -> Security.insertProviderAt(new NamedProvider("first" + t), 1));
        value("security property", () -> Security.getProperty("atoll.own"), t -> Security.setProperty("atoll.own", t));
        value("driver", () -> Collections.list(DriverManager.getDrivers()), t -> {
            DriverManager.registerDriver(new TinyDriver(t));
        });
        value("login timeout", DriverManager::getLoginTimeout, t -> DriverManager.setLoginTimeout(t.length() + 40));
        value("driver log", DriverManager::getLogWriter, t -> DriverManager.setLogWriter(new NamedWriter(t)));
        value("filter", java.io.ObjectInputFilter.Config::getSerialFilter, t -> {
            java.io.ObjectInputFilter.Config.setSerialFilter(
                    java.io.ObjectInputFilter.Config.createFilter("maxdepth=" + number(t)));
        });
        value("console", System::console, t -> {});
    }

    private static void logging() {
        value("root level", () -> Logger.getLogger("").getLevel(), t -> {
            Logger.getLogger("").setLevel(Level.parse(number(t)));
        });
        value("level", () -> Logger.getLogger("a.b").getLevel(), t -> {
            Logger.getLogger("a.b").setLevel(Level.parse(number(t)));
        });
        value("handlers", () -> Logger.getLogger("").getHandlers().length, t -> {
            for (int i = 0; i < t.length(); i++) {
                Logger.getLogger("").addHandler(new ConsoleHandler());
            }
        });
        value("global logger", () -> Logger.getGlobal().getLevel(), t -> {
            Logger.getGlobal().setLevel(Level.parse(number(t)));
        });
        value("log property", () -> LogManager.getLogManager().getProperty("atoll.own"), t -> {
            LogManager.getLogManager()
                    .updateConfiguration(
                            new java.io.ByteArrayInputStream(("atoll.own=" + t).getBytes()),
                            k -> (o, n) -> n == null ? o : n);
        });
    }

    private static void network() {
        value("handler factory", Values::openUrl, t -> URL.setURLStreamHandlerFactory(p -> handler(p, t)));
        value(
                "content factory",
                () -> URI.create("file:/dev/null")
                        .toURL()
                        .openConnection()
                        .getContent()
                        .getClass()
                        .getSimpleName(),
                t -> {});
        value(
                "file names",
                () -> URLConnection.getFileNameMap().getContentTypeFor("x.html"),
                t -> URLConnection.setFileNameMap(n -> t));
        value("redirects", HttpURLConnection::getFollowRedirects, t -> {
            HttpURLConnection.setFollowRedirects(t.length() % 2 == 0);
        });
        value("use caches", () -> URLConnection.getDefaultUseCaches("atoll"), t -> {
            URLConnection.setDefaultUseCaches("atoll", t.length() % 2 == 0);
        });
        value(
                "verifier",
                () -> HttpsURLConnection.getDefaultHostnameVerifier().toString().replaceAll("@.*", ""),
                t -> HttpsURLConnection.setDefaultHostnameVerifier(new NamedVerifier(t)));
    }

    public static void main(String[] args) throws Exception {
        for (Map.Entry<String, Value> e : VALUES.entrySet()) {
            System.out.println("before " + e.getKey() + " = " + read(e.getValue()));
        }
        for (Map.Entry<String, Value> e : VALUES.entrySet()) {
            try {
                e.getValue().set.to(args[0]);
            } catch (Exception | Error x) {
                System.out.println("FAIL " + e.getKey() + " cannot be set: " + x);
            }
        }
        System.out.println("set");
        int c = System.in.read();
        for (Map.Entry<String, Value> e : VALUES.entrySet()) {
            System.out.println("after " + e.getKey() + " = " + read(e.getValue()));
        }
        System.out.println("end " + (char) c);
    }

    /** All values now, one a line. */
    public static String snapshot() {
        StringBuilder all = new StringBuilder();
        VALUES.forEach(
                (name, v) -> all.append(name).append(" = ").append(read(v)).append('\n'));
        return all.toString();
    }

    private static String read(Value value) {
        try {
            return String.valueOf(value.get.call());
        } catch (Exception | Error e) {
            return e.getClass().getSimpleName();
        }
    }

    private static String number(String tag) {
        return String.valueOf(500 + tag.length());
    }

    private static TimeZone zone(String tag) {
        return new java.util.SimpleTimeZone(1000 * 3600 * tag.length(), "Zone/" + tag);
    }

    private static void replaceProperties(String tag) {
        Properties mine = new Properties();
        mine.putAll(System.getProperties());
        mine.setProperty("atoll.whole", tag);
        System.setProperties(mine);
    }

    private static String openUrl() throws Exception {
        return URI.create("atoll:x").toURL().openConnection().getContentType();
    }

    private static URLStreamHandler handler(String protocol, String tag) {
        if (!protocol.equals("atoll")) {
            return null;
        }
        return new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {}

                    @Override
                    public String getContentType() {
                        return tag;
                    }
                };
            }
        };
    }

    private record Named(String name) implements Thread.UncaughtExceptionHandler {
        @Override
        public void uncaughtException(Thread thread, Throwable error) {
            error.printStackTrace();
        }
    }

    private record NamedVerifier(String name) implements javax.net.ssl.HostnameVerifier {
        @Override
        public boolean verify(String host, javax.net.ssl.SSLSession session) {
            return false;
        }
    }

    private static final class NamedAuthenticator extends Authenticator {
        private final String name;

        NamedAuthenticator(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class NamedCookies extends CookieManager {
        private final String name;

        NamedCookies(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class NamedCache extends ResponseCache {
        private final String name;

        NamedCache(String name) {
            this.name = name;
        }

        @Override
        public java.net.CacheResponse get(URI uri, String method, Map<String, java.util.List<String>> headers) {
            return null;
        }

        @Override
        public java.net.CacheRequest put(URI uri, URLConnection connection) {
            return null;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class NamedProxies extends ProxySelector {
        private final String name;

        NamedProxies(String name) {
            this.name = name;
        }

        @Override
        public java.util.List<java.net.Proxy> select(URI uri) {
            return java.util.List.of();
        }

        @Override
        public void connectFailed(URI uri, java.net.SocketAddress address, java.io.IOException e) {}

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class NamedProvider extends Provider {
        private static final long serialVersionUID = 1L;

        NamedProvider(String tag) {
            super(tag.startsWith("first") ? tag : "own", "1.0", tag);
        }

        @Override
        public String toString() {
            return getInfo();
        }
    }

    private static final class NamedWriter extends java.io.PrintWriter {
        private final String name;

        NamedWriter(String name) {
            super(new PrintStream(OutputStream.nullOutputStream()));
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
