package atoll.system.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.boundary.Agent;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import atoll.tests.Guest;
import atoll.tests.Wait;
import com.sun.management.HotSpotDiagnosticMXBean;
import guest.Keeper;
import guest.up.Hail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.SoftReference;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is measured of the heap of this JVM, in which processes keep what is known. */
@Timeout(180)
class MemoryMeterTest {
    private static final long MB = 1 << 20;

    @TempDir
    Path folder;

    private final Atoll atoll = Atoll.boot();
    private final Endpoint<Hail> hail = atoll.endpoint("hail", Hail.class);
    private final List<Guest> guests = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Guest guest : guests) {
            guest.kill();
        }
    }

    private Guest keeps(String where, int megabytes, Grants grants) throws Exception {
        Guest guest = Guest.start(atoll, where, Keeper.class, grants, where, Integer.toString(megabytes));
        guests.add(guest);
        guest.awaitOut("kept");
        return guest;
    }

    private MemoryMeter meter() {
        return new MemoryMeter(() -> atoll.processes().all(), () -> folder);
    }

    private Measurement measure() throws Exception {
        return meter().measure().get(Wait.SECONDS, TimeUnit.SECONDS);
    }

    private static void assertHolds(long megabytes, Guest guest, Held held) {
        long bytes = held.processes().get(guest.process.id());
        assertTrue(bytes >= megabytes * MB && bytes < (megabytes + 1) * MB, guest.process.name() + ": " + bytes);
    }

    private List<Path> left() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatEachKeepsIsItsOwn() throws Exception {
        Guest inStatic = keeps("static", 40, new Grants());
        Guest inLocal = keeps("local", 10, new Grants());
        Guest inVirtual = keeps("virtual", 12, new Grants());
        Guest inThread = keeps("thread-local", 5, new Grants());
        Held held = measure().held();
        assertHolds(40, inStatic, held);
        assertHolds(10, inLocal, held);
        assertHolds(12, inVirtual, held);
        assertHolds(5, inThread, held);
        assertEquals(List.of(), left());
    }

    @Test
    void whatTwoHaveIsShared() throws Exception {
        Guest server = keeps("server", 8, new Grants().serve("hail", hail));
        Held alone = measure().held();
        assertHolds(8, server, alone);
        Guest takes = keeps("takes", 0, new Grants().use("hail", hail.capability()));
        Held both = measure().held();
        assertHolds(0, server, both);
        assertHolds(0, takes, both);
        long more = both.shared() - alone.shared();
        assertTrue(more >= 8 * MB && more < 9 * MB, more + " bytes more are shared");
    }

    @Test
    void whatAMethodKeepsIsItsProcesssWhoeverCalls() throws Exception {
        Guest server = keeps("server", 8, new Grants().serve("hail", hail));
        int before = server.out().length();
        Guest calls = keeps("calls", 0, new Grants().use("hail", hail.capability()));
        Wait.until(() -> server.out().length() > before, server::out);
        Held held = measure().held();
        assertHolds(16, server, held);
        assertHolds(0, calls, held);
    }

    @Test
    void whoIsDeadHoldsNothing() throws Exception {
        Guest lives = keeps("local", 10, new Grants());
        Guest dies = keeps("static", 40, new Grants());
        Measurement before = measure();
        assertHolds(40, dies, before.held());
        assertEquals(dies.process.name(), before.names().get(dies.process.id()));
        dies.kill();
        Wait.collected(dies.process);
        Measurement after = measure();
        assertFalse(after.held().processes().containsKey(dies.process.id()));
        assertFalse(after.names().containsKey(dies.process.id()));
        assertHolds(10, lives, after.held());
        assertTrue(after.held().total() < before.held().total() - 39 * MB, before + " then " + after);
    }

    @Test
    void allOfTheHeapIsSomebodys() throws Exception {
        Guest keeps = keeps("static", 3, new Grants());
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        Layout layout = Layout.of(machine);
        int pid = keeps.process.id();
        try (FileChannel dump = DumpFolder.in(folder).dump(machine);
                DumpFile file = new DumpFile(dump)) {
            assertEquals(List.of(), left(), "it has no name");
            Held held = MemoryMeter.read(dump, layout, Long.MAX_VALUE, Map.of(pid, "keeps"));
            assertEquals(List.of(pid), List.copyOf(held.processes().keySet()));
            Heap heap = new Heap(file, new Words(file, Long.MAX_VALUE), layout, Long.MAX_VALUE);
            long sum = 0;
            for (int i = 0; i < heap.size(); i++) {
                sum += heap.size(i);
            }
            assertEquals(sum, held.total());
            assertEquals(heap.size(), held.objects());
            assertEquals(size(new SoftReference<>(this)), heap.boot(Words.SOFT).size(heap));
            // With what the JVM alone knows of.
            long hidden = size(new Thread()) - heap.boot(Words.THREAD).size(heap);
            assertTrue(hidden >= 0 && hidden <= 16, hidden + " bytes of a thread are not in the dump");
            assertEquals(size(new ThreadGroup("t")), heap.boot(Words.GROUP).size(heap));
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(size(new byte[i]), layout.array(i, 1));
            assertEquals(size(new int[i]), layout.array(i, 4));
            assertEquals(size(new long[i]), layout.array(i, 8));
            assertEquals(size(new Object[i]), layout.array(i, layout.reference()));
        }
    }

    private static long size(Object object) {
        return Agent.take().getObjectSize(object);
    }

    /** One in the middle, or just before, does for all who ask. */
    @Test
    void oneAtATime() throws Exception {
        MemoryMeter meter = meter();
        CompletableFuture<Measurement> first = meter.measure();
        CompletableFuture<Measurement> second = meter.measure();
        Measurement measured = first.get(Wait.SECONDS, TimeUnit.SECONDS);
        assertSame(measured, second.get(Wait.SECONDS, TimeUnit.SECONDS));
        assertSame(measured, meter.last());
        assertNotSame(measured, measure());
        // Who gives up takes nothing from the others.
        MemoryMeter other = meter();
        other.measure().cancel(true);
        other.measure().get(Wait.SECONDS, TimeUnit.SECONDS);
    }

    /** The JVM is halted then. */
    @Test
    void whenASystemEndsThereIsNoDump() throws Exception {
        MemoryMeter meter = meter();
        CompletableFuture<Measurement> last = meter.measure();
        Wait.until(() -> !left().isEmpty() || last.isDone(), () -> "nothing is measured");
        meter.close();
        assertEquals(List.of(), left());
        last.get(Wait.SECONDS, TimeUnit.SECONDS);
        MemoryMeter closed = meter();
        closed.close();
        ExecutionException failed =
                assertThrows(ExecutionException.class, () -> closed.measure().get(Wait.SECONDS, TimeUnit.SECONDS));
        assertEquals("the system has ended", failed.getCause().getMessage());
    }

    @Test
    void aFailureIsSaidAndLeavesNothing() throws Exception {
        Path ours = Files.createDirectory(
                folder.resolve("memory-" + ProcessHandle.current().pid() + "-x"));
        Path dead = Files.createDirectory(folder.resolve("memory-" + Long.MAX_VALUE + "-x"));
        Files.writeString(dead.resolve("heap.hprof"), "secrets");
        // One that had the number of this JVM, which begins later.
        Path before = Files.createDirectory(
                folder.resolve("memory-" + ProcessHandle.current().pid() + "-1-x"));
        Files.writeString(before.resolve("heap.hprof"), "secrets");
        // What cannot be deleted is in nobody's way.
        Path odd = Files.createDirectories(folder.resolve("memory-" + (Long.MAX_VALUE - 1) + "-x/sub/sub"));
        MemoryMeter meter = new MemoryMeter(() -> atoll.processes().all(), () -> folder, () -> 1_000_000);
        ExecutionException failed =
                assertThrows(ExecutionException.class, () -> meter.measure().get(Wait.SECONDS, TimeUnit.SECONDS));
        BadDump why = assertInstanceOf(BadDump.class, failed.getCause());
        assertTrue(why.getMessage().contains("no room") || why.getMessage().contains("are free"), why.getMessage());
        assertEquals(Set.of(ours, odd.getParent().getParent()), Set.copyOf(left()));
        MemoryMeter nowhere = new MemoryMeter(() -> atoll.processes().all(), () -> folder.resolve("none"));
        assertThrows(ExecutionException.class, () -> nowhere.measure().get(Wait.SECONDS, TimeUnit.SECONDS));
        // It can be tried again at once.
        assertThrows(ExecutionException.class, () -> nowhere.measure().get(Wait.SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void aDumpThatIsCut() throws Exception {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path file = folder.resolve("cut");
        try (FileChannel dump = DumpFolder.in(folder).dump(machine);
                FileChannel cut = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long length = 0;
            while (length < dump.size()) {
                length += dump.transferTo(length, dump.size() - length, cut);
            }
            for (int i = 0; i < 4; i++) {
                length = i == 0 ? length - 1 : 1 + random.nextLong(length);
                cut.truncate(length);
                BadDump bad = assertThrows(
                        BadDump.class,
                        () -> MemoryMeter.read(cut, Layout.of(machine), Long.MAX_VALUE, Map.of()),
                        "seed " + seed);
                assertFalse(bad.getMessage().contains("\n"), bad.getMessage());
            }
        }
    }
}
