package guest.hostile;

import atoll.contract.Busy;
import atoll.contract.Completion;
import atoll.contract.Names;
import atoll.contract.Ring;
import guest.IdleProbe;
import guest.Probe;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A client that reaches through its ring for the kernel and its server, or uses it as it must not. */
public final class RingThief {
    private static final int DEPTH = 8;

    private static final Map<String, Attempt> ATTEMPTS = Map.ofEntries(
            Map.entry("members", RingThief::members),
            Map.entry("privateLookup", () -> {
                Object calls = ring().calls();
                return Attempt.ESCAPED + MethodHandles.privateLookupIn(calls.getClass(), MethodHandles.lookup());
            }),
            Map.entry("words", () -> {
                Class<?> calls = ring().calls().getClass();
                return Attempt.ESCAPED
                        + MethodHandles.lookup()
                                .in(calls.getSuperclass())
                                .findGetter(calls.getSuperclass(), "batch", Object.class);
            }),
            Map.entry("runsOwn", RingThief::runsOwn),
            Map.entry("serialized", () -> {
                new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(ring());
                return Attempt.ESCAPED + "written";
            }),
            Map.entry("crosses", () -> {
                Probe calls = ring().calls();
                return Attempt.ESCAPED + Names.find("probe", Probe.class).twice(calls, 1);
            }),
            Map.entry("forgedPart", () -> {
                Ring<Probe> ring = ring();
                try {
                    ring.calls().grow(Thief.forged());
                } finally {
                    healthy(ring, 0);
                }
                return Attempt.ESCAPED + "gathered";
            }),
            Map.entry("forgedGate", () -> {
                Ring<Probe> ring = ring();
                try {
                    ring.calls().twice(new Fake(), 1);
                } finally {
                    healthy(ring, 0);
                }
                return Attempt.ESCAPED + "gathered";
            }),
            Map.entry("neverTakes", RingThief::neverTakes),
            Map.entry("otherThreads", RingThief::otherThreads),
            Map.entry("huge", RingThief::huge),
            Map.entry("changed", RingThief::changed),
            Map.entry("closed", RingThief::closed),
            Map.entry("interrupted", RingThief::interrupted),
            Map.entry("locked", RingThief::locked),
            Map.entry("edge", RingThief::edge));

    private RingThief() {}

    public static void main(String[] args) throws Exception {
        Attempt.main(args, ATTEMPTS);
        System.out.println("am " + System.getProperty("probe.me"));
    }

    private static Ring<Probe> ring() {
        return Names.ring("probe", Probe.class, DEPTH);
    }

    /** The ring works, and the next ticket is {@code next}. */
    private static void healthy(Ring<Probe> ring, long next) throws Exception {
        ring.calls().add(20, 22);
        ring.submit();
        Completion completion = ring.take();
        if (ring.ticket() != next || completion.ticket() != next || completion.asInt() != 42) {
            throw new AssertionError(ring.ticket() + " " + completion);
        }
    }

