package guest.hostile;

import atoll.contract.CallFailed;
import atoll.contract.Names;
import atoll.contract.PeerDied;
import guest.Probe;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.security.auth.Subject;

/** A client that reaches for its server, and through its gate for the kernel. */
public final class Thief {
    private static final Probe PROBE = Names.find("probe", Probe.class);
    private static final ClassLoader OURS = ClassLoader.getSystemClassLoader();

    private static final Map<String, Attempt> ATTEMPTS = Map.ofEntries(
            Map.entry("loaderOfVisit", () -> inside(t -> t.getContextClassLoader() == OURS ? "our own" : "ESCAPED")),
            Map.entry(
                    "handlerOfVisit",
                    () -> inside(t -> t.getUncaughtExceptionHandler() == t.getThreadGroup() ? "our own" : "ESCAPED")),
            Map.entry(
                    "setLoaderOfVisit",
                    () -> inside(t -> {
                        t.setContextClassLoader(new URLClassLoader("ours", new URL[0], OURS));
                        return t.getContextClassLoader().getName();
                    })),
            Map.entry(
                    "setHandlerOfVisit",
                    () -> inside(t -> {
                        t.setUncaughtExceptionHandler(new Ours());
                        return "" + (t.getUncaughtExceptionHandler() instanceof Ours);
                    })),
            Map.entry(
                    "stackOfVisit",
                    () -> inside(t -> "" + t.getStackTrace().length
                            + Thread.getAllStackTraces().get(t).length)),
            Map.entry("interruptedCall", Thief::interruptedCall),
            Map.entry("interruptRace", Thief::interruptRace),
            Map.entry("subject", () -> as("subject")),
            Map.entry("subjectOfChild", () -> as("subjectOfChild")),
            Map.entry("subjectAfterOverflow", () -> as("subjectAfterOverflow")),
            Map.entry("locks", Thief::locks),
            Map.entry("caller", () -> PROBE.act("caller")),
            Map.entry("abuse", Thief::abuse),
            Map.entry("inherit", Thief::inherit),
            Map.entry("nameVisit", () -> define(calling("java.atoll.Visit", "mine", "()Ljava/atoll/Visit;"))),
            Map.entry(
                    "nameVisitHidden",
                    () -> MethodHandles.lookup()
                            .defineHiddenClass(calling("java.atoll.Visit", "mine", "()Ljava/atoll/Visit;"), true)
                            .lookupClass()
                            .getMethod("run")
                            .invoke(null)),
            Map.entry("forNameLink", () -> Attempt.ESCAPED + Class.forName("java.atoll.Link")),
            Map.entry("subclassGate", () -> subclass("java.atoll.Gate")),
            Map.entry("subclassSharedLoader", () -> subclass("java.atoll.SharedLoader")),
            Map.entry("subclassOfGatesClass", () -> subclass(PROBE.getClass().getName())),
            Map.entry("gatesMembers", Thief::gatesMembers),
            Map.entry("lookupInKernel", () -> {
                Class<?> gate = PROBE.getClass();
                return Attempt.ESCAPED + MethodHandles.lookup().in(gate).findClass("atoll.kernel.Kernel");
            }),
            Map.entry(
                    "privateLookup",
                    () -> Attempt.ESCAPED + MethodHandles.privateLookupIn(PROBE.getClass(), MethodHandles.lookup())),
            Map.entry(
                    "privateLookupInContract",
                    () -> Attempt.ESCAPED + MethodHandles.privateLookupIn(Probe.class, MethodHandles.lookup())),
            Map.entry(
                    "besideContract",
                    () -> Attempt.ESCAPED
                            + MethodHandles.lookup()
                                    .in(Probe.class)
                                    .defineClass(ClassFile.of()
                                            .build(
                                                    ClassDesc.of("guest.Beside"),
                                                    c -> c.withFlags(ClassFile.ACC_PUBLIC)))),
            Map.entry(
                    "privateLookupInNames",
                    () -> Attempt.ESCAPED + MethodHandles.privateLookupIn(Names.class, MethodHandles.lookup())),
            Map.entry("lookupInGate", () -> {
                Class<?> gate = PROBE.getClass().getSuperclass();
                return Attempt.ESCAPED
                        + MethodHandles.lookup()
                                .in(gate)
                                .findVirtual(gate, "hashCode", MethodType.methodType(int.class));
            }),
            Map.entry("namesSpace", () -> Attempt.ESCAPED + Names.class.getDeclaredField("space")),
            Map.entry("setRecord", () -> {
                Probe.Point point = new Probe.Point(1, 2, "");
                MethodHandles.lookup()
                        .findVarHandle(Probe.Point.class, "x", int.class)
                        .set(point, 3);
                return Attempt.ESCAPED + point;
            }),
            Map.entry(
                    "makeEnum",
                    () -> Attempt.ESCAPED
                            + Probe.Colour.class
                                    .getDeclaredConstructor(String.class, int.class)
                                    .newInstance("BLUE", 2)),
            Map.entry("enumValues", () -> Attempt.ESCAPED + Probe.Colour.class.getDeclaredField("$VALUES")),
            Map.entry("noMessage", Thief::noMessage),
            Map.entry("serialized", () -> {
                new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(PROBE);
                return Attempt.ESCAPED + "written";
            }),
            Map.entry("callbacks", Thief::callbacks),
            Map.entry("slowChannel", Thief::slowChannel),
            Map.entry("calls", Thief::calls),
            Map.entry("hold", () -> PROBE.act("hold")),
            Map.entry("virtualHold", () -> {
                Thread.ofVirtual().start(() -> PROBE.act("hold")).join();
                return "over";
            }),
            Map.entry("comeBackDead", () -> PROBE.act("comeBackDead")),
            Map.entry("keepThrowable", () -> PROBE.act("keepThrowable")));

