package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.CallFailed;
import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.contract.Refused;
import atoll.contract.Region;
import atoll.kernel.Endpoint;
import atoll.kernel.Kernel;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import guest.ByRing;
import guest.Vault;
import guest.VaultServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Regions beside a model of who owns them, step by step at random, with servers that are killed: after each step what each
 * process and the host are charged is what the model says, and adds up to what is allocated. Then the same without a model
 * and on several threads at once.
 */
@Timeout(240)
class RegionModelTest {
    private static final int STEPS = 1_500;
    private static final int SERVERS = 3;
    private static final int HOST = -1;
    private static final int LARGEST = 10_000;
    private static final int MOVERS = 3;
    private static final int KILLS = 20;

    /** Of one block: who owns it, who is charged being the first, and what is in it. */
    private static final class Model {
        final int size;
        int value;
        boolean shared;
        final List<Owner> owners = new ArrayList<>();

        Model(int size) {
            this.size = size;
        }

        /** One more, or in place of the only one. */
        Owner moves(int to) {
            Owner owner = new Owner(to);
            if (!shared) {
                owners.clear();
            }
            owners.add(Math.min(1, owners.size()), owner);
            return owner;
        }
    }

    /** One of the owners of a block, which may have several in one process. */
    private static final class Owner {
        final int who;

        Owner(int who) {
            this.who = who;
        }
    }

    /** A handle of the host. */
    private record Held(Region region, Model model, Owner owner) {}

    private final List<Endpoint<Vault>> endpoints = new ArrayList<>();
    private final List<Vault> byRing = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Run[] servers = new Run[SERVERS];
    private Kernel kernel;
    private long base;
    private long hostBase;

    private final List<Model> models = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();

    /** What each server would give back. */
    private final @Nullable Model[] kept = new Model[SERVERS];

    @BeforeEach
    void serve() throws Exception {
        for (int i = 0; i < SERVERS; i++) {
            Endpoint<Vault> endpoint = Atoll.boot().endpoint("vault" + i, Vault.class);
            endpoints.add(endpoint);
            byRing.add(ByRing.of(Vault.class, () -> endpoint.capability().ring(ByRing.depth())));
            serve(i);
        }
        kernel = servers[0].process.kernel();
        base = kernel.regionBytes();
        hostBase = kernel.hostRegionBytes();
    }

    private void serve(int server) throws Exception {
        servers[server] = Run.with(new Grants().serve("vault", endpoints.get(server)), VaultServer.class);
        servers[server].awaitOut("serving");
    }

    @AfterEach
    void endAll() throws InterruptedException {
        for (Run run : servers) {
            run.process.kill();
            assertEquals(List.of(), run.end().undead());
        }
        for (Held one : held) {
            one.region.close();
        }
        assertEquals(base, kernel.regionBytes());
        assertEquals(hostBase, kernel.hostRegionBytes());
    }

    /** By the gate and by a ring of the thread's own, in turns. */
    private Vault vault(int server) {
        return calls.getAndIncrement() % 2 == 0
                ? endpoints.get(server).capability().gate()
                : byRing.get(server);
    }

