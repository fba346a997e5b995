package guest.hostile;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.util.Date;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

/**
 * Initialises the classes of the JDK that are named in the file NAMES, with all in place that an initialiser might take
 * for the JVM's own: HOW is the kind of thread that it happens on.
 */
public final class Sweep {
    private static final String[] NAMING = {
        "java.util.prefs.PreferencesFactory",
        "java.nio.channels.spi.SelectorProvider",
        "java.nio.channels.DefaultThreadPool.threadFactory",
        "java.util.concurrent.ForkJoinPool.common.threadFactory",
        "java.util.logging.manager",
        "java.util.logging.config.class",
        "java.time.zone.DefaultZoneRulesProvider",
        "java.rmi.server.RMIClassLoaderSpi",
        "javax.management.builder.initial",
        "java.naming.factory.initial",
        "javax.xml.parsers.SAXParserFactory",
        "jdk.serialFilterFactory"
    };

    private static final String[] SECURITY_NAMING = {
        "ssl.SocketFactory.provider",
        "ssl.ServerSocketFactory.provider",
        "login.configuration.provider",
        "policy.provider"
    };

    private static final int SMALL_STACK = 512 * 1024;

    private Sweep() {}

    public static void main(String[] args) throws Exception {
        Iterator<String> names = Files.readAllLines(Path.of(args[0])).iterator();
        for (String property : NAMING) {
            System.setProperty(property, Named.class.getName());
        }
        for (String property : SECURITY_NAMING) {
            Security.setProperty(property, Named.class.getName());
        }
        Security.insertProviderAt(new Crypto(), 1);
        TimeZone.setDefault(new Zone());
        URL.setURLStreamHandlerFactory(protocol -> {
            Attempt.ran("handlers");
            return null;
        });
        switch (args[1]) {
            case "thread" -> join(new Thread(() -> all(names)));
            case "virtual" -> join(Thread.ofVirtual().unstarted(() -> all(names)));
            case "pool" -> pool(names);
            case "full stack" -> join(new Thread(null, () -> full(names), "full", SMALL_STACK));
            default -> throw new IllegalArgumentException(args[1]);
        }
        System.out.println("swept");
        System.exit(0);
    }

    private static void join(Thread thread) throws InterruptedException {
        thread.start();
        thread.join();
    }

    /** Tasks wait that a worker would help with, and a factory that would make more workers. */
    private static void pool(Iterator<String> names) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(
                1,
                p -> {
                    Attempt.ran("factory");
                    return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(p);
                },
                null,
                true);
        pool.submit(() -> {
                    CompletableFuture.runAsync(() -> Attempt.ran("task"), pool);
                    all(names);
                })
                .get();
    }

    private static void all(Iterator<String> names) {
        Thread.currentThread().setContextClassLoader(new Loader());
        new Inherited().set("hostile");
        while (names.hasNext()) {
            one(names.next());
        }
    }

    private static void one(String name) {
        try {
            Class.forName(name, true, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // Not for processes, or not for this machine.
            Attempt.ran("the sweep itself");
        }
        Attempt.ran("the sweep itself");
    }

    /** At every depth of a full stack, so that sections begin and end with all amounts of room. */
    private static void full(Iterator<String> names) {
        while (names.hasNext()) {
            down(names);
        }
    }

    private static void down(Iterator<String> names) {
        try {
            down(names);
        } catch (StackOverflowError e) {
            Attempt.ran("the full stack");
        }
        if (names.hasNext()) {
            one(names.next());
        }
    }

    /** What properties name. */
    public static final class Named {
        public Named() {
            Attempt.ran("named");
        }
    }

    /** A loader that tells when it is asked. */
    private static final class Loader extends URLClassLoader {
        Loader() {
            super(new URL[0], Sweep.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Attempt.ran("loader");
            return super.loadClass(name, resolve);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws java.io.IOException {
            Attempt.ran("loader");
            return super.getResources(name);
        }
    }

    private static final class Inherited extends InheritableThreadLocal<Object> {
        @Override
        protected Object childValue(Object parent) {
            Attempt.ran("inherited");
            return parent;
        }
    }

    /** A provider in front of all others. */
    public static final class Crypto extends Provider {
        private static final long serialVersionUID = 1L;

        public Crypto() {
            super("Hostile", "1", "");
            put("SecureRandom.Hostile", Random.class.getName());
        }

        @Override
        public Service getService(String type, String algorithm) {
            Attempt.ran("provider");
            return super.getService(type, algorithm);
        }
    }

    public static final class Random extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        public Random() {
            Attempt.ran("random");
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            Attempt.ran("random");
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            Attempt.ran("random");
        }

        @Override
        protected byte[] engineGenerateSeed(int count) {
            return new byte[count];
        }
    }

    private static final class Zone extends TimeZone {
        private static final long serialVersionUID = 1L;

        @Override
        public int getOffset(int era, int year, int month, int day, int dayOfWeek, int millis) {
            Attempt.ran("zone");
            return 0;
        }

        @Override
        public void setRawOffset(int offset) {
            Attempt.ran("zone");
        }

        @Override
        public int getRawOffset() {
            Attempt.ran("zone");
            return 0;
        }

        @Override
        public boolean useDaylightTime() {
            return false;
        }

        @Override
        public boolean inDaylightTime(Date date) {
            return false;
        }
    }
}