    private Thief() {}

    public static void main(String[] args) throws Exception {
        Attempt.main(new String[] {args[0], "once"}, ATTEMPTS);
        System.out.println("am " + System.getProperty("probe.me"));
    }

    private interface Look {
        String at(Thread visitor);
    }

    private static final class Ours implements Thread.UncaughtExceptionHandler {
        @Override
        public void uncaughtException(Thread thread, Throwable error) {
            Attempt.ran("handler");
        }
    }

    /** Looks at a thread of ours while it is in the server, and tells what the server then sees, and it itself at home. */
    private static String inside(Look look) throws Exception {
        String[] got = new String[2];
        Thread visitor = new Thread(() -> {
            got[0] = PROBE.act("dress");
            Thread self = Thread.currentThread();
            got[1] =
                    self.getContextClassLoader().getName() + " " + (self.getUncaughtExceptionHandler() instanceof Ours);
        });
        visitor.start();
        while (visitor.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        String seen = look.at(visitor);
        PROBE.act("release");
        visitor.join();
        return seen + "; server: " + got[0] + "; at home: " + got[1];
    }

    private static String interruptedCall() {
        Thread.currentThread().interrupt();
        String got = PROBE.act("write");
        return got + "; at home " + Thread.interrupted();
    }

    /** Interrupts again and again a thread that calls again and again. */
    private static String interruptRace() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch started = new CountDownLatch(1);
        int[] interrupts = new int[1];
        Thread caller = new Thread(() -> {
            started.countDown();
            for (int i = 0; i < 3_000; i++) {
                PROBE.act("write");
                if (Thread.interrupted()) {
                    interrupts[0]++;
                }
            }
            over.set(true);
        });
        caller.start();
        started.await();
        while (!over.get()) {
            caller.interrupt();
        }
        caller.join();
        return "closed " + PROBE.act("closed") + ", came home " + (interrupts[0] > 0);
    }

    private static String as(String act) {
        Subject subject = new Subject();
        subject.getPrincipals().add(() -> "of the thief");
        return Subject.callAs(subject, () -> {
            boolean before = Subject.current() == subject;
            String got = PROBE.act(act);
            return "server: " + got + "; ours " + (before && Subject.current() == subject);
        });
    }

