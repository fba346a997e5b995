package atoll.tests.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import atoll.contract.AnyGate;
import atoll.contract.name.NameFault;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import atoll.system.Atoll;
import atoll.system.service.NameService;
import atoll.system.service.Services;
import atoll.tests.Deaths;
import atoll.tests.Kills;
import atoll.tests.Wait;
import guest.Tag;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server of names that a supervisor keeps running, and gates to be bound; at the end of each test nothing of them is left. */
abstract class Named {
    private static final long MOST_LIFE_MILLIS = 40;

    final Atoll atoll = Atoll.boot();
    final Services services = new Services(atoll);
    final NameService names = new NameService(atoll, services, Duration.ofSeconds(Wait.SECONDS));

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

    Process kill(String name) throws InterruptedException {
        return Deaths.kill(services, name);
    }

    Kills kills(String name, int times, Random random) {
        return Kills.of(services, name, times, random, MOST_LIFE_MILLIS);
    }

    @AfterEach
    void endAll() throws Exception {
        services.close();
        Deaths.awaitNone(atoll, name -> name.equals("names") || name.equals("supervisor"));
    }
}
