package atoll.tests.names;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.name.NameFault;
import atoll.contract.name.NameSpace;
import atoll.contract.name.Place;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.system.service.LedgerCount;
import atoll.system.service.NameView;
import atoll.tests.Wait;
import guest.hostile.NameThief;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Attacks on names. Each row is an attack and what comes of it; unharmed are, after each, the bindings of the others, the
 * server, which is the same process still, and the room of the system: nothing stays of the thief when its view is closed.
 */
@Timeout(120)
class NameAttackTest extends Named {
    private static final int ROOM = 200;

    private final NameView system = names.space(10);
    private final NameView others = names.space(10);
    private NameView thief;
    private Process server;

    @BeforeEach
    void bindWhatIsTheirs() throws Exception {
        system.space().bind("/svc/theirs", gate(1), Place.NEW);
        others.space().bind("/private/secret", gate(2), Place.NEW);
        thief = system.share(ROOM);
        server = services.process("names");
    }

    private Grants grants() {
        return new Grants().use("names", thief.capability()).use("tag", tag(3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            forged | thrown atoll.contract.Refused: an object of guest.hostile.NameThief$Forged is no atoll.contract.AnyGate
            proxy | thrown atoll.contract.Refused
            forgedTree | thrown atoll.contract.Refused
            ledger | thrown atoll.contract.Refused
            book | thrown atoll.contract.Refused: this process finds nothing at /book
            unbind | thrown java.io.IOException: NOT_YOURS
            replace | thrown java.io.IOException: NOT_YOURS
            take | thrown java.io.IOException: TAKEN
            close | thrown atoll.contract.Refused
            private | thrown java.io.IOException: NOT_FOUND
            dots | thrown java.io.IOException: INVALID
            nulls | done INVALIDINVALIDINVALIDINVALIDINVALIDINVALIDINVALID
            million | done 200 NO_ROOM
            copies | done 200 NO_ROOM none
            longPaths | done TOO_LONG TOO_LONG TOO_LONG TOO_LONG
            trees | done NOT_FOUNDNOT_FOUNDLOOP soon
            edge | done called true, overflowed true, then NOT_FOUND
            interrupted | done nonenonenonetrue
            race | done NOT_FOUND
            """)
    void comesToNothing(String attack, String outcome) throws Exception {
        String told = new Guest(grants(), NameThief.class, attack).end();
        assertFalse(told.contains("ESCAPED"), told);
        assertTrue(told.startsWith("main: " + outcome), told);
        unharmed();
        assertEquals(server, services.process("names"));
    }

    private void unharmed() throws Exception {
        assertEquals(1, number(system.space().find("/svc/theirs")));
        assertEquals(2, number(others.space().find("/private/secret")));
        assertArrayEquals(new String[] {"theirs"}, system.space().list("/svc", "", 10));
        thief.close();
        assertArrayEquals(new String[] {"svc"}, system.space().list("/", "", 10));
        system.close();
        others.close();
        assertEquals(0, LedgerCount.entries(names));
        assertEquals(0, LedgerCount.gates(names));
        assertEquals(0, LedgerCount.requests(names));
    }

    @Test
    void whoIsKilledInAChangeLeavesItDoneOrNotDone() throws Exception {
        for (int i = 0; i < 20; i++) {
            Guest guest = new Guest(grants(), NameThief.class, "forever");
            NameSpace space = system.space();
            long deadline = System.nanoTime() + 1_000_000L * (i % 7);
            boolean awaited = i % 2 == 0;
            Wait.until(
                    () -> System.nanoTime() - deadline >= 0
                            && (!awaited || outcome(() -> space.find("/forever")) == null),
                    () -> "it does not bind: " + guest.out());
            guest.process.kill();
            assertEquals(List.of(), guest.process.waitFor().undead());
            // Its next process finds what the last one left, and can take it away.
            outcome(() -> thief.space().unbind("/forever", null));
            refused(NameFault.NOT_FOUND, () -> space.find("/forever"));
        }
        unharmed();
        assertEquals(server, services.process("names"));
    }
}