    @Test
    void everyByteIsAccountedFor() throws Exception {
        long seed = System.nanoTime();
        System.out.println("RegionModelTest seed " + seed);
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            if (held.isEmpty() || random.nextInt(8) == 0) {
                allocate(random);
            }
            step(random, held.get(random.nextInt(held.size())), random.nextInt(SERVERS));
            check();
        }
    }

    private void allocate(Random random) {
        Model model = new Model(4 + random.nextInt(LARGEST));
        model.value = random.nextInt(1000);
        Region region = Region.allocate(model.size);
        region.putInt(0, model.value);
        models.add(model);
        held.add(new Held(region, model, model.moves(HOST)));
    }

    private void step(Random random, Held one, int server) throws Exception {
        Region region = one.region;
        Model model = one.model;
        assertEquals(model.value, region.getInt(0));
        switch (random.nextInt(40)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> {
                vault(server).put(region);
                sent(one, server);
                kept[server] = model;
            }
            case 8, 9, 10, 11, 12, 13, 14 -> {
                Region back = vault(server).get();
                Model was = kept[server];
                kept[server] = null;
                assertEquals(was == null, back == null);
                if (was != null) {
                    held.add(new Held(back, was, was.moves(HOST)));
                }
            }
            case 15, 16, 17, 18, 19 -> pass(one, server);
            case 20, 21, 22 -> assertEquals(model.value, vault(server).peek(region, ""));
            case 23, 24, 25 -> {
                if (model.shared) {
                    assertThrows(PeerFailed.class, () -> vault(server).lent("store", region));
                } else {
                    assertEquals("stored", vault(server).lent("store", region));
                    model.value = 7;
                }
            }
            case 26, 27, 28 ->
                assertThrows(PeerFailed.class, () -> vault(server).lent("throw", region));
            case 29, 30 -> {
                assertThrows(PeerFailed.class, () -> vault(server).moved("throw", region));
                sent(one, server);
            }
            case 31 -> {
                region.share();
                model.shared = true;
            }
            case 32, 33, 34 -> {
                region.close();
                held.remove(one);
                model.owners.remove(one.owner);
            }
            case 35, 36 -> {
                Vault weak = endpoints.get(server).capability().with(Set.of()).gate();
                assertThrows(Refused.class, () -> weak.guarded(region));
            }
            default -> end(random, one, server);
        }
    }

    private void sent(Held one, int server) {
        one.model.moves(server);
        if (!one.model.shared) {
            held.remove(one);
            assertThrows(IllegalStateException.class, () -> one.region.getInt(0));
        }
    }

    private void pass(Held one, int server) {
        Model model = one.model;
        if (model.shared) {
            // It writes, and that is refused; by then it owns it.
            assertThrows(PeerFailed.class, () -> vault(server).pass(one.region));
            sent(one, server);
        } else {
            Region back = vault(server).pass(one.region);
            model.value++;
            assertFalse(one.region.isUsable());
            held.remove(one);
            held.add(new Held(back, model, model.moves(HOST)));
        }
    }

    /** The server ends, in a call that has moved or lent it something, or between; before the next one nothing crosses. */
    private void end(Random random, Held one, int server) throws Exception {
        int how = random.nextInt(3);
        switch (how) {
            case 0 -> {
                assertThrows(PeerDied.class, () -> vault(server).moved("halt", one.region));
                sent(one, server);
            }
            case 1 -> assertThrows(PeerDied.class, () -> vault(server).lent("halt", one.region));
            default -> servers[server].process.kill();
        }
        servers[server].end();
        assertThrows(PeerDied.class, () -> vault(server).put(held.isEmpty() ? null : held.getFirst().region));
        for (Model model : models) {
            model.owners.removeIf(owner -> owner.who == server);
        }
        kept[server] = null;
        check();
        serve(server);
    }

    private void check() {
        models.removeIf(model -> model.owners.isEmpty());
        long all = 0;
        for (int owner = HOST; owner < SERVERS; owner++) {
            long owned = 0;
            for (Model model : models) {
                owned += model.owners.getFirst().who == owner ? model.size : 0;
            }
            all += owned;
            long charged = owner == HOST
                    ? kernel.hostRegionBytes() - hostBase
                    : servers[owner].process.account().regions();
            assertEquals(owned, charged, "owner " + owner);
        }
        assertEquals(all, kernel.regionBytes() - base);
    }

    @Test
    void killsBetweenManyThreadsLeaveNothing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("RegionModelTest, threads: seed " + seed);
        List<FutureTask<Long>> movers = new ArrayList<>();
        for (int i = 0; i < MOVERS; i++) {
            Random random = new Random(seed + i);
            FutureTask<Long> mover = new FutureTask<>(() -> move(random));
            movers.add(mover);
            Thread.ofPlatform().daemon().start(mover);
        }
        Random random = new Random(seed - 1);
        for (int i = 0; i < KILLS; i++) {
            int server = random.nextInt(SERVERS);
            servers[server].process.kill();
            assertEquals(List.of(), servers[server].end().undead());
            assertEquals(0, servers[server].process.account().regions());
            serve(server);
        }
        over = true;
        for (FutureTask<Long> mover : movers) {
            assertTrue(mover.get() > 0);
        }
        long sum = kernel.hostRegionBytes();
        for (Run run : servers) {
            sum += run.process.account().regions();
        }
        assertEquals(sum, kernel.regionBytes() - base + hostBase);
    }

    private volatile boolean over;

    /** Moves regions about until it is over; a call that fails has moved its region or not. */
    private long move(Random random) {
        long calls = 0;
        @Nullable Region region = null;
        while (!over) {
            Vault vault = vault(random.nextInt(SERVERS));
            if (region == null || !region.isUsable()) {
                region = Region.allocate(1 + random.nextInt(LARGEST) + Integer.BYTES);
            }
            try {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        vault.put(region);
                        region = vault.get();
                    }
                    case 1 -> region = vault.pass(region);
                    case 2 -> vault.sum(region);
                    default -> vault.peek(region, "");
                }
                calls++;
            } catch (CallFailed e) {
                // The server died.
                Thread.onSpinWait();
            }
        }
        if (region != null) {
            region.close();
        }
        return calls;
    }
}
