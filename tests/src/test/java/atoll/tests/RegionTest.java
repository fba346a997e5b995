package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Late;
import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.contract.Refused;
import atoll.contract.Region;
import atoll.contract.Revoked;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.Kernel;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import guest.Vault;
import guest.VaultServer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Regions: who owns them, when a call moves or lends them, and what is left when a side dies. */
@Timeout(180)
class RegionTest {
    private static final int SIZE = 64 * 1024;

    private final Endpoint<Vault> endpoint = Atoll.boot().endpoint("vault", Vault.class);
    private final Vault vault = through(endpoint.capability());
    private Kernel kernel;
    private long before;

    @RegisterExtension
    final Started started = new Started();

    @BeforeEach
    void count() throws Exception {
        Run run = server(new Grants());
        kernel = run.process.kernel();
        before = kernel.regionBytes();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (Run run : List.copyOf(running)) {
            run.process.kill();
            run.end();
        }
        assertEquals(kernel.hostRegionBytes(), kernel.regionBytes());
        assertEquals(before, kernel.regionBytes());
    }

    private final List<Run> running = new java.util.ArrayList<>();

    private Run server(Grants grants) throws Exception {
        Run run = started.add(Run.with(grants.serve("vault", endpoint), VaultServer.class));
        running.add(run);
        run.awaitOut("serving");
        return run;
    }

    private long held() {
        return running.getFirst().process.account().regions();
    }

    /** How the vault is called. */
    Vault through(Capability<Vault> capability) {
        return capability.gate();
    }

    private static String misuse(Runnable use) {
        return assertThrows(IllegalStateException.class, use::run).getMessage();
    }

    @Test
    void aCallMovesARegion() {
        Region region = Region.allocate(SIZE);
        assertEquals(SIZE, region.size());
        assertEquals(0, region.getLong(SIZE - 8));
        region.putInt(0, 5);
        assertEquals(before + SIZE, kernel.regionBytes());
        vault.put(region);
        assertEquals(SIZE, held());
        assertFalse(region.isUsable());
        String moved = "the region of 65536 bytes was moved by Vault.put of vault";
        assertEquals(moved, misuse(() -> region.getInt(0)));
        assertEquals(moved, misuse(() -> region.put(0, (byte) 1)));
        assertEquals(moved, misuse(() -> region.read(0, new byte[1], 0, 1)));
        assertEquals(moved, misuse(region::share));
        assertEquals(moved + "; Vault.put of vault was not called", misuse(() -> vault.put(region)));
        assertEquals(moved + "; Vault.sum of vault was not called", misuse(() -> vault.sum(region)));
        region.close();
        assertEquals("5", vault.about("value"));
        Region back = vault.get();
        assertNotSame(region, back);
        assertEquals(0, held());
        assertEquals(5, back.getInt(0));
        Region passed = vault.pass(back);
        assertEquals(6, passed.getInt(0));
        assertFalse(back.isUsable());
        passed.close();
        assertEquals("the region of 65536 bytes was closed", misuse(() -> passed.get(0)));
    }

    @Test
    void nullIsNoRegion() {
        vault.put(null);
        assertEquals(null, vault.get());
        assertEquals("none", vault.about("value"));
    }

    @Test
    void aRegionIsLentForACall() {
        try (Region region = Region.allocate(100)) {
            region.fill(0, 100, (byte) 2);
            assertEquals(200, vault.sum(region));
            assertEquals(0, held());
            assertEquals("stored", vault.lent("store", region));
            assertEquals(7, region.getInt(0));
            assertEquals("kept", vault.lent("keep", region));
            String over =
                    "IllegalStateException: the region of 100 bytes was lent for Vault.lent of vault, which is over";
            assertEquals(over, vault.about("getLent"));
            assertEquals(over, vault.about("putLent"));
            assertEquals(7, region.getInt(0));
            String owners = "IllegalStateException: the region of 100 bytes was lent, and is its owner's to ";
            assertEquals(owners + "close", vault.about("closeLent"));
            assertEquals(owners + "close", vault.lent("close", region));
            assertEquals(owners + "share", vault.lent("share", region));
            assertThrows(PeerFailed.class, () -> vault.lent("throw", region));
            assertEquals(
                    "java.lang.StackOverflowError",
                    assertThrows(PeerFailed.class, () -> vault.lent("overflow", region))
                            .thrown());
            assertTrue(region.isUsable());
        }
    }

    @Test
    void aLentRegionIsLentOn() throws Exception {
        Endpoint<Vault> next = Atoll.boot().endpoint("next", Vault.class);
        running.add(started.add(Run.with(new Grants().serve("vault", next), VaultServer.class)));
        running.getLast().awaitOut("serving");
        Run middle = server(new Grants().use("next", next.capability()));
        try (Region region = Region.allocate(10)) {
            region.fill(0, 10, (byte) 1);
            assertEquals("10", vault.lent("lendOn", region));
            assertEquals("kept", vault.lent("keepOn", region));
            assertEquals(
                    "IllegalStateException: the region of 10 bytes was lent for Vault.lent of next, which is over",
                    next.capability().gate().about("getLent"));
            assertEquals(
                    "IllegalStateException: the region of 10 bytes was lent, and is its owner's to move; Vault.put of next"
                            + " was not called",
                    vault.lent("moveOn", region));
            assertEquals("done", vault.moved("moveOn", region));
            assertFalse(region.isUsable());
        }
        assertEquals(10, running.get(1).process.account().regions());
        assertEquals(0, middle.process.account().regions());
    }

