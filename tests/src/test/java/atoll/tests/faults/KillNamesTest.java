package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.AnyGate;
import atoll.contract.name.NameSpace;
import atoll.contract.name.Place;
import atoll.system.service.LedgerCount;
import atoll.system.service.NameService;
import atoll.system.service.NameView;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server of names and its supervisor are killed at their n-th poll, for each n: who uses names sees a pause, and no more. */
@Tag("faults")
@Timeout(36_000)
class KillNamesTest extends Supervision {
    private static final String NAMES = "names";

    private final AnyGate one = (AnyGate) bank.capability().gate();
    private final AnyGate two = (AnyGate) branch.capability().gate();

    private void works() throws Exception {
        NameService names = new NameService(stage.atoll, services.tree(TREE), PATIENT);
        NameView view = names.space(12);
        services.start();
        NameSpace space = view.space();
        change(space);
        NameSpace copy = space.copy();
        copy.unbind("/svc/bank", one);
        look(space, copy);
        killed(NAMES);
        look(space, copy);
        refused(
                "TAKEN",
                () -> space.bind("/svc/bank", (AnyGate) ledger.capability().gate(), Place.NEW));
        copy.close();
        view.close();
        assertEquals(0, LedgerCount.entries(names) + LedgerCount.gates(names) + LedgerCount.requests(names));
    }

    private interface Deed {
        void run() throws IOException;
    }

    private static void refused(String fault, Deed deed) {
        String text = assertThrows(IOException.class, deed::run).getMessage();
        assertTrue(text.startsWith(fault + ":"), text);
    }

    private void change(NameSpace space) throws IOException {
        space.bind("/svc/bank", one, Place.NEW);
        refused("TAKEN", () -> space.bind("/svc/bank", two, Place.NEW));
        space.bind("/svc/bank", two, Place.BEFORE);
        NameSpace tree = space.empty();
        tree.bind("/x", two, Place.NEW);
        space.mount("/tree", tree, Place.NEW);
        refused("LOOP", () -> tree.mount("/up", space, Place.NEW));
        space.bind("/gone", one, Place.NEW);
        space.unbind("/gone", null);
    }

    private void look(NameSpace space, NameSpace copy) throws IOException {
        assertEquals(two, space.find("/svc/bank"));
        assertEquals(one, space.inUnion("/svc/bank", 1));
        assertEquals(two, copy.find("/svc/bank"));
        refused("NOT_FOUND", () -> copy.inUnion("/svc/bank", 1));
        assertEquals(two, copy.find("/tree/x"));
        assertArrayEquals(new String[] {"svc", "tree"}, space.list("/", "", 10));
        assertEquals("/tree/x", space.covering("/tree/x/y"));
    }

    @Test
    void theServerOfNames() throws Exception {
        walk("server of names", NAMES, 1, 1, this::works);
    }

    @Test
    void twoServersOfNamesInARow() throws Exception {
        walk("two servers of names in a row", NAMES, 1, 2, this::works);
    }

    @Test
    void theSupervisorOfNames() throws Exception {
        walk("supervisor of names", SUPERVISOR, 1, 1, this::works);
    }
}
