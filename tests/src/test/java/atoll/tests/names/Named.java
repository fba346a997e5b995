package atoll.tests.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.AnyGate;
import atoll.contract.name.NameFault;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import atoll.system.Atoll;
import atoll.system.service.NameService;
import atoll.system.service.Services;
import guest.Tag;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server of names that a supervisor keeps running, and gates to be bound; at the end of each test nothing of them is left. */
abstract class Named {
    static final long AWAIT_SECONDS = 60;
    private static final long MOST_LIFE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    final Atoll atoll = Atoll.boot();
    final Services services = new Services(atoll);
    final NameService names = new NameService(atoll, services, Duration.ofSeconds(AWAIT_SECONDS));

    private final Map<Integer, Capability<Tag>> tags = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        services.start();
    }

    /** An endpoint of the host that says that number; always the same. */
    Capability<Tag> tag(int number) {
        return tags.computeIfAbsent(number, n -> {
            Endpoint<Tag> endpoint = atoll.endpoint("tag " + n, Tag.class);
            endpoint.serve(() -> n);
            return endpoint.capability();
        });
    }

    AnyGate gate(int number) {
        return (AnyGate) tag(number).gate();
    }

    static int number(AnyGate found) {
        return ((Tag) found).number();
    }

    interface Deed {
        void run() throws IOException;
    }

    /** The error that it ends in; null when it ends well. */
    static NameFault outcome(Deed deed) {
        try {
            deed.run();
            return null;
        } catch (IOException e) {
            NameFault said = NameFault.in(e);
            assertNotNull(said, e::toString);
            return said;
        }
    }

    static void refused(NameFault fault, Deed deed) {
        assertEquals(fault, outcome(deed));
    }

    /** Kills it as anybody can who sees it in the process table. */
    Process kill(String name) throws InterruptedException {
        Process process = services.process(name);
        assertNotNull(process);
        process.kill();
        assertEquals(List.of(), process.waitFor().undead());
        return process;
    }

    /** Kills its processes one after the other, each at a moment of its life that only {@code random} knows. */
    Thread kills(String name, int times, Random random) {
        Thread killer = new Thread(() -> {
            int last = 0;
            for (int i = 0; i < times; ) {
                Process process = services.process(name);
                if (process == null || process.id() == last || process.death().isDone()) {
                    Thread.onSpinWait();
                    continue;
                }
                LockSupport.parkNanos(random.nextLong(MOST_LIFE_NANOS));
                last = process.id();
                process.kill();
                process.death().join();
                i++;
            }
        });
        killer.start();
        return killer;
    }

    @AfterEach
    void endAll() throws Exception {
        services.close();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(AWAIT_SECONDS);
        while (!ours().isEmpty()) {
            assertTrue(System.nanoTime() < deadline, () -> "still there: " + ours());
            Thread.sleep(1);
        }
    }

    private List<String> ours() {
        List<String> names = new ArrayList<>();
        for (Process process : atoll.processes().all()) {
            if (process.name().equals("names") || process.name().equals("supervisor")) {
                names.add(process.id() + " " + process.name() + " " + process.state());
            }
        }
        return names;
    }
}
