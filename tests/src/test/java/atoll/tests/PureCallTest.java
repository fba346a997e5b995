package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.contract.Refused;
import atoll.contract.Revoked;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import guest.Meter;
import guest.MeterServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that only read are called without entering; nobody can tell it from a call of any other method. */
@Timeout(60)
class PureCallTest {
    private static final int LIVES = 20;

    /** Enough for the gate to be compiled. */
    private static final int HOT = 50_000;

    private final Endpoint<Meter> endpoint = Atoll.boot().endpoint("meter", Meter.class);
    private final Meter meter = endpoint.capability().gate();
    private final List<Guest> guests = new ArrayList<>();

    private Guest server(String how) throws IOException, InterruptedException {
        Grants grants = new Grants().property("probe.me", "server").serve("meter", endpoint);
        Guest server = Guest.start(Atoll.boot(), how, MeterServer.class, grants, how);
        guests.add(server);
        server.awaitOut("serving");
        return server;
    }

    @AfterEach
    void endAll() throws InterruptedException {
        for (Guest guest : guests) {
            guest.kill();
        }
    }

    @Test
    void answersAreThoseOfAnyCall() throws Exception {
        server("honest");
        for (int i = 0; i < HOT; i++) {
            assertEquals(7 + i, meter.reading());
            meter.set(8 + i);
            assertEquals("server", meter.who());
        }
        assertEquals(2, meter.at(1));
        assertEquals("one", meter.label(1));
        assertEquals("many", meter.label(3));
    }

    @Test
    void failuresAreThoseOfAnyCall() throws Exception {
        server("honest");
        for (int i = 0; i < LIVES; i++) {
            PeerFailed divided = assertThrows(PeerFailed.class, () -> meter.divided(0));
            assertEquals("java.lang.ArithmeticException / by zero", divided.thrown() + " " + divided.getMessage());
            PeerFailed outside = assertThrows(PeerFailed.class, () -> meter.at(3));
            assertEquals("Index 3 out of bounds for length 3", outside.getMessage());
            assertEquals(7, meter.divided(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "late", "superclass", "hidden"})
    void whatIsNotThatClassIsNotBelieved(String how) throws Exception {
        server(how);
        for (int i = 0; i < LIVES; i++) {
            assertEquals("server", meter.who());
            assertEquals(7, meter.reading());
        }
    }

    @Test
    void aKilledServerDoesNotAnswer() throws Exception {
        for (int i = 0; i < LIVES; i++) {
            Guest server = server("honest");
            assertEquals(7, meter.reading());
            server.process.kill();
            assertThrows(PeerDied.class, () -> {
                while (true) {
                    meter.reading();
                }
            });
            assertThrows(PeerDied.class, meter::reading);
        }
    }

    @Test
    void whoReadsAllTheTimeMeetsTheNextServer() throws Exception {
        endpoint.patience(Duration.ofSeconds(30));
        FutureTask<Integer> reads = new FutureTask<>(() -> {
            int seen = 0;
            while (seen < LIVES) {
                // Only a server that lives was set to that.
                seen = Math.max(seen, meter.reading() - 1_000);
            }
            return seen;
        });
        Thread.ofPlatform().start(reads);
        for (int i = 1; i <= LIVES; i++) {
            Guest server = server("honest");
            meter.set(1_000 + i);
            assertEquals(1_000 + i, meter.reading());
            if (i < LIVES) {
                server.kill();
            }
        }
        assertEquals(LIVES, reads.get());
    }

    @Test
    void aSuspendedServerIsWaitedFor() throws Exception {
        endpoint.patience(Duration.ofSeconds(30));
        server("honest");
        assertEquals(7, meter.reading());
        endpoint.suspend();
        FutureTask<Integer> read = new FutureTask<>(meter::reading);
        Thread reader = Thread.ofPlatform().start(read);
        Wait.until(() -> reader.getState() == Thread.State.TIMED_WAITING, () -> "is " + reader.getState());
        endpoint.resume();
        assertEquals(7, read.get());
        assertEquals(7, meter.reading());
    }

    @Test
    void rightsAreAskedForFirst() throws Exception {
        server("honest");
        Capability<Meter> less = endpoint.capability().with(Set.of());
        assertEquals(7, less.gate().reading());
        assertThrows(Refused.class, () -> less.gate().secret());
        assertEquals(42, meter.secret());
        less.revoke();
        assertThrows(Revoked.class, () -> less.gate().reading());
        assertEquals(7, meter.reading());
    }

    @Test
    void deadlinesAndBadgesChangeNothing() throws Exception {
        server("honest");
        Capability<Meter> whole = endpoint.capability();
        for (Capability<Meter> one : List.of(whole.within(Duration.ofSeconds(30)), whole.badged(7))) {
            assertEquals(7, one.gate().reading());
            assertEquals("server", one.gate().who());
            assertThrows(PeerFailed.class, () -> one.gate().divided(0));
        }
    }
}
