package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Completion;
import atoll.contract.PeerDied;
import atoll.contract.Ring;
import atoll.kernel.Process;
import guest.faults.Bank;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers are killed at intervals while they are called; each answer is looked at, each byte. */
@Tag("faults")
@Timeout(36_000)
class StormTest extends Supervision {
    private static final long SECONDS = Long.getLong("atoll.faults.seconds", 2);
    private static final long SEED = Long.getLong("atoll.faults.seed", System.nanoTime());
    private static final int BYTES = 1_000;

    private volatile boolean over;

    @Test
    void aServerThatIsKilledEverySecond() throws Exception {
        storm(Duration.ofSeconds(1), false);
    }

    @Test
    void aServerThatIsKilledTenTimesASecond() throws Exception {
        storm(Duration.ofMillis(100), false);
    }

    @Test
    void allServersAndTheirSupervisorKilledTenTimesASecond() throws Exception {
        storm(Duration.ofMillis(100), true);
    }

    private void storm(Duration every, boolean all) throws Exception {
        trap("nobody", 0, 0, 0);
        services.tree(TREE).add(bankService()).add(branchService()).start();
        List<FutureTask<Long>> clients = new ArrayList<>();
        clients.add(new FutureTask<>(this::mover));
        clients.add(new FutureTask<>(() -> raiser(new Random(SEED))));
        clients.add(new FutureTask<>(() -> ring(new Random(SEED + 1))));
        clients.forEach(client -> new Thread(client).start());
        int kills = 0;
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS) + every.toNanos() / 2;
        while (System.nanoTime() - until < 0) {
            Thread.sleep(every);
            Process victim = all && kills % 3 == 1
                    ? services.supervisor()
                    : services.process(all && kills % 3 == 2 ? "branch" : "bank");
            if (victim != null) {
                victim.kill();
                kills++;
            }
        }
        over = true;
        StringBuilder answers = new StringBuilder();
        for (FutureTask<Long> client : clients) {
            long count = client.get();
            assertTrue(count > 0);
            answers.append(' ').append(count);
        }
        System.out.println("faults: storm every " + every.toMillis() + " ms: " + kills + " kills, answers" + answers
                + ", seed " + SEED);
        assertTrue(kills > 0);
        recovers();
        endRun();
    }

    /** The only one who moves: it knows what the books must say. */
    private long mover() {
        long calls = 0;
        while (!over) {
            move(bank.capability(), 1);
            calls++;
        }
        return calls;
    }

    private long raiser(Random random) {
        Bank gate = bank.capability().gate();
        long calls = 0;
        while (!over) {
            byte[] sent = new byte[1 + random.nextInt(BYTES)];
            random.nextBytes(sent);
            try {
                assertArrayEquals(raised(sent), gate.raised(sent));
                calls++;
            } catch (PeerDied e) {
                assertTrue(e.getMessage().contains("died in"), e.getMessage());
            }
        }
        return calls;
    }

    private static byte[] raised(byte[] sent) {
        byte[] raised = sent.clone();
        for (int i = 0; i < raised.length; i++) {
            raised[i]++;
        }
        return raised;
    }

    private long ring(Random random) throws InterruptedException {
        long calls = 0;
        List<byte[]> sent = new ArrayList<>();
        try (Ring<Bank> ring = bank.capability().ring(16)) {
            while (!over || ring.underWay() > 0) {
                while (!over && ring.underWay() < ring.depth()) {
                    byte[] bytes = new byte[1 + random.nextInt(BYTES)];
                    random.nextBytes(bytes);
                    ring.calls().raised(bytes);
                    assertEquals(sent.size(), ring.ticket());
                    sent.add(bytes);
                    ring.submit();
                }
                if (ring.underWay() > 0) {
                    Completion completion = ring.take();
                    byte[] was = sent.set((int) completion.ticket(), null);
                    if (!(completion.failure() instanceof PeerDied)) {
                        assertArrayEquals(raised(was), (byte[]) completion.value());
                        calls++;
                    }
                }
            }
        }
        return calls;
    }
}
