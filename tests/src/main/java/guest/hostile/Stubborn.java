package guest.hostile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.Serializable;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.math.BigInteger;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Category 14: programs that will not die. Each says "ready" and goes on. */
public final class Stubborn {
    private static volatile int n;

    private static final Map<String, Attempt.Body> PROGRAMS = Map.ofEntries(
            Map.entry("catchAll", Stubborn::catchAll),
            Map.entry("finallyLoop", Stubborn::finallyLoop),
            Map.entry("recursionInFinally", Stubborn::recursionInFinally),
            Map.entry("selfCovering", Stubborn::selfCovering),
            Map.entry("classInitialiser", () -> new Spins()),
            Map.entry("readObject", Stubborn::readObject),
            Map.entry(
                    "comparator",
                    () -> List.of(3, 2, 1).stream()
                            .sorted((a, b) -> {
                                while (true) {
                                    n++;
                                }
                            })
                            .toList()),
            Map.entry("handler", Stubborn::handler),
            Map.entry("shutdownHook", Stubborn::shutdownHook),
            Map.entry("deadlock", Stubborn::deadlock),
            Map.entry("bigInteger", () -> BigInteger.valueOf(3).pow(300_000_000)),
            Map.entry("regex", () -> Pattern.matches("(a+)+\\1b(a+)+\\2c", "a".repeat(5_000))),
            Map.entry("range", () -> LongStream.range(0, Long.MAX_VALUE).sum()),
            Map.entry("filter", () -> new Random().ints().filter(i -> false).findFirst()),
            Map.entry("parallel", () -> IntStream.range(0, 64).parallel().forEach(i -> spin())),
            Map.entry("indexOf", () -> {
                String hay = "a".repeat(2_000_000);
                while (true) {
                    n += hay.indexOf("a".repeat(1_000_000) + "b");
                }
            }),
            Map.entry("pipe", () -> new PipedInputStream(new PipedOutputStream()).read()),
            Map.entry("channel", () -> Pipe.open().source().read(java.nio.ByteBuffer.allocate(1))),
            Map.entry("selector", () -> {
                while (true) {
                    Selector.open().select();
                }
            }),
            Map.entry("watch", () -> {
                var watch = java.nio.file.FileSystems.getDefault().newWatchService();
                java.nio.file.Path.of("/tmp").register(watch, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
                while (true) {
                    watch.take();
                }
            }),
            Map.entry("sleep", () -> ignoring(() -> Thread.sleep(1_000_000))),
            Map.entry(
                    "wait",
                    () -> ignoring(() -> {
                        Object lock = new Object();
                        synchronized (lock) {
                            lock.wait();
                        }
                    })),
            Map.entry(
                    "waitOnShared",
                    () -> ignoring(() -> {
                        synchronized ("shared") {
                            "shared".wait();
                        }
                    })),
            Map.entry("park", () -> ignoring(LockSupport::park)),
            Map.entry("join", () -> ignoring(() -> new CompletableFuture<Object>().join())),
            Map.entry("latch", () -> ignoring(() -> new CountDownLatch(1).await())),
            Map.entry("lock", Stubborn::lock),
            Map.entry(
                    "future", () -> ignoring(() -> pool().submit(Stubborn::spin).get())),
            Map.entry("swallowingPool", Stubborn::swallowingPool),
            Map.entry("virtualSpin", () -> virtually(Stubborn::spin)),
            Map.entry(
                    "virtualPinned",
                    () -> virtually(() -> {
                        synchronized (Stubborn.class) {
                            ignoring(() -> Thread.sleep(1_000_000));
                        }
                    })),
            Map.entry("virtualMany", () -> {
                for (int i = 0; i < 10_000; i++) {
                    Thread.startVirtualThread(() -> ignoring(LockSupport::park));
                }
                ready();
                LockSupport.park();
            }),
            Map.entry("threads", Stubborn::threads),
            Map.entry("respawn", () -> respawn(200)),
            Map.entry("timers", Stubborn::timers),
            Map.entry("overflow", Stubborn::overflow),
            Map.entry("counted", Stubborn::counted),
            Map.entry("hostileThread", Stubborn::hostileThread),
            Map.entry("cleaner", Stubborn::cleaner),
            Map.entry(
                    "commonPool",
                    () -> CompletableFuture.runAsync(Stubborn::spin).join()),
            Map.entry("interrupted", () -> {
                while (true) {
                    Thread.currentThread().interrupt();
                    Thread.onSpinWait();
                }
            }));

    private Stubborn() {}

    private static void ready() {
        System.out.println("ready");
    }

    private static void spin() {
        while (true) {
            n++;
        }
    }

    private static void ignoring(Attempt.Body body) {
        while (true) {
            try {
                body.run();
            } catch (Throwable e) {
                n++;
            }
        }
    }

    private static void catchAll() {
        while (true) {
            try {
                spin();
            } catch (Throwable e) {
                n++;
            } finally {
                n--;
            }
        }
    }

    private static void finallyLoop() {
        try {
            spin();
        } finally {
            while (true) {
                n++;
            }
        }
    }

    private static void recursionInFinally() {
        try {
            recursionInFinally();
        } finally {
            recursionInFinally();
        }
    }

    /** A handler that covers itself and loops: javac makes such ones, by hand one can make worse. */
    private static void selfCovering() throws Throwable {
        byte[] bytes = ClassFile.of()
                .build(
                        ClassDesc.of("guest.hostile.SelfCovering"),
                        c -> c.withFlags(AccessFlag.PUBLIC)
                                .withMethodBody(
                                        "run",
                                        MethodTypeDesc.of(ConstantDescs.CD_void),
                                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                        code -> {
                                            Label start = code.newBoundLabel();
                                            code.aconst_null().pop().goto_(start);
                                            Label handler = code.newBoundLabel();
                                            code.pop().goto_(start);
                                            Label end = code.newBoundLabel();
                                            code.exceptionCatchAll(start, end, handler);
                                        }));
        MethodHandles.lookup().defineClass(bytes).getMethod("run").invoke(null);
    }

    private static final class Spins {
        static {
            if (n == 0) {
                ignoring(Stubborn::spin);
            }
        }
    }

    private static final class Read implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) {
            ignoring(Stubborn::spin);
        }
    }

    private static void readObject() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(new Read());
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }

    private static void handler() {
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> ignoring(Stubborn::spin));
        throw new IllegalStateException();
    }

    private static void shutdownHook() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ready();
            ignoring(Stubborn::spin);
        }));
        System.exit(3);
    }

    private static void deadlock() throws Exception {
        Object a = new Object();
        Object b = new Object();
        CountDownLatch both = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            Object first = i == 0 ? a : b;
            Object second = i == 0 ? b : a;
            new Thread(() -> {
                        synchronized (first) {
                            both.countDown();
                            try {
                                both.await();
                            } catch (InterruptedException e) {
                                n++;
                            }
                            synchronized (second) {
                                n++;
                            }
                        }
                    })
                    .start();
        }
    }

    private static void lock() {
        ReentrantLock lock = new ReentrantLock();
        for (int i = 0; i < 3; i++) {
            new Thread(() -> {
                        lock.lock();
                        ignoring(LockSupport::park);
                    })
                    .start();
        }
    }

    private static ExecutorService pool() {
        return Executors.newFixedThreadPool(4);
    }

    /** Pools catch what their tasks throw, and go on with the next. */
    private static void swallowingPool() {
        ExecutorService pool = pool();
        for (int i = 0; i < 10_000; i++) {
            pool.submit(() -> ignoring(() -> Thread.sleep(1_000)));
        }
    }

    private static void virtually(Runnable body) throws InterruptedException {
        for (int i = 0; i < 8; i++) {
            Thread.startVirtualThread(body);
        }
        Thread.startVirtualThread(body).join();
    }

    private static void threads() {
        for (int i = 0; i < 400; i++) {
            new Thread(() -> ignoring(() -> Thread.sleep(1_000_000))).start();
        }
        ready();
        ignoring(() -> Thread.sleep(1_000_000));
    }

    /** Every thread that dies starts another, from its handler and from a finally clause. */
    private static void respawn(int count) {
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> {
                try {
                    throw new IllegalStateException();
                } finally {
                    if (n++ % 2 == 0) {
                        respawn(1);
                    }
                }
            });
            thread.setUncaughtExceptionHandler((t, e) -> respawn(1));
            thread.start();
        }
    }

    private static void timers() {
        for (int i = 0; i < 50; i++) {
            new Timer()
                    .schedule(
                            new TimerTask() {
                                @Override
                                public void run() {
                                    n++;
                                }
                            },
                            0,
                            1);
        }
    }

    private static void overflow() {
        while (true) {
            try {
                deeper();
            } catch (StackOverflowError e) {
                n++;
            }
        }
    }

    private static int deeper() {
        return 1 + deeper();
    }

    private static void counted() {
        long sum = 0;
        while (true) {
            for (int i = 0; i < Integer.MAX_VALUE; i++) {
                sum += i ^ sum;
            }
            n = (int) sum;
        }
    }

    /** What a kernel may call on a thread that it kills, all of it overridden. */
    private static final class Hostile extends Thread {
        @Override
        public void run() {
            ready();
            ignoring(() -> Thread.sleep(1_000_000));
        }

        @Override
        public void interrupt() {
            spin();
        }

        @Override
        public boolean isInterrupted() {
            return false;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            spin();
            return null;
        }

        @Override
        public State getState() {
            spin();
            return null;
        }

        @Override
        public long getId() {
            spin();
            return 0;
        }

        @Override
        public int hashCode() {
            spin();
            return 0;
        }

        @Override
        public boolean equals(Object o) {
            spin();
            return true;
        }

        @Override
        public String toString() {
            spin();
            return "";
        }

        @Override
        public UncaughtExceptionHandler getUncaughtExceptionHandler() {
            spin();
            return null;
        }

        @Override
        public ClassLoader getContextClassLoader() {
            spin();
            return null;
        }
    }

    private static void hostileThread() {
        new Hostile().start();
        LockSupport.park();
    }

    private static void cleaner() {
        var cleaner = java.lang.ref.Cleaner.create();
        for (int i = 0; i < 100; i++) {
            cleaner.register(new Object(), () -> ignoring(Stubborn::spin));
        }
        byte[][] garbage = new byte[64][];
        for (int i = 0; i < 1_000; i++) {
            garbage[i % 64] = new byte[1 << 18];
        }
    }

    public static void main(String[] args) throws Throwable {
        Attempt.Body program = PROGRAMS.get(args[0]);
        if (List.of("virtualMany", "threads", "hostileThread", "shutdownHook").contains(args[0])) {
            program.run();
            return;
        }
        new Thread(() -> {
                    ready();
                    try {
                        Thread.sleep(1_000_000);
                    } catch (InterruptedException e) {
                        n++;
                    }
                })
                .start();
        try {
            program.run();
        } catch (InterruptedException e) {
            n++;
        }
    }
}
