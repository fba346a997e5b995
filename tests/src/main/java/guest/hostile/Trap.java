package guest.hostile;

import atoll.contract.Names;
import guest.IdleProbe;
import guest.Probe;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import javax.security.auth.Subject;

/** A server that reaches for what is its caller's, and is reached for. */
public final class Trap extends IdleProbe {
    private static final ThreadLocal<String> LOCAL = ThreadLocal.withInitial(() -> "none");
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();
    private static final CountDownLatch RELEASED = new CountDownLatch(1);
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static volatile Thread visitor;
    private static volatile Throwable kept;
    private static int closed;

    private interface Act {
        String run() throws Exception;
    }

    private final Map<String, Act> acts = new HashMap<>();

    private Trap() {
        acts.put("who", Trap::who);
        acts.put("dress", Trap::dress);
        acts.put("dressed", Trap::dressed);
        acts.put("release", () -> {
            RELEASED.countDown();
            return "released";
        });
        acts.put("write", Trap::write);
        acts.put("closed", () -> "" + closed);
        acts.put("subject", () -> String.valueOf(Subject.current()));
        acts.put("subjectOfChild", Trap::subjectOfChild);
        acts.put("subjectAfterOverflow", Trap::subjectAfterOverflow);
        acts.put("lockContract", () -> {
            synchronized (Probe.class) {
                synchronized (Colour.RED) {
                    return "locked";
                }
            }
        });
        acts.put("caller", Trap::caller);
        acts.put("keep", () -> {
            visitor = Thread.currentThread();
            return "kept";
        });
        acts.put("abuse", Trap::abuse);
        acts.put("inherit", Trap::inherit);
        acts.put("keepThrowable", () -> {
            kept = new IllegalStateException();
            kept.getStackTrace();
            return "kept " + (kept.getSuppressed().length == 0);
        });
        acts.put("hold", () -> {
            LOCK.lock();
            try {
                told("holding");
                RELEASED.await();
            } finally {
                LOCK.unlock();
            }
            return "held";
        });
        acts.put("lock", () -> {
            LOCK.lock();
            LOCK.unlock();
            return "got it";
        });
        acts.put("comeBackDead", Trap::comeBackDead);
    }

    public static void main(String[] args) throws Exception {
        Names.serve("probe", Probe.class, new Trap());
        told("serving");
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void told(String what) {
        System.out.println(what);
        System.out.flush();
    }

    private static String who() {
        return System.getProperty("probe.me");
    }

    /** Puts its own on the thread, and stays until it is released. */
    private static String dress() throws Exception {
        LOCAL.set("of server");
        Thread.currentThread().setUncaughtExceptionHandler((t, e) -> told("handler of the server"));
        told("dressed");
        RELEASED.await();
        return dressed();
    }

    private static String dressed() {
        Thread thread = Thread.currentThread();
        boolean loader = thread.getContextClassLoader() == Trap.class.getClassLoader();
        Object handler = thread.getUncaughtExceptionHandler();
        boolean mine =
                handler instanceof ThreadGroup || handler.getClass().getClassLoader() == Trap.class.getClassLoader();
        return "loader " + loader + " handler " + mine;
    }

    private static String write() throws Exception {
        try (FileChannel channel =
                FileChannel.open(Path.of("/tmp/of-the-trap"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[64]), 0);
            return "written, interrupted " + Thread.currentThread().isInterrupted();
        } catch (java.nio.channels.ClosedChannelException e) {
            synchronized (LOCAL) {
                closed++;
            }
            return "closed by " + e.getClass().getSimpleName();
        }
    }

    private static String subjectOfChild() throws Exception {
        String[] got = new String[2];
        Thread platform = new Thread(() -> got[0] = String.valueOf(Subject.current()));
        platform.start();
        platform.join();
        Thread.ofVirtual()
                .start(() -> got[1] = String.valueOf(Subject.current()))
                .join();
        return got[0] + got[1];
    }

    private static int dive(int n) {
        return dive(n + 1) + n;
    }

    private static String subjectAfterOverflow() {
        try {
            dive(0);
        } catch (StackOverflowError e) {
            return String.valueOf(Subject.current());
        }
        return "no overflow";
    }

    private static String caller() {
        try {
            Class<?> caller = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                    .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                            .filter(type -> type.getName().contains("Thief"))
                            .findFirst()
                            .orElse(null));
            return caller == null ? "nobody" : "ESCAPED " + caller;
        } catch (RuntimeException e) {
            return "nobody, " + e.getClass().getSimpleName();
        }
    }

    /** A thread of the server's own, with the caller's thread in hand. */
    private static String abuse() throws Exception {
        Thread theirs = Objects.requireNonNull(visitor);
        StringBuilder escaped = new StringBuilder();
        Runnable[] attempts = {
            theirs::interrupt,
            () -> theirs.setName("renamed"),
            () -> theirs.setPriority(1),
            () -> theirs.setContextClassLoader(Trap.class.getClassLoader()),
            () -> theirs.setUncaughtExceptionHandler((t, e) -> told("handler of the server"))
        };
        Thread own = new Thread(() -> {
            for (int i = 0; i < attempts.length; i++) {
                try {
                    attempts[i].run();
                    escaped.append("ESCAPED ").append(i);
                } catch (SecurityException e) {
                    escaped.append("refused ");
                }
            }
            escaped.append(theirs.getContextClassLoader() == Trap.class.getClassLoader())
                    .append(theirs.getThreadGroup() == Thread.currentThread().getThreadGroup())
                    .append(theirs.getStackTrace().length);
        });
        own.start();
        own.join();
        return escaped.toString();
    }

    private static String inherit() throws Exception {
        String[] got = new String[1];
        INHERITED.set("of server");
        Thread child = new Thread(() -> got[0] =
                INHERITED.get() + (Thread.currentThread().getContextClassLoader() == Trap.class.getClassLoader()));
        child.start();
        child.join();
        return got[0];
    }

    /** Calls on, is killed meanwhile and given up, and is then returned to. */
    private static String comeBackDead() throws Exception {
        Probe next = Names.find("next", Probe.class);
        Path loot = Path.of("/loot");
        try {
            next.act("hold");
            System.setProperty("gate.attack", "escaped");
        } finally {
            System.setProperty("gate.attack", "escaped");
            Files.exists(loot);
        }
        return "came back";
    }

    @Override
    public Point move(Point point, Colour colour) {
        synchronized (point) {
            return point;
        }
    }

    @Override
    public String act(String what) {
        try {
            return acts.get(what).run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int twice(Probe probe, int n) {
        synchronized (probe) {
            return probe.add(n, n);
        }
    }
}
