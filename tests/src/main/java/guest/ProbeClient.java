package guest;

import atoll.contract.CallFailed;
import atoll.contract.Names;
import atoll.contract.PeerFailed;
import atoll.contract.Refused;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;

/** Calls the probe that it was given as "probe". */
public final class ProbeClient {
    private static final ThreadLocal<String> LOCAL = ThreadLocal.withInitial(() -> "of client");
    private static Probe probe;
    private static int failed;

    private ProbeClient() {}

    public static void main(String[] args) throws Exception {
        probe = Names.find("probe", Probe.class);
        switch (args[0]) {
            case "checks" -> checks();
            case "rings" -> {
                probe = new ProbeByRing(probe);
                checks();
            }
            case "act" -> act(args[1]);
            case "act by ring" -> {
                probe = new ProbeByRing(probe);
                act(args[1]);
            }
            case "edge" -> edge(args.length > 1 ? Integer.parseInt(args[1]) : 20);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** One call that ends badly; then the thread must be its own again. */
    private static void act(String what) {
        try {
            System.out.println("returned " + probe.act(what));
        } catch (CallFailed e) {
            System.out.println("failed " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        System.out.println("interrupted " + Thread.currentThread().isInterrupted());
        System.out.println("am " + System.getProperty("probe.me"));
    }

    private static void checks() throws Exception {
        Thread.currentThread().setUncaughtExceptionHandler((t, e) -> System.out.println("mine"));
        new Checks()
                .check("numbers", () -> Checks.same(36L, probe.sum(true, (byte) 2, (char) 3, (short) 4, 5, 6, 7f, 8)))
                .check(
                        "records",
                        () -> Checks.same(
                                new Probe.Point(2, 1, "aGREEN"),
                                probe.move(new Probe.Point(1, 2, "a"), Probe.Colour.valueOf("GREEN"))))
                .check("sealed", ProbeClient::sealed)
                .check("null", ProbeClient::nothing)
                .check("arrays", ProbeClient::arrays)
                .check("as the server", () -> Checks.same("server", probe.act("who")))
                .check("its group", () -> Checks.same("true", probe.act("group")))
                .check("its context loader", () -> Checks.same("true", probe.act("loader")))
                .check("its thread locals", ProbeClient::locals)
                .check("its handler", () -> Checks.same("true", probe.act("handler")))
                .check("its files", () -> Checks.same("server", probe.act("file")))
                .check("its threads", () -> Checks.same("true", probe.act("thread")))
                .check("its frames", () -> Checks.same("[guest.ProbeServer]", noLambdas(probe.act("stack"))))
                .check(
                        "its callers' classes",
                        () -> Checks.yes(
                                probe.act("classes").contains("may not see"), "a server makes a security manager"))
                .check("what a thread waits for", ProbeClient::blocker)
                .check("own again", ProbeClient::ownAgain)
                .check("foreign thread", () -> {
                    Checks.same("kept", probe.act("keep"));
                    Checks.same("ours", probe.act("kept"));
                })
                .check("what it throws", ProbeClient::thrown)
                .check("declared exception", ProbeClient::declared)
                .check("overflow", () -> Checks.same("java.lang.StackOverflowError", thrownBy("overflow")))
                .check("call back", () -> Checks.same(14, probe.twice(probe, 7)))
                .check("not a gate", ProbeClient::notAGate)
                .check("virtual thread", ProbeClient::virtual)
                .check("thread of a class", ProbeClient::ownThread)
                .check(
                        "pool",
                        () -> Checks.same(
                                "server",
                                ForkJoinPool.commonPool()
                                        .submit(() -> probe.act("who"))
                                        .get()))
                .check("names", ProbeClient::names)
                .check("contract by reflection", () -> Mirror.reflection(probe))
                .check("contract by handles", () -> Mirror.handles(probe))
                .check("contract by proxy", () -> Mirror.proxy(probe))
                .check("contract's public members only", Mirror::hidden)
                .done();
    }

    private static String noLambdas(String names) {
        return names.replaceAll(", guest.ProbeServer\\$[^,\\]]*", "");
    }

    private static void sealed() {
        Probe.Circle circle = new Probe.Circle(new Probe.Point(0, 0, ""), 2);
        Probe.Circle grown = new Probe.Circle(new Probe.Point(0, 0, ""), 4);
        Checks.same(
                new Probe.Pair(grown, new Probe.Pair(grown, grown)),
                probe.grow(new Probe.Pair(circle, new Probe.Pair(circle, circle))));
    }

    private static void nothing() {
        try {
            probe.raise(null);
            throw new AssertionError("returned");
        } catch (PeerFailed e) {
            Checks.same("java.lang.NullPointerException", e.thrown());
        }
    }

    private static void arrays() {
        byte[] bytes = {1, 2};
        byte[] got = probe.raise(bytes);
        Checks.same("[1, 2] [2, 3]", Arrays.toString(bytes) + " " + Arrays.toString(got));
        Probe.Point a = new Probe.Point(1, 1, "a");
        Probe.Point b = new Probe.Point(2, 2, "b");
        Probe.Point[] points = {a, b};
        Checks.same("b", probe.reversed(points)[0].name());
        Checks.same("a", points[0].name());
    }

    private static void locals() {
        LOCAL.set("mine");
        Checks.same("none", probe.act("local"));
        String again = probe.act("local");
        if (probe instanceof ProbeByRing) {
            Checks.same("set", again);
        } else if (!apart() || !again.equals("set")) {
            // With a deadline it is the same thread of the server, or one more.
            Checks.same("none", again);
        }
        Checks.same("mine", LOCAL.get());
    }

    /** On what a thread is parked is seen by its process and not by the server that knows it, nor by anybody once it has been in both. */
    private static void blocker() throws Exception {
        Mine mine = new Mine();
        Checks.same(mine, LockSupport.getBlocker(waiting(() -> {}, () -> LockSupport.park(mine))));
        Thread known = waiting(() -> probe.act("keep"), () -> LockSupport.park(new Mine()));
        Checks.same("null", probe.act("blocker"));
        if (!apart()) {
            Checks.same(null, LockSupport.getBlocker(known));
            Thread inside = waiting(() -> {}, () -> probe.act("wait"));
            Checks.same(null, LockSupport.getBlocker(inside));
            probe.act("go on");
            inside.join();
        }
    }

    private static Thread waiting(Runnable before, Runnable waits) throws InterruptedException {
        CountDownLatch begins = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            before.run();
            begins.countDown();
            waits.run();
        });
        thread.setDaemon(true);
        thread.start();
        begins.await();
        while (thread.getState() != Thread.State.WAITING) {
            Checks.yes(thread.isAlive(), "it does not wait");
            Thread.onSpinWait();
        }
        return thread;
    }

    /** Whether calls run on a thread of the server's, which keeps what they leave. */
    private static boolean apart() {
        return probe instanceof ProbeByRing || Boolean.getBoolean("probe.apart");
    }

    private static void ownAgain() {
        Checks.same("client", System.getProperty("probe.me"));
        Checks.same(ProbeClient.class.getClassLoader(), Thread.currentThread().getContextClassLoader());
        Checks.yes(!(Thread.currentThread().getUncaughtExceptionHandler() instanceof ThreadGroup), "handler is gone");
    }

    private static String thrownBy(String what) {
        try {
            return "returned " + probe.act(what);
        } catch (PeerFailed e) {
            return e.thrown();
        }
    }

    private static void thrown() {
        Checks.same("atoll.contract.PeerDied", thrownBy("forge"));
        try {
            probe.act("throw");
            throw new AssertionError("returned");
        } catch (PeerFailed e) {
            Checks.same("quiet", e.getMessage());
            Checks.same("guest.ProbeServer$Loud", e.thrown());
            Checks.same(null, e.getCause());
        }
    }

    private static void declared() throws Exception {
        try {
            probe.write("this");
            throw new AssertionError("returned");
        } catch (IOException e) {
            Checks.same("no room for this", e.getMessage());
        }
    }

    private static void notAGate() {
        try {
            probe.twice(new Mine(), 7);
            throw new AssertionError("returned");
        } catch (Refused e) {
            Checks.yes(e.getMessage().contains("serve it first"), e.getMessage());
        }
    }

    private static void virtual() throws Exception {
        String[] got = new String[2];
        Thread thread = Thread.ofVirtual().start(() -> {
            got[0] = probe.act("who") + probe.act("thread");
            got[1] = System.getProperty("probe.me");
        });
        thread.join();
        Checks.same("[servertrue, client]", Arrays.toString(got));
    }

    private static final class Own extends Thread {
        private String got = "";

        @Override
        public void run() {
            got = probe.act("who") + probe.act("group") + System.getProperty("probe.me");
        }
    }

    private static void ownThread() throws Exception {
        Own own = new Own();
        own.start();
        own.join();
        Checks.same("servertrueclient", own.got);
    }

    private static void names() {
        try {
            Names.find("absent", Probe.class);
            throw new AssertionError("found");
        } catch (Refused e) {
            Checks.yes(e.getMessage().contains("absent") && e.getMessage().contains("use("), e.getMessage());
        }
        try {
            Names.find("probe", Runnable.class);
            throw new AssertionError("found");
        } catch (Refused e) {
            Checks.yes(e.getMessage().contains("not as java.lang.Runnable"), e.getMessage());
        }
        try {
            Names.serve("probe", Probe.class, probe);
            throw new AssertionError("served");
        } catch (Refused e) {
            Checks.yes(e.getMessage().contains("to serve"), e.getMessage());
        }
    }

    /** Calls at every depth at which the stack ends; whatever happens in the gate, the caller stays who it is. */
    private static void edge(int threads) throws Exception {
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(null, ProbeClient::dive, "edge", 256 * 1024 + i * 16L);
            thread.start();
            thread.join();
        }
        System.out.println("failed at the edge " + (failed > 0));
        System.out.println("am " + System.getProperty("probe.me"));
    }

    private static void dive() {
        try {
            dive();
        } catch (StackOverflowError e) {
            // As deep as it goes.
        }
        try {
            probe.act("who");
        } catch (CallFailed | StackOverflowError e) {
            failed++;
        }
        if (!"client".equals(own())) {
            System.out.println("became " + own());
        }
    }

    private static String own() {
        try {
            return System.getProperty("probe.me");
        } catch (StackOverflowError e) {
            return "client";
        }
    }

    /** A probe of the client's own. */
    private static final class Mine extends IdleProbe {
        @Override
        public int add(int a, int b) {
            throw new AssertionError("the server runs code of its client");
        }
    }
}
