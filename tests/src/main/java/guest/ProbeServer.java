package guest;

import atoll.contract.Names;
import atoll.contract.PeerDied;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/** Serves {@link Probe} under the name "probe", as itself or by calling on to the one that it was given as "next". */
public final class ProbeServer implements Probe {
    interface Act {
        String run() throws Exception;
    }

    private static final ThreadLocal<String> LOCAL = ThreadLocal.withInitial(() -> "none");
    private static final CountDownLatch RELEASED = new CountDownLatch(1);
    private static final Semaphore WAITED = new Semaphore(0);
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final List<String> MARKS = new CopyOnWriteArrayList<>();
    private static volatile long count;
    private static volatile Thread visitor;

    private final Map<String, Act> acts = new HashMap<>();

    private ProbeServer() {
        tell();
        badge();
        stay();
    }

    private void tell() {
        acts.put("who", () -> System.getProperty("probe.me"));
        acts.put("group", () -> Boolean.toString(Thread.currentThread().getThreadGroup() == MAIN_GROUP));
        acts.put(
                "loader",
                () -> Boolean.toString(
                        Thread.currentThread().getContextClassLoader() == ProbeServer.class.getClassLoader()));
        acts.put("local", () -> {
            String was = LOCAL.get();
            LOCAL.set("set");
            return was;
        });
        acts.put(
                "handler",
                () -> String.valueOf(Thread.currentThread().getUncaughtExceptionHandler() instanceof ThreadGroup));
        acts.put("file", () -> Files.readString(Path.of("/tmp/of-server")));
        acts.put("thread", () -> {
            Thread thread = new Thread(() -> count++);
            thread.start();
            thread.join();
            return Boolean.toString(thread.getThreadGroup() == null);
        });
        acts.put(
                "stack",
                () -> StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                        .walk(frames -> frames.map(f -> f.getDeclaringClass().getName())
                                .filter(name -> name.startsWith("guest."))
                                .distinct()
                                .toList()
                                .toString()));
        acts.put("classes", () -> {
            try {
                return "made " + new SecurityManager() {};
            } catch (SecurityException e) {
                return e.getMessage();
            }
        });
        acts.put("blocker", () -> String.valueOf(java.util.concurrent.locks.LockSupport.getBlocker(visitor)));
        acts.put("throw", () -> {
            throw new Loud();
        });
        acts.put("forge", () -> {
            throw new PeerDied("forged");
        });
        acts.put("overflow", this::overflow);
        for (String mark : List.of("a", "b")) {
            acts.put("mark " + mark, () -> {
                MARKS.add(mark);
                return mark;
            });
        }
        acts.put("take a thread", () -> {
            Thread waits = new Thread(LOCK::lock);
            waits.start();
            return "took it";
        });
        acts.put("marks", () -> String.join("", MARKS));
    }

    private void badge() {
        acts.put("badge", () -> Long.toString(Names.badge()));
        acts.put(
                "badge around",
                () -> Names.badge() + ", " + Names.find("next", Probe.class).act("badge") + ", " + Names.badge());
        acts.put("badge elsewhere", () -> {
            long[] seen = {-1};
            Thread thread = new Thread(() -> seen[0] = Names.badge());
            thread.start();
            thread.join();
            return Long.toString(seen[0]);
        });
    }

    private void stay() {
        acts.put("spin", () -> {
            told("inside");
            while (true) {
                count++;
            }
        });
        acts.put("catch", ProbeServer::catchAll);
        acts.put("sleep", () -> {
            told("inside");
            Thread.sleep(Long.MAX_VALUE);
            return "woke";
        });
        acts.put("lock", () -> {
            told("inside");
            LOCK.lock();
            return "got it";
        });
        acts.put("read", () -> {
            Pipe pipe = Pipe.open();
            told("inside");
            pipe.source().read(java.nio.ByteBuffer.allocate(1));
            return "read";
        });
        acts.put("exit", () -> {
            System.exit(7);
            return "went on";
        });
        acts.put("hold", ProbeServer::hold);
        acts.put("wait", () -> {
            WAITED.acquire();
            return "went on";
        });
        acts.put("go on", () -> {
            WAITED.release();
            return "goes on";
        });
        acts.put("keep", () -> {
            visitor = Thread.currentThread();
            return "kept";
        });
        acts.put(
                "kept",
                () -> visitor.getContextClassLoader() == ProbeServer.class.getClassLoader()
                        ? "ours"
                        : String.valueOf(visitor.getContextClassLoader()));
    }

    private static final ThreadGroup MAIN_GROUP = Thread.currentThread().getThreadGroup();

    public static void main(String[] args) throws Exception {
        Files.writeString(Path.of("/tmp/of-server"), System.getProperty("probe.me"));
        Thread holder = new Thread(LOCK::lock);
        holder.start();
        holder.join();
        Names.serve("probe", Probe.class, new ProbeServer());
        told("serving");
        if (args.length > 0 && args[0].equals("line")) {
            System.in.read();
            RELEASED.countDown();
        }
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void told(String what) {
        System.out.println(what);
        System.out.flush();
    }

    private static String catchAll() {
        told("inside");
        while (true) {
            try {
                count++;
                if (count > 0) {
                    throw new IllegalStateException();
                }
            } catch (Throwable e) {
                count++;
            } finally {
                count--;
            }
        }
    }

    /** Waits, with a channel open that an interrupt would close. */
    private static String hold() throws Exception {
        try (Pipe.SourceChannel ours = Pipe.open().source()) {
            told("inside");
            boolean interrupted = false;
            while (true) {
                try {
                    RELEASED.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            told("out interrupted " + interrupted + " open " + ours.isOpen());
            return "held";
        }
    }

    private String overflow() {
        return overflow() + count;
    }

    /** Its text is code of the server. */
    private static final class Loud extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Loud() {
            super("quiet");
        }

        @Override
        public String getMessage() {
            return "said as " + System.getProperty("probe.me");
        }
    }

    @Override
    public int add(int a, int b) {
        return a + b;
    }

    @Override
    public long sum(boolean a, byte b, char c, short d, int e, long f, float g, double h) {
        return (a ? 1 : 0) + b + c + d + e + f + (long) g + (long) h;
    }

    @Override
    public Point move(Point point, Colour colour) {
        return new Point(point.x() + 1, point.y() - 1, point.name() + colour);
    }

    @Override
    public Shape grow(Shape shape) {
        return switch (shape) {
            case Circle circle -> new Circle(circle.centre(), circle.radius() * 2);
            case Pair pair -> new Pair(grow(pair.first()), grow(pair.second()));
        };
    }

    @Override
    public byte[] raise(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i]++;
        }
        if (bytes[0] == Byte.MAX_VALUE) {
            told("inside");
            while (System.getProperty("probe.me").equals("first")) {
                count++;
            }
        }
        return bytes;
    }

    @Override
    public Point[] reversed(Point[] points) {
        for (int i = 0; i < points.length / 2; i++) {
            Point point = points[i];
            points[i] = points[points.length - 1 - i];
            points[points.length - 1 - i] = point;
        }
        return points;
    }

    @Override
    public String act(String what) {
        if (what.startsWith("next ")) {
            String answer = Names.find("next", Probe.class).act(what.substring("next ".length()));
            return System.getProperty("probe.me") + " <- " + answer;
        }
        try {
            return acts.get(what).run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void write(String text) throws IOException {
        throw new IOException("no room for " + text);
    }

    @Override
    public int twice(Probe probe, int n) {
        return probe.add(n, n);
    }
}