    @Test
    void theDeathOfAServerFreesWhatWasMovedAndEndsWhatWasLent() throws Exception {
        Run server = running.getFirst();
        vault.put(Region.allocate(SIZE));
        try (Region region = Region.allocate(SIZE)) {
            FutureTask<String> call = new FutureTask<>(() -> vault.lent("spin", region));
            Thread.startVirtualThread(call);
            server.awaitOut("inside");
            assertEquals(
                    "the region of 65536 bytes is lent for Vault.lent of vault, which is not over",
                    misuse(() -> region.get(0)));
            server.process.kill();
            assertTrue(
                    server.end().released().contains("1 regions of 65536 bytes"),
                    server.end().toString());
            assertThrows(PeerDied.class, () -> {
                try {
                    call.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    throw e.getCause();
                }
            });
            assertEquals(before + SIZE, kernel.regionBytes());
            assertTrue(region.isUsable());
            assertThrows(PeerDied.class, () -> vault.put(region));
            assertTrue(region.isUsable());
            server(new Grants());
            vault.put(region);
            assertFalse(region.isUsable());
        }
    }

    @Test
    void aCallThatIsRefusedMovesNothing() {
        try (Region region = Region.allocate(SIZE);
                Region other = Region.allocate(SIZE)) {
            Capability<Vault> weak = endpoint.capability().with(Set.of());
            Vault guarded = through(weak);
            assertThrows(Refused.class, () -> guarded.guarded(region));
            weak.revoke();
            assertThrows(Revoked.class, () -> guarded.put(region));
            Region moved = Region.allocate(1);
            vault.put(moved);
            assertEquals(
                    "the region of 1 bytes was moved by Vault.put of vault; Vault.two of vault was not called",
                    misuse(() -> vault.two(region, moved)));
            assertEquals(
                    "the region of 65536 bytes was moved by Vault.two of vault; Vault.two of vault was not called",
                    misuse(() -> vault.two(region, region)));
            assertEquals(
                    "the region of 65536 bytes is lent for Vault.twice of vault, which is not over;"
                            + " Vault.twice of vault was not called",
                    misuse(() -> vault.twice(region, region)));
            region.putInt(0, 9);
            vault.twice(region, other);
            assertEquals(9, other.getInt(0));
            vault.two(region, other);
            assertFalse(region.isUsable() || other.isUsable());
        }
    }

    @Test
    void deadlinesMoveAndLend() throws Exception {
        Region moved = Region.allocate(SIZE);
        Region back =
                through(endpoint.capability().within(Duration.ofSeconds(60))).pass(moved);
        assertEquals(1, back.getInt(0));
        assertFalse(moved.isUsable());
        Vault within = through(endpoint.capability().within(Duration.ofMillis(300)));
        assertThrows(Late.class, () -> within.lent("sleep", back));
        back.putInt(0, 3);
        assertEquals(
                "IllegalStateException: the region of 65536 bytes was lent for Vault.lent of vault, which is over",
                vault.about("putLent"));
        // Long enough that it begins: what has not begun has moved nothing.
        Vault begins = through(endpoint.capability().within(Duration.ofSeconds(2)));
        assertThrows(Late.class, () -> begins.moved("sleep", back));
        assertFalse(back.isUsable());
        assertEquals(SIZE, held());
    }

    @Test
    void aServersThreadThatStaysInsideIsNotRacedWith() throws Exception {
        try (Region region = Region.allocate(1 << 20)) {
            region.put(0, (byte) 1);
            assertEquals("inside 1", vault.lent("stay", region));
            assertEquals(
                    "the region of 1048576 bytes is still used by the server that it was lent to for Vault.lent of vault",
                    misuse(() -> region.put(0, (byte) 9)));
            assertEquals(
                    "1048576IllegalStateException: the region of 1048576 bytes was lent for Vault.lent of vault, which is"
                            + " over",
                    vault.about("releaseLent"));
            assertEquals(1, region.get(0));
            region.put(0, (byte) 9);
        }
    }

    @Test
    void anIdempotentCallLendsToTheNextServer() throws Exception {
        endpoint.patience(Duration.ofSeconds(40));
        try (Region region = Region.allocate(4)) {
            region.putInt(0, 11);
            FutureTask<Integer> call = new FutureTask<>(() -> vault.peek(region, "halt"));
            Thread.startVirtualThread(call);
            running.getFirst().end();
            endpoint.serve(new HostVault());
            assertEquals(12, call.get());
            assertEquals(11, region.getInt(0));
        }
    }

