package atoll.system.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.AnyGate;
import atoll.contract.name.NameEntry;
import atoll.contract.name.NameEntry.Binding;
import atoll.contract.name.NameSpace;
import atoll.contract.name.Place;
import atoll.kernel.Preload;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import guest.Tag;
import guest.faults.NameLiar;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the system's side of names holds against a server that is late, out of date, or lies. */
@Timeout(180)
class LedgerTest {
    private static final long[] NONE = {};

    private final Atoll atoll = Atoll.boot();
    private final Ledger ledger = new Ledger();

    private AnyGate gate(int number) {
        var endpoint = atoll.endpoint("tag " + number, Tag.class);
        endpoint.serve(() -> number);
        return (AnyGate) endpoint.capability().gate();
    }

    private boolean put(long taken, Ledger.Request request, Binding... bindings) {
        return ledger.change(taken, request.number(), bindings, NONE);
    }

    @Test
    void aRequestIsDoneOnceAndNotAfterItsEnd() {
        long taken = ledger.take();
        Ledger.Request first = ledger.begin(gate(1));
        Ledger.Request second = ledger.begin(gate(2));
        assertTrue(put(taken, first, new Binding(100, 1, 1, "/a", 0, first.what(), 0)));
        assertFalse(put(taken, first, new Binding(101, 1, 1, "/b", 0, first.what(), 0)));
        assertArrayEquals(new long[] {first.number()}, ledger.done(taken));
        assertTrue(ledger.end(first));
        assertFalse(ledger.end(first));
        assertArrayEquals(NONE, ledger.done(taken));
        assertFalse(ledger.end(second));
        assertFalse(put(taken, second, new Binding(102, 1, 1, "/c", 0, second.what(), 0)));
        assertEquals(1, ledger.size());
        assertEquals(1, ledger.gates());
        Ledger.Request third = ledger.begin(null);
        assertTrue(ledger.change(taken, third.number(), new NameEntry[0], new long[] {100, 7}));
        assertTrue(ledger.end(third));
        assertEquals(0, ledger.size() + ledger.gates() + ledger.underWay());
    }

    @Test
    void aServerBeforeTheLastWritesNothing() {
        long old = ledger.take();
        Ledger.Request request = ledger.begin(gate(1));
        long taken = ledger.take();
        Binding binding = new Binding(100, 1, 1, "/a", 0, request.what(), 0);
        assertThrows(IllegalStateException.class, () -> put(old, request, binding));
        assertThrows(IllegalStateException.class, () -> ledger.entries(old, 0, 1));
        assertThrows(IllegalStateException.class, () -> ledger.done(old));
        assertTrue(put(taken, request, binding));
        assertEquals(1, ledger.entries(taken, 0, 10).length);
    }

    @Test
    void whatIsNotToBePutIsNotPutInPart() {
        long taken = ledger.take();
        Ledger.Request request = ledger.begin(gate(1));
        Binding good = new Binding(100, 1, 1, "/a", 0, request.what(), 0);
        Binding ofNoGate = new Binding(101, 1, 1, "/b", 0, 12_345, 0);
        assertThrows(IllegalArgumentException.class, () -> put(taken, request, good, ofNoGate));
        assertEquals(0, ledger.size());
        assertTrue(put(taken, request, good));
        Ledger.Request next = ledger.begin(null);
        assertThrows(IllegalArgumentException.class, () -> put(taken, next, good));
        assertEquals(1, ledger.size());
    }

    @Test
    void onlyAChainThatHoldsLeadsToAGate() throws IOException {
        long taken = ledger.take();
        AnyGate one = gate(1);
        Ledger.Request leaf = ledger.begin(one);
        Ledger.Request tree = ledger.begin(gate(2));
        assertTrue(put(taken, leaf, new Binding(100, 2, 9, "/x/y", 0, leaf.what(), 0)));
        ledger.add(new NameEntry.View(50, 2, 0, 50, 1));
        assertTrue(put(taken, tree, new Binding(101, 1, 9, "/t", 0, tree.what(), 50)));
        assertEquals(one, ledger.reach(2, "/x/y", new long[] {100}));
        assertEquals(one, ledger.reach(1, "/t/x/y", new long[] {101, 100}));
        // Another space, another path, more, less, the wrong way round, nothing, what is not there.
        assertNull(ledger.reach(1, "/x/y", new long[] {100}));
        assertNull(ledger.reach(2, "/x", new long[] {100}));
        assertNull(ledger.reach(2, "/x/y/z", new long[] {100}));
        assertNull(ledger.reach(2, "/x/yy", new long[] {100}));
        assertNull(ledger.reach(1, "/tx/y", new long[] {101, 100}));
        assertNull(ledger.reach(1, "/t/t/x/y", new long[] {101, 100}));
        assertNull(ledger.reach(1, "/t/x/y", new long[] {101}));
        assertNull(ledger.reach(1, "/t/x/y", new long[] {100, 101}));
        assertNull(ledger.reach(2, "/x/y", new long[] {100, 100}));
        assertNull(ledger.reach(2, "/x/y", NONE));
        assertNull(ledger.reach(2, "/x/y", new long[] {102}));
    }

    private NameService liar(Services services, String how, Duration patience) {
        Program program =
                new Program("names", List.of(Preload.place(NameLiar.class)), NameLiar.class.getName(), List.of(how));
        return new NameService(atoll, services, patience, program);
    }

    @Test
    void aServerThatLiesGivesNobodyWhatIsNotBoundThere() throws Exception {
        try (Services services = new Services(atoll)) {
            NameService names = liar(services, "lie", Duration.ofSeconds(30));
            services.start();
            NameSpace theirs = names.space(10).space();
            NameSpace mine = names.space(10).space();
            AnyGate secret = gate(1);
            theirs.bind("/secret", secret, Place.NEW);
            mine.bind("/all", gate(2), Place.NEW);
            mine.mount("/both", mine.empty(), Place.NEW);
            for (String path : List.of("/all/0", "/all/1", "/all/2", "/all/3", "/both/0/0", "/both/1/0", "/both/2/0")) {
                String told =
                        assertThrows(IOException.class, () -> mine.find(path)).getMessage();
                assertTrue(told.startsWith("UNAVAILABLE: the server of names finds what is not there"), told);
            }
            // What is said to be done and is not in the ledger is not there.
            theirs.unbind("/secret", null);
            assertEquals(3, LedgerCount.gates(names));
        }
    }

    @Test
    void whatIsWrittenWhenNobodyWaitsIsNotWritten() throws Exception {
        try (Services services = new Services(atoll)) {
            NameService names = liar(services, "late", Duration.ofMillis(500));
            services.start();
            NameSpace space = names.space(10).space();
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!says(space, "none")) {
                assertTrue(System.nanoTime() < deadline);
            }
            String told = assertThrows(IOException.class, () -> space.bind("/late", gate(1), Place.NEW))
                    .getMessage();
            assertTrue(told.startsWith("UNAVAILABLE: nothing was done"), told);
            while (!says(space, "false")) {
                assertTrue(System.nanoTime() < deadline);
                Thread.sleep(1);
            }
            assertEquals(0, LedgerCount.gates(names));
            assertEquals(1, LedgerCount.entries(names));
        }
    }

    private static boolean says(NameSpace space, String what) {
        try {
            return space.covering("/").equals(what);
        } catch (IOException e) {
            return false;
        }
    }
}