    private static Object members() throws Exception {
        Ring<Probe> ring = ring();
        ring.calls().add(1, 2);
        ring.submit();
        int seen = 0;
        for (Object object : List.of(ring, ring.calls(), ring.take())) {
            for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
                seen += type.getDeclaredFields().length
                        + type.getDeclaredMethods().length
                        + type.getDeclaredConstructors().length;
            }
        }
        return seen == 0 ? "none" : Attempt.ESCAPED + seen;
    }

    /** What runs calls is public to a look-up; it runs what it is given, as whoever calls it. */
    private static Object runsOwn() throws Throwable {
        Probe calls = ring().calls();
        Class<?> type = calls.getClass();
        MethodType run = MethodType.methodType(
                void.class, Object.class, int.class, long[].class, int.class, Object[].class, int.class);
        try {
            MethodHandles.lookup()
                    .in(type)
                    .findVirtual(type, "run", run)
                    .invokeWithArguments(calls, new Fake(), 0, new long[9], 0, new Object[9], 0);
        } catch (IllegalAccessException e) {
            return "nothing";
        }
        return "as " + System.getProperty("probe.me");
    }

    private static Object neverTakes() throws Exception {
        Ring<Probe> ring = ring();
        int calls = 0;
        try {
            while (true) {
                ring.calls().add(calls, 1);
                calls++;
                ring.submit();
            }
        } catch (Busy e) {
            return calls + " " + e.getMessage() + " "
                    + Names.find("probe", Probe.class).act("who");
        }
    }

    /** Every use on another thread is refused, whatever runs at the same time on the ring's own. */
    private static Object otherThreads() throws Exception {
        Ring<Probe> ring = ring();
        AtomicInteger refused = new AtomicInteger();
        List<Attempt.Body> uses = List.of(
                () -> ring.calls().add(1, 1),
                () -> ring.calls().raise(new byte[1]),
                () -> ring.submit(),
                () -> ring.take(),
                () -> ring.poll(),
                () -> ring.drain(new Completion[4]),
                () -> ring.underWay(),
                () -> ring.close());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4 * uses.size(); i++) {
            Attempt.Body use = uses.get(i % uses.size());
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 500; n++) {
                    try {
                        use.run();
                    } catch (IllegalStateException e) {
                        refused.incrementAndGet();
                    } catch (Throwable e) {
                        System.out.println("other: " + e);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (int i = 0; i < 3_000; i++) {
            healthy(ring, i);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return refused.get() == threads.size() * 500 ? "all refused" : Attempt.ESCAPED + refused;
    }

    private static Object huge() throws Exception {
        Ring<Probe> ring = ring();
        byte[] bytes = new byte[4_000_000];
        for (int i = 0; i < DEPTH; i++) {
            ring.calls().raise(bytes);
        }
        ring.submit();
        int right = 0;
        for (int i = 0; i < DEPTH; i++) {
            byte[] raised = (byte[]) ring.take().value();
            right += raised.length == bytes.length && raised[1_000_000] == 1 ? 1 : 0;
        }
        return right + " of " + DEPTH;
    }

    /** What is changed after the call was gathered is not seen by the server. */
    private static Object changed() throws Exception {
        Ring<Probe> ring = ring();
        byte[] bytes = {1, 2, 3};
        Probe.Point[] points = {new Probe.Point(1, 1, "a"), new Probe.Point(2, 2, "b")};
        ring.calls().raise(bytes);
        ring.calls().reversed(points);
        bytes[0] = 100;
        points[1] = null;
        ring.submit();
        return ((byte[]) ring.take().value())[0] + " "
                + ((Probe.Point[]) ring.take().value())[0].name() + bytes[0];
    }

    private static Object closed() throws Exception {
        Ring<Probe> ring = ring();
        ring.calls().add(1, 1);
        ring.submit();
        ring.calls().add(1, 1);
        ring.close();
        ring.close();
        int refused = 0;
        for (Attempt.Body use : List.<Attempt.Body>of(
                () -> ring.calls().add(1, 1), () -> ring.submit(), () -> ring.take(), () -> ring.poll())) {
            try {
                use.run();
            } catch (IllegalStateException e) {
                refused += e.getMessage().contains("closed") ? 1 : 0;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
        return refused;
    }

    /** Who is interrupted all the time gets that told, and loses nothing. */
    private static Object interrupted() throws Exception {
        Ring<Probe> ring = ring();
        int told = 0;
        int got = 0;
        for (int i = 0; i < 300; i++) {
            ring.calls().add(i, 0);
            ring.submit();
            while (true) {
                Thread.currentThread().interrupt();
                try {
                    got += ring.take().asInt() == i ? 1 : 0;
                    break;
                } catch (InterruptedException e) {
                    told++;
                }
            }
        }
        Thread.interrupted();
        return got + (told >= 0 ? " got" : "");
    }

    /** Who holds the lock of every object that it can reach holds up nobody. */
    private static Object locked() throws Exception {
        Ring<Probe> ring = ring();
        synchronized (ring) {
            synchronized (ring.calls()) {
                healthy(ring, 0);
                return Names.find("probe", Probe.class).act("who");
            }
        }
    }

    private static int atEdge;
    private static int overflows;

    /** Calls, submits and takes at every depth at which the stack ends; then each ticket has completed once. */
    private static Object edge() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Thread thread = new Thread(null, () -> dives(wrong), "edge", 256 * 1024 + i * 16L);
            thread.start();
            thread.join();
        }
        return wrong.isEmpty() && overflows > 0 && atEdge > 0 ? "each once" : wrong + " " + overflows + " " + atEdge;
    }

    /** What was taken, by number: kept without a call, which could overflow and lose it. */
    private static final Completion[] KEPT = new Completion[20_000];

    private static int kept;

    private static void dives(List<String> wrong) {
        Ring<Probe> ring = Names.ring("probe", Probe.class, 64);
        kept = 0;
        for (int step = 0; step < 160; step++) {
            dive(ring, step);
        }
        try {
            ring.submit();
            while (ring.underWay() > 0) {
                KEPT[kept++] = ring.take();
            }
        } catch (Exception e) {
            wrong.add(e.toString());
        }
        int[] completed = new int[(int) ring.ticket() + 1];
        for (int i = 0; i < kept; i++) {
            completed[(int) KEPT[i].ticket()]++;
        }
        for (int i = 0; i < completed.length; i++) {
            if (completed[i] != 1) {
                wrong.add(i + " completed " + completed[i] + " times");
            }
        }
    }

    /** As deep as it goes, and there one thing, and another on the way back. */
    private static int dive(Ring<Probe> ring, int step) {
        int below = 0;
        try {
            below = dive(ring, step);
        } catch (StackOverflowError e) {
            overflows++;
        }
        // A few frames at a time: each overflow takes long to tell.
        int from = step * 7 % 160;
        if (below >= from && below < from + 4) {
            try {
                switch ((step + below) % 4) {
                    case 0 -> ring.calls().add(1, 2);
                    case 1 -> ring.calls().raise(new byte[] {1});
                    case 2 -> ring.submit();
                    default -> {
                        Completion next = ring.poll();
                        if (next != null) {
                            KEPT[kept++] = next;
                        }
                    }
                }
                atEdge++;
            } catch (StackOverflowError e) {
                overflows++;
            } catch (Busy e) {
                drain(ring);
            }
        }
        return below + 1;
    }

    private static void drain(Ring<Probe> ring) {
        try {
            for (Completion next = ring.poll(); next != null; next = ring.poll()) {
                KEPT[kept++] = next;
            }
        } catch (StackOverflowError e) {
            overflows++;
        }
    }

    /** A probe of our own. */
    private static final class Fake extends IdleProbe {
        @Override
        public int add(int a, int b) {
            Attempt.ran("ring");
            return 0;
        }

        @Override
        public String act(String what) {
            Attempt.ran("ring");
            return what;
        }
    }
}