    /** Holds what both sides know while the server wants it. */
    private static String locks() throws Exception {
        Probe.Point point = new Probe.Point(1, 2, "");
        String[] got = new String[1];
        Thread other = new Thread(() -> {
            got[0] = PROBE.act("lockContract")
                    + PROBE.move(point, Probe.Colour.RED).x()
                    + PROBE.twice(PROBE, 2);
        });
        synchronized (Probe.class) {
            synchronized (Probe.Colour.RED) {
                synchronized (point) {
                    synchronized (PROBE) {
                        other.start();
                        other.join(20_000);
                        return String.valueOf(got[0]);
                    }
                }
            }
        }
    }

    private static String abuse() throws Exception {
        Thread keeps = new Thread(() -> {
            PROBE.act("keep");
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                Thread.currentThread().setName("interrupted");
            }
        });
        keeps.start();
        while (keeps.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        String got = PROBE.act("abuse");
        boolean unharmed = keeps.isAlive() && keeps.getPriority() == Thread.NORM_PRIORITY;
        keeps.interrupt();
        keeps.join();
        return got + " " + unharmed;
    }

    private static String inherit() throws Exception {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>() {
            @Override
            protected String childValue(String value) {
                return "ESCAPED " + System.getProperty("probe.me");
            }
        };
        local.set("ours");
        return PROBE.act("inherit") + " " + local.get();
    }

    private static byte[] calling(String owner, String method, String type) {
        return ClassFile.of()
                .build(
                        ClassDesc.of("guest.hostile.Calls"),
                        c -> c.withFlags(ClassFile.ACC_PUBLIC)
                                .withMethodBody(
                                        "run",
                                        MethodTypeDesc.of(ConstantDescs.CD_Object),
                                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                        code -> code.invokestatic(
                                                        ClassDesc.of(owner), method, MethodTypeDesc.ofDescriptor(type))
                                                .areturn()));
    }

    private static Object define(byte[] bytes) throws Exception {
        return Attempt.ESCAPED
                + new Loaders.Own(OURS).define(bytes).getMethod("run").invoke(null);
    }

    private static Object subclass(String name) {
        ClassDesc self = ClassDesc.of("guest.hostile.Sub");
        String above = name.indexOf('/') < 0 ? name : name.substring(0, name.indexOf('/'));
        byte[] bytes = ClassFile.of()
                .build(self, c -> c.withFlags(ClassFile.ACC_PUBLIC).withSuperclass(ClassDesc.of(above)));
        return Attempt.ESCAPED + new Loaders.Own(OURS).define(bytes);
    }

    private static Object gatesMembers() {
        int seen = 0;
        for (Class<?> type = PROBE.getClass(); type != Object.class; type = type.getSuperclass()) {
            seen += type.getDeclaredFields().length
                    + type.getDeclaredMethods().length
                    + type.getDeclaredConstructors().length;
        }
        return seen == 0 ? "none" : Attempt.ESCAPED + seen;
    }

