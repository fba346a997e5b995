package guest;

import java.lang.ref.Cleaner;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Every thread that a program gets from the JDK is one of its own process. */
public final class OwnThreads {
    private static final long LIMIT_SECONDS = 20;
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

    private OwnThreads() {}

    public static void main(String[] args) {
        new Checks()
                .check("numbers", OwnThreads::numbers)
                .check("parallel stream", OwnThreads::parallelStream)
                .check(
                        "supplyAsync",
                        () -> mine(CompletableFuture.supplyAsync(Thread::currentThread)
                                .get(LIMIT_SECONDS, TimeUnit.SECONDS)))
                .check("delayed executor", OwnThreads::delayed)
                .check("orTimeout", OwnThreads::orTimeout)
                .check(
                        "common pool task",
                        () -> mine(ForkJoinPool.commonPool()
                                .submit(Thread::currentThread)
                                .get()))
                .check("common pool parallelism", () -> Checks.same(1, ForkJoinPool.getCommonPoolParallelism()))
                .check("timer", OwnThreads::timer)
                .check("cleaner", OwnThreads::cleaner)
                .check("virtual thread per task", OwnThreads::virtualExecutor)
                .check("virtual thread of virtual thread", OwnThreads::virtualChild)
                .check("virtual thread sleeps", OwnThreads::virtualSleep)
                .check("threads seen", OwnThreads::seen)
                .check(
                        "group has no parent",
                        () -> Checks.same(
                                null,
                                root(Thread.currentThread().getThreadGroup()).getParent()))
                .check("handler of a thread", OwnThreads::handlers)
                .check("limits", OwnThreads::limits)
                .done();
    }

    private static ThreadGroup root(ThreadGroup group) {
        ThreadGroup g = group;
        while (g.getParent() != null) {
            g = g.getParent();
        }
        return g;
    }

    /** The thread is of this process: in its groups, with its streams and loader. */
    private static void mine(Thread thread) {
        if (!thread.isVirtual() && thread.getThreadGroup() != null) {
            Checks.same(root(Thread.currentThread().getThreadGroup()), root(thread.getThreadGroup()));
        }
    }

    private static void numbers() throws Exception {
        Checks.same("Thread-0", new Thread(() -> {}).getName());
        try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
            Checks.same(
                    "pool-1-thread-1",
                    pool.submit(() -> Thread.currentThread().getName()).get());
        }
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            Checks.same(
                    "ForkJoinPool-1-worker-1",
                    pool.submit(() -> Thread.currentThread().getName()).get());
        }
    }

    private static void parallelStream() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Set<String> owners = ConcurrentHashMap.newKeySet();
        long sum = IntStream.range(0, 100_000)
                .parallel()
                .peek(i -> {
                    threads.add(Thread.currentThread());
                    owners.add(String.valueOf(System.getProperty("atoll.own")));
                })
                .count();
        Checks.yes(sum == 100_000 || sum == 0, sum);
        threads.forEach(OwnThreads::mine);
        Checks.yes(owners.size() <= 1, owners);
    }

    private static void delayed() throws Exception {
        Thread thread = CompletableFuture.supplyAsync(
                        Thread::currentThread, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS))
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        mine(thread);
        CompletableFuture<String> owner = new CompletableFuture<>();
        CompletableFuture.delayedExecutor(
                        1, TimeUnit.MILLISECONDS, task -> owner.complete(System.getProperty("atoll.own")))
                .execute(() -> {});
        Checks.same(System.getProperty("atoll.own"), owner.get(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    private static void orTimeout() throws Exception {
        try {
            new CompletableFuture<String>().orTimeout(1, TimeUnit.MILLISECONDS).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Checks.yes(e.getCause() instanceof TimeoutException, e.getCause());
            return;
        }
        throw new AssertionError("no time-out");
    }

    private static void timer() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        Timer timer = new Timer(true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        ran.complete(Thread.currentThread());
                    }
                },
                1);
        mine(ran.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        timer.cancel();
    }

    private static void cleaner() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        Cleaner.Cleanable cleanable =
                Cleaner.create().register(new Object(), () -> ran.complete(Thread.currentThread()));
        cleanable.clean();
        mine(ran.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        ThreadGroup root = root(Thread.currentThread().getThreadGroup());
        Thread[] all = new Thread[100];
        int n = root.enumerate(all, true);
        boolean found = false;
        for (int i = 0; i < n; i++) {
            found |= all[i].getName().startsWith("Cleaner-");
        }
        Checks.yes(found, "the cleaner's thread is not in the process's group");
    }

    private static void virtualExecutor() throws Exception {
        INHERITED.set("from main");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Integer, String> got = new ConcurrentHashMap<>();
            CountDownLatch all = new CountDownLatch(500);
            for (int i = 0; i < 500; i++) {
                int n = i;
                threads.submit(() -> {
                    got.put(n, System.getProperty("atoll.own") + INHERITED.get());
                    all.countDown();
                });
            }
            Checks.yes(all.await(LIMIT_SECONDS, TimeUnit.SECONDS), "not all ran");
            Checks.same(Set.of(System.getProperty("atoll.own") + "from main"), Set.copyOf(got.values()));
        }
    }

    private static void virtualChild() throws Exception {
        CompletableFuture<String> got = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> Thread.startVirtualThread(() -> got.complete(System.getProperty("atoll.own"))));
        Checks.same(System.getProperty("atoll.own"), got.get(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    private static void virtualSleep() throws Exception {
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(2);
                synchronized (INHERITED) {
                    INHERITED.wait(2);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Checks.yes(thread.join(java.time.Duration.ofSeconds(LIMIT_SECONDS)), "it never woke");
    }

    private static void seen() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            mine(thread);
        }
        Thread[] all = new Thread[1000];
        int n = Thread.enumerate(all);
        for (int i = 0; i < n; i++) {
            mine(all[i]);
        }
        Checks.yes(n >= 1, n);
    }

    private static void handlers() throws Exception {
        CompletableFuture<String> got = new CompletableFuture<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> got.complete("default " + e.getMessage()));
        Thread.ofVirtual().start(() -> {
            throw new IllegalStateException("thrown");
        });
        Checks.same("default thrown", got.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        CompletableFuture<String> own = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            throw new IllegalStateException("thrown");
        });
        thread.setUncaughtExceptionHandler((t, e) -> own.complete("own " + e.getMessage()));
        thread.start();
        Checks.same("own thrown", own.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    private static void limits() {
        Checks.same(2, Runtime.getRuntime().availableProcessors());
        Checks.same(64L << 20, Runtime.getRuntime().maxMemory());
        Checks.yes(Runtime.getRuntime().totalMemory() <= 64L << 20, "total");
        Checks.yes(Runtime.getRuntime().freeMemory() <= Runtime.getRuntime().totalMemory(), "free");
    }
}