    @Test
    void aSharedRegionIsReadByMany() throws Exception {
        Region region = Region.allocate(SIZE);
        region.putInt(0, 1);
        assertFalse(region.isShared());
        region.share();
        assertTrue(region.share().isShared());
        vault.put(region);
        assertEquals(1, region.getInt(0));
        assertEquals("1", vault.about("value"));
        String readOnly = "the region of 65536 bytes is shared, and can only be read";
        assertEquals(readOnly, misuse(() -> region.putInt(0, 2)));
        assertEquals("IllegalStateException: " + readOnly, vault.about("put"));
        assertEquals(1, vault.sum(region));
        assertEquals(0, held(), "the first owner is charged");
        assertEquals(before + SIZE, kernel.hostRegionBytes());
        region.close();
        assertEquals(SIZE, held(), "the next owner is charged");
        assertEquals(before + SIZE, kernel.regionBytes());
        Region back = vault.get();
        assertTrue(back.isShared());
        assertEquals("1", String.valueOf(back.getInt(0)));
        running.getFirst().process.kill();
        running.getFirst().end();
        assertEquals(before + SIZE, kernel.hostRegionBytes());
        back.close();
    }

    @Test
    void channelsReadAndWrite(@TempDir Path folder) throws Exception {
        byte[] bytes = new byte[SIZE];
        new java.util.Random(1).nextBytes(bytes);
        Path path = Files.write(folder.resolve("f"), bytes);
        try (Region region = Region.allocate(SIZE);
                FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            assertEquals(SIZE - 10, region.readFrom(file, 10, 0, SIZE));
            assertEquals(bytes[10], region.get(0));
            assertEquals(SIZE, region.readFrom(file, 0, SIZE));
            assertEquals(-1, region.readFrom(file, 0, SIZE));
            byte[] read = new byte[SIZE];
            region.read(0, read, 0, SIZE);
            assertArrayEquals(bytes, read);
            assertEquals(8, region.writeTo(file, 100, 0, 8));
            assertThrows(IndexOutOfBoundsException.class, () -> region.readFrom(file, 0, SIZE - 1, 2));
            assertThrows(IndexOutOfBoundsException.class, () -> region.writeTo(file, 0, -1, 2));
            assertEquals(SIZE + " " + SIZE, vault.lent("write", region));
            Pipe pipe = Pipe.open();
            assertEquals(4, region.writeTo(pipe.sink(), 0, 4));
            region.putInt(0, 0);
            assertEquals(4, region.readFrom(pipe.source(), 0, 100));
            assertEquals(bytes[0], region.get(0));
            assertThrows(IllegalArgumentException.class, () -> region.readFrom(new Keeps(), 0, 1));
        }
        byte[] after = Files.readAllBytes(path);
        assertEquals(bytes[0], after[100]);
    }

    /** Would keep what it is given. */
    private static final class Keeps implements ReadableByteChannel {
        @Override
        public int read(ByteBuffer buffer) {
            throw new AssertionError("was given " + buffer);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void copiesAreCounted() {
        Region region = Region.allocate(SIZE);
        assertEquals(0, running.getFirst().process.account().copied());
        assertEquals(0, vault.sum(region));
        assertEquals(SIZE, running.getFirst().process.account().copied());
        vault.lent("write", region);
        Region passed = vault.pass(region);
        assertEquals(SIZE, running.getFirst().process.account().copied());
        vault.two(passed, Region.allocate(SIZE));
        assertEquals(2 * SIZE, running.getFirst().process.account().copied());
    }

    @Test
    void withinBounds() {
        try (Region region = Region.allocate(10);
                Region other = Region.allocate(4)) {
            assertThrows(IndexOutOfBoundsException.class, () -> region.get(10));
            assertThrows(IndexOutOfBoundsException.class, () -> region.getInt(7));
            assertThrows(IndexOutOfBoundsException.class, () -> region.putLong(-1, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> region.read(5, new byte[9], 0, 6));
            assertThrows(IndexOutOfBoundsException.class, () -> region.read(5, new byte[2], 0, 3));
            assertThrows(IndexOutOfBoundsException.class, () -> region.write(Integer.MAX_VALUE, new byte[2], 0, 2));
            assertThrows(IndexOutOfBoundsException.class, () -> region.fill(9, 2, (byte) 1));
            assertThrows(IndexOutOfBoundsException.class, () -> region.fill(0, -1, (byte) 1));
            assertThrows(IndexOutOfBoundsException.class, () -> region.copy(0, other, 0, 5));
            assertThrows(IndexOutOfBoundsException.class, () -> region.copy(8, other, 0, 4));
            region.putInt(0, 0x01020304);
            region.copy(0, region, 1, 4);
            assertEquals(0x01010203, region.getInt(0));
            region.copy(1, other, 0, 4);
            assertEquals(0x01020304, other.getInt(0));
            assertThrows(IllegalArgumentException.class, () -> Region.allocate(0));
            assertThrows(IllegalArgumentException.class, () -> Region.allocate(Integer.MAX_VALUE));
        }
    }

    @Test
    void whoseStackEndsInTheBytesHasLeftThem() throws Exception {
        Jvm jvm = Jvm.run(RegionAtTheEnd.class);
        assertTrue(jvm.told().endsWith("its owner's\n"), jvm::told);
    }
}
