package guest.hostile;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Category 13: takes what everybody needs and holds it; killed while it does. */
public final class Locks {
    private static final Map<String, Attempt.Body> PROGRAMS = Map.ofEntries(
            Map.entry("literal", () -> hold("lock")),
            Map.entry("jdkClass", () -> hold(String.class)),
            Map.entry("box", () -> hold(Integer.valueOf(1))),
            Map.entry("runtime", () -> hold(Runtime.getRuntime())),
            Map.entry("out", () -> hold(System.out)),
            Map.entry("sharedOut", () -> hold(System.class.getField("out").get(null))),
            Map.entry("sharedErr", () -> hold(System.class.getField("err").get(null))),
            Map.entry("threadClass", () -> hold(Thread.class)),
            Map.entry("securityClass", () -> hold(java.security.Security.class)),
            Map.entry("loader", () -> hold(ClassLoader.getSystemClassLoader().getParent())),
            Map.entry("hostLoaderParent", () -> hold(ClassLoader.getPlatformClassLoader())),
            Map.entry("group", () -> hold(Thread.currentThread().getThreadGroup())),
            Map.entry("blockingErr", () -> {
                System.setErr(new PrintStream(new Blocking(), true));
                new Throwable("held").printStackTrace();
            }),
            Map.entry("blockingOut", () -> {
                System.setOut(new PrintStream(new Blocking(), true));
                System.out.println("held");
            }),
            Map.entry("urlHandler", () -> {
                java.net.URL.setURLStreamHandlerFactory(p -> block());
                URI.create("hostile:x").toURL();
            }),
            Map.entry("provider", () -> {
                java.security.Security.insertProviderAt(
                        new java.security.Provider("P", "1", "") {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public String getName() {
                                return block();
                            }
                        },
                        1);
            }),
            Map.entry("properties", () -> {
                Properties hostile = new Hanging();
                hostile.putAll(System.getProperties());
                System.setProperties(hostile);
                com.sun.net.httpserver.HttpServer.create();
                block();
            }),
            Map.entry("fileStorm", Locks::fileStorm),
            Map.entry("threadStorm", Locks::threadStorm),
            Map.entry("virtualTimers", Locks::virtualTimers));

    private Locks() {}

    /** Read by an initialiser of the JDK, it would hang that class for all. */
    private static final class Hanging extends Properties {
        private static final long serialVersionUID = 1L;

        @Override
        public String getProperty(String key) {
            return key.startsWith("sun.net.httpserver") ? block() : super.getProperty(key);
        }
    }

    private static void ready(PrintStream out) {
        out.println("ready");
    }

    private static void hold(Object lock) {
        synchronized (lock) {
            block();
        }
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T block() {
        ready(System.out);
        return blockSilently();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T blockSilently() {
        while (true) {
            LockSupport.park();
        }
    }

    private static final class Blocking extends OutputStream {
        private final PrintStream told = System.out;

        @Override
        public void write(int b) {
            ready(told);
            blockSilently();
        }
    }

    /** Killed while many of its threads wait for, or hold, the kernel's lock on names. */
    private static void fileStorm() throws Exception {
        CountDownLatch going = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            Path mine = Path.of("/storm" + i);
            new Thread(() -> {
                        for (int k = 0; true; k++) {
                            try {
                                Files.writeString(mine, "x");
                                Files.move(
                                        mine,
                                        Path.of(mine + ".moved"),
                                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                                Files.deleteIfExists(Path.of(mine + ".moved"));
                            } catch (java.io.IOException e) {
                                throw new IllegalStateException(e);
                            }
                            if (k == 20) {
                                going.countDown();
                            }
                        }
                    })
                    .start();
        }
        going.await();
        ready(System.out);
    }

    private static void threadStorm() throws Exception {
        CountDownLatch going = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            new Thread(() -> {
                        for (int k = 0; true; k++) {
                            try {
                                Thread thread = new Thread(() -> {});
                                thread.start();
                                thread.join();
                                Thread.startVirtualThread(() -> {}).join();
                            } catch (InterruptedException e) {
                                continue;
                            }
                            if (k == 20) {
                                going.countDown();
                            }
                        }
                    })
                    .start();
        }
        going.await();
        ready(System.out);
    }

    /** The JVM has a few threads that wake sleeping virtual threads: whoever sleeps first starts them. */
    private static void virtualTimers() throws Exception {
        CountDownLatch slept = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            Thread.startVirtualThread(() -> {
                while (true) {
                    try {
                        Thread.sleep(1);
                    } catch (InterruptedException e) {
                        continue;
                    }
                    slept.countDown();
                }
            });
        }
        slept.await();
        ready(System.out);
        LockSupport.park();
    }

    public static void main(String[] args) throws Throwable {
        PROGRAMS.get(args[0]).run();
    }
}