    /** A record whose part, an interface to the JVM, is an object of ours. */
    static Probe.Shape forged() throws Exception {
        ClassDesc pair = Probe.Pair.class.describeConstable().orElseThrow();
        ClassDesc shape = Probe.Shape.class.describeConstable().orElseThrow();
        byte[] bytes = ClassFile.of()
                .build(
                        ClassDesc.of("guest.hostile.Forge"),
                        c -> c.withFlags(ClassFile.ACC_PUBLIC)
                                .withMethodBody(
                                        "pair",
                                        MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object),
                                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                        code -> code.new_(pair)
                                                .dup()
                                                .aload(0)
                                                .aload(0)
                                                .invokespecial(
                                                        pair,
                                                        ConstantDescs.INIT_NAME,
                                                        MethodTypeDesc.of(ConstantDescs.CD_void, shape, shape))
                                                .areturn()));
        return (Probe.Shape) new Loaders.Own(OURS)
                .define(bytes)
                .getMethod("pair", Object.class)
                .invoke(null, new Ours());
    }

    private static Object noMessage() throws Exception {
        return Attempt.ESCAPED + PROBE.grow(forged()).getClass();
    }

    /** JDK code of all kinds calls the gate: it is the server inside, and we outside. */
    private static Object callbacks() throws Exception {
        List<String> got = new java.util.ArrayList<>();
        got.add(CompletableFuture.supplyAsync(() -> PROBE.act("who"))
                .thenApply(who -> who + System.getProperty("probe.me"))
                .get());
        got.add(List.of("who", "who").parallelStream()
                        .map(act -> PROBE.act(act))
                        .distinct()
                        .toList()
                + System.getProperty("probe.me"));
        Integer[] numbers = {3, 1, 2};
        Arrays.sort(numbers, (a, b) -> PROBE.add(a, -b));
        got.add(Arrays.toString(numbers) + System.getProperty("probe.me"));
        CountDownLatch cleaned = new CountDownLatch(1);
        java.lang.ref.Cleaner.create()
                .register(new Object(), () -> {
                    got.add(PROBE.act("who") + System.getProperty("probe.me"));
                    cleaned.countDown();
                })
                .clean();
        cleaned.await();
        java.util.Timer timer = new java.util.Timer();
        CountDownLatch timed = new CountDownLatch(1);
        timer.schedule(
                new java.util.TimerTask() {
                    @Override
                    public void run() {
                        got.add(PROBE.act("who") + System.getProperty("probe.me"));
                        timed.countDown();
                    }
                },
                1);
        timed.await();
        timer.cancel();
        Thread dies = new Thread(() -> {
            throw new IllegalStateException();
        });
        dies.setUncaughtExceptionHandler((t, e) -> got.add(PROBE.act("who") + System.getProperty("probe.me")));
        dies.start();
        dies.join();
        return got;
    }

    /** A thread that calls is interrupted in a channel of ours, which is then closed for ever: our code, while that is delivered. */
    private static Object slowChannel() throws Exception {
        Slow channel = new Slow();
        Thread blocked = new Thread(() -> {
            PROBE.act("who");
            channel.block();
        });
        blocked.start();
        channel.blocking.await();
        blocked.interrupt();
        return "interrupted";
    }

    private static final class Slow extends java.nio.channels.spi.AbstractInterruptibleChannel {
        private final CountDownLatch blocking = new CountDownLatch(1);

        private void block() {
            begin();
            blocking.countDown();
            while (isOpen()) {
                java.util.concurrent.locks.LockSupport.park(this);
            }
        }

        @Override
        protected void implCloseChannel() {
            System.out.println("closing");
            while (true) {
                java.util.concurrent.locks.LockSupport.park(this);
            }
        }
    }

    /** Calls until it is told to stop, whatever happens to the server; each answer must be right, each failure a death. */
    private static Object calls() throws Exception {
        int[] wrong = new int[1];
        int[] right = new int[1];
        Thread[] threads = new Thread[4];
        AtomicBoolean over = new AtomicBoolean();
        for (int i = 0; i < threads.length; i++) {
            Runnable body = () -> {
                while (!over.get()) {
                    try {
                        int sum = PROBE.add(2, 3);
                        String who = PROBE.act("who");
                        synchronized (over) {
                            right[0]++;
                        }
                        if (sum != 5 || !who.equals("server")) {
                            wrong(wrong, "answers " + sum + " " + who);
                        }
                    } catch (PeerDied e) {
                        Thread.onSpinWait();
                    } catch (CallFailed | Error e) {
                        wrong(wrong, e.toString());
                    }
                    if (Thread.interrupted()) {
                        wrong(wrong, "interrupted " + Thread.currentThread());
                    }
                    if (!"client".equals(System.getProperty("probe.me"))) {
                        wrong(wrong, "identity " + System.getProperty("probe.me"));
                    }
                }
            };
            threads[i] = i % 2 == 0 ? new Thread(body) : Thread.ofVirtual().unstarted(body);
            threads[i].start();
        }
        System.out.println("calling");
        System.in.read();
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        return "wrong " + wrong[0] + " right " + (right[0] > 0);
    }

    private static void wrong(int[] wrong, String what) {
        synchronized (wrong) {
            wrong[0]++;
        }
        System.out.println(what);
    }
}
