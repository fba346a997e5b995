package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.PeerDied;
import atoll.contract.process.Strategy;
import atoll.contract.process.Tree;
import atoll.contract.process.Verdict;
import atoll.kernel.Process;
import guest.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The supervisor itself is a process, and is killed like one. */
@Timeout(120)
class SupervisorKilledTest extends Supervised {
    @Test
    void aDeathThatTheSupervisorSlowlyMissedIsToldToTheNext() throws Exception {
        services.add(worker("a", "serve")).start();
        assertEquals(3, work("a").add(1, 2));
        Process supervisor = services.supervisor();
        supervisor.pause();
        kill("a");
        supervisor.kill();
        assertEquals(List.of(), supervisor.waitFor().undead());
        assertEquals(3, work("a").add(1, 2));
        assertEquals(2, child("a").starts());
        assertEquals("supervisor", report(Verdict.RESTART, 0).child());
    }

    @Test
    void theSupervisorIsKilledAgainAndAgainUnderLoadAndSoAreItsChildren() throws Exception {
        services.tree(new Tree(Strategy.ONE_FOR_ONE, -1, 1, 0, 1, 4, 10));
        List<String> names = List.of("a", "b", "c");
        for (String name : names) {
            services.add(worker(name, "serve"));
        }
        services.start();
        List<FutureTask<Integer>> clients = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        for (String name : names) {
            clients.add(client(work(name), over));
        }
        List<Process> dead = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String name = names.get(i % names.size());
            assertEquals(3, work(name).add(1, 2));
            Process supervisor = services.supervisor();
            Process server = services.process(name);
            if (i % 2 == 0) {
                supervisor.kill();
            }
            if (server != null) {
                server.kill();
                dead.add(server);
            }
            if (i % 2 == 1) {
                supervisor.kill();
            }
            assertEquals(List.of(), supervisor.waitFor().undead());
            dead.add(supervisor);
        }
        for (String name : names) {
            assertEquals(3, work(name).add(1, 2));
        }
        over.set(true);
        for (FutureTask<Integer> client : clients) {
            assertTrue(client.get() > 0);
        }
        Wait.collected(dead);
        assertFalse(services.done().isDone());
    }

    /** Calls until all is over; returns how often. */
    private FutureTask<Integer> client(Work work, AtomicBoolean over) {
        FutureTask<Integer> client = new FutureTask<>(() -> {
            int calls = 0;
            while (!over.get()) {
                int n = calls++;
                try {
                    assertEquals(n + 1, work.add(n, 1));
                } catch (PeerDied e) {
                    // It was in three servers, one after the other, that were killed.
                }
            }
            return calls;
        });
        new Thread(client).start();
        return client;
    }
}
