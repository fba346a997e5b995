package guest.hostile;

import atoll.contract.Names;
import atoll.contract.Region;
import guest.ByRing;
import guest.Vault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client that uses regions as it must not: those that it has given away, is using, or has made itself. */
public final class RegionThief {
    private static final int SIZE = 4096;
    private static final int RACES = 300;
    private static final int DIVES = 12;
    private static final int LEVELS = 50;
    private static final int OVER = -2;
    private static final byte[] OURS = new byte[SIZE];
    private static final List<String> EDGE = new java.util.concurrent.CopyOnWriteArrayList<>();
    private static volatile Region edge;
    private static volatile int turn;
    private static volatile boolean prepared;
    private static int overflows;
    private static int atEdge;
    private static Vault vault = Names.find("vault", Vault.class);

    private static final Map<String, Attempt> ATTEMPTS = Map.ofEntries(
            Map.entry("afterMove", () -> {
                Region region = Region.allocate(SIZE);
                vault.put(region);
                return afterwards(region);
            }),
            Map.entry("afterClose", () -> {
                Region region = Region.allocate(SIZE);
                region.close();
                region.close();
                return afterwards(region);
            }),
            Map.entry("forged", () -> {
                vault.put(new Forged());
                return Attempt.ESCAPED + "crossed";
            }),
            Map.entry("forgedLent", () -> Attempt.ESCAPED + vault.sum(new Forged())),
            Map.entry("forgedCopy", Attempt.works(() -> {
                try (Region region = Region.allocate(SIZE)) {
                    region.copy(0, new Forged(), 0, 1);
                }
            })),
            Map.entry("proxy", () -> {
                Object proxy = Proxy.newProxyInstance(
                        RegionThief.class.getClassLoader(), new Class<?>[] {Region.class}, (p, m, a) -> null);
                vault.put((Region) proxy);
                return Attempt.ESCAPED + "crossed";
            }),
            Map.entry("serialized", () -> {
                try (Region region = Region.allocate(SIZE)) {
                    new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(region);
                }
                return Attempt.ESCAPED + "written";
            }),
            Map.entry("members", RegionThief::members),
            Map.entry("privateLookup", () -> {
                try (Region region = Region.allocate(SIZE)) {
                    return Attempt.ESCAPED + MethodHandles.privateLookupIn(region.getClass(), MethodHandles.lookup());
                }
            }),
            Map.entry("locked", RegionThief::locked),
            Map.entry("twice", RegionThief::twice),
            Map.entry("stream", () -> channel(Channels.newChannel(new ByteArrayInputStream(new byte[SIZE])))),
            Map.entry("ownChannel", () -> channel(new Keeper())),
            Map.entry("inUse", RegionThief::inUse),
            Map.entry("closedUnder", RegionThief::closedUnder),
            Map.entry(
                    "numberRace",
                    () -> race(region -> {
                        int i = 0;
                        while (true) {
                            region.putInt(0, i++);
                        }
                    })),
            Map.entry(
                    "bulkRace",
                    () -> race(region -> {
                        byte[] ours = new byte[SIZE];
                        java.util.Arrays.fill(ours, (byte) 1);
                        while (true) {
                            region.write(0, ours, 0, SIZE);
                        }
                    })),
            Map.entry("lendRace", RegionThief::lendRace),
            Map.entry("moveRace", RegionThief::moveRace),
            Map.entry("edge", RegionThief::edge),
            Map.entry("keptByServer", () -> {
                Region region = Region.allocate(SIZE);
                vault.lent("return", region);
                try {
                    return Attempt.ESCAPED + vault.get();
                } finally {
                    region.put(0, (byte) 1);
                    region.close();
                }
            }));

    private RegionThief() {}

    /** Does something with a region until it cannot. */
    interface Use {
        void use(Region region);
    }

    /** The attempt, and "ring" if the vault is called by one. */
    public static void main(String[] args) throws Exception {
        if (args.length > 1) {
            vault = ByRing.of(Vault.class, () -> Names.ring("vault", Vault.class, ByRing.depth()));
        }
        Attempt.main(new String[] {args[0]}, ATTEMPTS);
    }

    /** What every method says: one text is left of all. */
    private static String afterwards(Region region) throws Exception {
        Set<String> texts = new TreeSet<>();
        try (Pipe.SourceChannel source = Pipe.open().source()) {
            for (Method method : Region.class.getMethods()) {
                if (Modifier.isStatic(method.getModifiers())
                        || Set.of("size", "isShared", "isUsable", "close").contains(method.getName())
                        || method.getParameterCount() == 4 && method.getParameterTypes()[1] == long.class
                        || method.getName().equals("writeTo")) {
                    continue;
                }
                List<Object> arguments = new ArrayList<>();
                for (Class<?> parameter : method.getParameterTypes()) {
                    arguments.add(
                            switch (parameter.getName()) {
                                case "int" -> 0;
                                case "long" -> 0L;
                                case "byte" -> (byte) 0;
                                case "[B" -> new byte[1];
                                case "atoll.contract.Region" -> region;
                                default -> source;
                            });
                }
                try {
                    texts.add(method.getName() + Attempt.ESCAPED + method.invoke(region, arguments.toArray()));
                } catch (InvocationTargetException e) {
                    texts.add(e.getCause().getMessage());
                }
            }
        }
        return texts + " " + region.isUsable();
    }

