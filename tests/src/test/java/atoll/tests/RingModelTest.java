package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Busy;
import atoll.contract.Completion;
import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.contract.Refused;
import atoll.contract.Revoked;
import atoll.contract.Ring;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import guest.Probe;
import guest.ProbeServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Rings beside a model of what they promise, step by step at random: which calls are accepted, how many are under way, that
 * each completes once, with what, and in order as long as its server lives. Servers are taken over by others, killed and
 * missed; the capability is revoked at last.
 */
@Timeout(180)
class RingModelTest {
    private static final int RUNS = 60;
    private static final int STEPS = 400;

    private final Endpoint<Probe> endpoint = Atoll.boot().endpoint("probe", Probe.class);

    /** What a call must give: its sum, its raised byte, or the class of what a server throws. */
    private record Expected(long ticket, int value, boolean fails) {}

    /** Of one ring. */
    private static final class Model {
        final Deque<Expected> gathered = new ArrayDeque<>();
        final List<Expected> sent = new ArrayList<>();
        long next;

        /** A server died or was taken over from: calls may end in its death. */
        boolean disturbed;
    }

    @Test
    void aRingDoesWhatTheModelSays() throws Exception {
        long seed = System.nanoTime();
        System.out.println("RingModelTest seed " + seed);
        for (int i = 0; i < RUNS; i++) {
            run(new Random(seed + i));
        }
    }

    private void run(Random random) throws Exception {
        Capability<Probe> capability = endpoint.capability();
        int depth = 1 + random.nextInt(20);
        Ring<Probe> ring = capability.with(Set.of()).ring(depth);
        Model model = new Model();
        Run server = serve(null);
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4, 5, 6 -> call(ring, model, depth, random);
                case 7, 8, 9, 10 -> submit(ring, model);
                case 11, 12, 13, 14, 15 -> take(ring, model);
                case 16, 17 -> drain(ring, model, random);
                case 18 -> assertThrows(Refused.class, () -> ring.calls().write("x"));
                default -> {
                    int what = random.nextInt(20);
                    model.disturbed |= what < 2;
                    if (what == 0) {
                        server = serve(server);
                    } else if (what == 1) {
                        server.process.kill();
                    }
                }
            }
            assertEquals(model.sent.size(), ring.underWay());
            assertEquals(model.next - 1, ring.ticket());
        }
        capability.revoke();
        submit(ring, model);
        while (!model.sent.isEmpty()) {
            Completion last = ring.take();
            Expected expected = took(model, last);
            if (!(last.failure() instanceof Revoked)) {
                check(model, expected, last);
            }
        }
        assertThrows(IllegalStateException.class, ring::take);
        server.process.kill();
        assertEquals(List.of(), server.end().undead());
    }

    /** The next server: takes over from the last, and then that is killed, or it is killed first. */
    private Run serve(Run last) throws Exception {
        Run next = Run.with(new Grants().property("probe.me", "server").serve("probe", endpoint), ProbeServer.class);
        next.awaitOut("serving");
        if (last != null) {
            last.process.kill();
            assertEquals(List.of(), last.end().undead());
        }
        return next;
    }

    private static void call(Ring<Probe> ring, Model model, int depth, Random random) {
        int value = random.nextInt(50);
        int kind = random.nextInt(3);
        Runnable call = switch (kind) {
            case 0 -> () -> ring.calls().add(value, 1);
            case 1 -> () -> ring.calls().raise(new byte[] {(byte) value, 0});
            default -> () -> ring.calls().act("throw");
        };
        if (model.gathered.size() + model.sent.size() == depth) {
            assertThrows(Busy.class, call::run);
        } else {
            call.run();
            model.gathered.add(new Expected(model.next++, value + 1, kind == 2));
        }
    }

    private static void submit(Ring<Probe> ring, Model model) {
        assertEquals(model.gathered.size(), ring.submit());
        model.sent.addAll(model.gathered);
        model.gathered.clear();
    }

    private static void take(Ring<Probe> ring, Model model) throws Exception {
        if (model.sent.isEmpty()) {
            assertThrows(IllegalStateException.class, ring::take);
        } else {
            Completion next = ring.take();
            check(model, took(model, next), next);
        }
    }

    private static void drain(Ring<Probe> ring, Model model, Random random) {
        Completion[] into = new Completion[random.nextInt(8)];
        int count = ring.drain(into);
        for (int i = 0; i < count; i++) {
            check(model, took(model, into[i]), into[i]);
        }
    }

    /** Only one that lost its server may be overtaken. */
    private static Expected took(Model model, Completion completion) {
        for (int i = 0; i < model.sent.size(); i++) {
            if (model.sent.get(i).ticket() == completion.ticket()) {
                assertTrue(
                        i == 0 || completion.failure() instanceof PeerDied,
                        completion + " overtook " + model.sent.getFirst());
                return model.sent.remove(i);
            }
        }
        throw new AssertionError(completion + " is none of " + model.sent);
    }

    private static void check(Model model, Expected expected, Completion completion) {
        Exception failure = completion.failure();
        if (failure instanceof PeerDied) {
            assertTrue(model.disturbed, completion.toString());
            return;
        }
        if (expected.fails()) {
            assertTrue(failure instanceof PeerFailed, completion.toString());
        } else {
            Object value = completion.value();
            int number = value instanceof byte[] bytes ? bytes[0] : (Integer) value;
            assertEquals(expected.value(), number);
        }
    }
}