    private static String members() {
        try (Region region = Region.allocate(SIZE)) {
            Class<?> type = region.getClass();
            int seen = type.getDeclaredFields().length
                    + type.getDeclaredMethods().length
                    + type.getDeclaredConstructors().length;
            return seen == 0 ? "none" : Attempt.ESCAPED + seen;
        }
    }

    /** The kernel locks nothing that a program can lock. */
    private static String locked() throws Exception {
        Region region = Region.allocate(SIZE);
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = Thread.startVirtualThread(() -> {
            synchronized (region) {
                held.countDown();
                awaitOpen(over);
            }
        });
        held.await();
        vault.sum(region);
        vault.put(region);
        over.countDown();
        holder.join();
        return "moved";
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String twice() {
        Region region = Region.allocate(SIZE);
        try {
            vault.two(region, region);
            return Attempt.ESCAPED + "moved twice";
        } catch (IllegalStateException e) {
            region.put(0, (byte) 1);
            region.close();
            return e.getMessage();
        }
    }

    private static String channel(java.nio.channels.ReadableByteChannel channel) throws IOException {
        try (Region region = Region.allocate(SIZE)) {
            return Attempt.ESCAPED + region.readFrom(channel, 0, SIZE);
        }
    }

    /** A thread that waits in a pipe is inside. */
    private static String inUse() throws Exception {
        Region region = Region.allocate(SIZE);
        Pipe pipe = Pipe.open();
        FutureTask<Integer> reads = new FutureTask<>(() -> reads(region, pipe));
        new Thread(reads).start();
        awaitUser(region);
        Set<String> texts = new TreeSet<>();
        texts.add(told(() -> vault.put(region)));
        texts.add(told(() -> vault.sum(region)));
        texts.add(told(region::share));
        texts.add(told(region::close));
        region.put(1, (byte) 7);
        pipe.sink().write(ByteBuffer.wrap(new byte[] {5}));
        String read = reads.get() + " " + region.get(0) + " " + region.get(1);
        vault.put(region);
        return texts + " " + read;
    }

    /** Who waits for it to be inside lends it meanwhile, so it may have to try again. */
    private static int reads(Region region, Pipe pipe) throws IOException {
        while (true) {
            try {
                return region.readFrom(pipe.source(), 0, SIZE);
            } catch (IllegalStateException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static String told(Runnable tried) {
        try {
            tried.run();
            return Attempt.ESCAPED;
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    /** Asks for it alone until that is refused; sharing has an effect, so it lends. */
    private static void awaitUser(Region region) {
        boolean used = false;
        while (!used) {
            try {
                vault.peek(region, "");
                Thread.onSpinWait();
            } catch (IllegalStateException e) {
                used = true;
            }
        }
    }

    private static String closedUnder() throws Exception {
        Region region = Region.allocate(SIZE);
        Pipe pipe = Pipe.open();
        FutureTask<Integer> reads = new FutureTask<>(() -> reads(region, pipe));
        Thread reader = new Thread(reads);
        reader.start();
        try {
            awaitUser(region);
            reader.interrupt();
            return Attempt.ESCAPED + reads.get();
        } catch (java.util.concurrent.ExecutionException e) {
            vault.put(region);
            return e.getCause().getClass().getSimpleName();
        }
    }

    /** One thread writes while another moves; the server looks whether what it writes stays. */
    private static String race(Use use) throws Exception {
        for (int i = 0; i < RACES; i++) {
            Region region = Region.allocate(SIZE);
            FutureTask<String> user = new FutureTask<>(() -> {
                try {
                    use.use(region);
                    return Attempt.ESCAPED;
                } catch (IllegalStateException e) {
                    return e.getMessage();
                }
            });
            new Thread(user).start();
            String guarded = null;
            while (guarded == null) {
                try {
                    guarded = vault.moved("guard", region);
                } catch (IllegalStateException e) {
                    if (!e.getMessage().contains("in use")) {
                        throw e;
                    }
                }
            }
            String moved = user.get();
            if (!guarded.equals("kept") || !moved.contains("was moved by Vault.moved of vault")) {
                return guarded + " " + moved;
            }
        }
        return "never";
    }

    /** Lends while another thread lends, reads and writes: each says that it is lent, in use, or does it. */
    private static String lendRace() throws Exception {
        Region region = Region.allocate(SIZE);
        AtomicBoolean over = new AtomicBoolean();
        FutureTask<String> other = new FutureTask<>(() -> {
            Set<String> said = new TreeSet<>();
            while (!over.get()) {
                try {
                    vault.lent("store", region);
                    region.write(0, new byte[] {1, 1, 1, 1}, 0, 4);
                } catch (IllegalStateException e) {
                    said.add(e.getMessage().replaceAll("; .*", ""));
                }
            }
            return said.toString();
        });
        new Thread(other).start();
        int lent = 0;
        while (lent < RACES) {
            try {
                vault.peek(region, "");
                lent++;
            } catch (IllegalStateException e) {
                Thread.onSpinWait();
            }
        }
        over.set(true);
        String said = other.get();
        region.close();
        return said.replaceAll(
                                "the region of 4096 bytes (is lent for Vault.peek of vault, which is not over"
                                        + "|is in use by another thread)(, )?",
                                "")
                        .equals("[]")
                ? "only that"
                : Attempt.ESCAPED + said;
    }

    /** Of many threads that move the same region one does. */
    private static String moveRace() throws Exception {
        for (int i = 0; i < RACES; i++) {
            Region region = Region.allocate(SIZE);
            List<FutureTask<Boolean>> movers = new ArrayList<>();
            for (int j = 0; j < 3; j++) {
                FutureTask<Boolean> mover = new FutureTask<>(() -> {
                    try {
                        vault.put(region);
                        return true;
                    } catch (IllegalStateException e) {
                        return false;
                    }
                });
                movers.add(mover);
                Thread.startVirtualThread(mover);
            }
            int moved = 0;
            for (FutureTask<Boolean> mover : movers) {
                moved += mover.get() ? 1 : 0;
            }
            if (moved != 1) {
                return Attempt.ESCAPED + moved;
            }
            vault.get().close();
        }
        return "one";
    }

    /** Everything, at every depth near the end of the stack: a region is here or there, and can be used. */
    private static String edge() throws Exception {
        EDGE.clear();
        turn = -1;
        edge = Region.allocate(SIZE);
        Thread other = new Thread(RegionThief::looksAfter);
        other.start();
        for (int i = 0; i < DIVES; i++) {
            int step = i;
            Thread thread = new Thread(null, () -> dive(step), "edge", 256 * 1024 + i * 16L);
            thread.start();
            thread.join();
        }
        turn = OVER;
        other.join();
        edge.close();
        if (overflows < DIVES || atEdge < DIVES) {
            EDGE.add(overflows + " overflows, " + atEdge + " not");
        }
        return EDGE.isEmpty() ? "whole" : Attempt.ESCAPED + EDGE;
    }

    /** As deep as it goes, and there one thing, and the same on the way back. */
    private static int dive(int step) {
        int below = 0;
        try {
            below = dive(step);
        } catch (StackOverflowError e) {
            prepared = true;
        }
        if (below < LEVELS && prepared) {
            one(step);
        }
        return below + 1;
    }

    /** What was there before is made anew with enough stack, on another thread; this one has none. */
    private static void one(int step) {
        Region region = edge;
        try {
            switch (step % 6) {
                case 0 -> vault.put(region);
                case 1 -> edge = vault.pass(region);
                case 2 -> vault.sum(region);
                case 3 -> region.close();
                case 4 -> region.write(0, OURS, 0, SIZE);
                default -> vault.lent("store", region);
            }
            atEdge++;
        } catch (StackOverflowError | atoll.contract.CallFailed e) {
            overflows++;
        }
        turn = step;
        while (turn >= 0) {
            // The other thread looks at what was left, with stack enough, and makes a new one.
            Thread.onSpinWait();
        }
    }

    private static void looksAfter() {
        while (true) {
            int step = turn;
            if (step == OVER) {
                return;
            }
            if (step >= 0) {
                look(step);
                turn = -1;
            }
            Thread.onSpinWait();
        }
    }

    /** The region is usable here, or the server has it; what was only lent is here. */
    private static void look(int step) {
        Region region = edge;
        boolean here = region.isUsable();
        boolean moves = step % 6 == 0 || step % 6 == 1 || step % 6 == 3;
        if (!here && !moves) {
            EDGE.add("step " + step + ": " + region);
        }
        if (here) {
            region.write(0, OURS, 0, SIZE);
            vault.put(region);
        }
        if (step % 6 == 0 || here) {
            Region back = vault.get();
            if (back == null) {
                EDGE.add("step " + step + ": neither here nor there");
            } else {
                back.close();
            }
        }
        edge = Region.allocate(SIZE);
    }
}
