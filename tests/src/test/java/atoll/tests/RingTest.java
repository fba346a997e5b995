package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Busy;
import atoll.contract.Completion;
import atoll.contract.Late;
import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.contract.Refused;
import atoll.contract.Revoked;
import atoll.contract.Ring;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import guest.Probe;
import guest.ProbeClient;
import guest.ProbeServer;
import guest.RingClient;
import guest.hostile.RingThief;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The asynchronous form of a contract: what it answers, what becomes of each ticket when either side dies, attacks. */
@Timeout(180)
class RingTest {
    private static final int KILLS = 25;

    private final Endpoint<Probe> endpoint = Atoll.boot().endpoint("probe", Probe.class);

    @RegisterExtension
    final Started started = new Started();

    private Run server(Grants grants) throws Exception {
        return started.server(grants, endpoint);
    }

    /** A server whose visitors in "hold" stay until the line is written to. */
    private Run holder(PipedOutputStream line, Grants grants) throws Exception {
        Run run = Run.fed(
                new PipedInputStream(line),
                grants.property("probe.me", "server").serve("probe", endpoint),
                ProbeServer.class,
                "line");
        started.add(run);
        run.awaitOut("serving");
        return run;
    }

    private static void release(PipedOutputStream line) throws IOException {
        line.write('\n');
        line.flush();
    }

    private Run client(Class<?> main, String... arguments) throws IOException {
        return started.add(Run.with(clientGrants(), main, arguments));
    }

    private Grants clientGrants() {
        return new Grants().property("probe.me", "client").use("probe", endpoint.capability());
    }

    private Ring<Probe> ring(int depth) {
        return endpoint.capability().ring(depth);
    }

    @Test
    void callsByRingGiveWhatTheGateGives() throws Exception {
        server(new Grants());
        OwnWorldTest.checks(client(ProbeClient.class, "rings"), 30);
    }

    @Test
    void completionsHaveTheTypesOfTheMethods() throws Exception {
        server(new Grants());
        Ring<Probe> ring = ring(8);
        assertEquals(-1, ring.ticket());
        assertEquals(0, ring.calls().add(1, 2));
        assertEquals(0, ring.ticket());
        assertNull(ring.calls().act("who"));
        ring.calls().sum(true, (byte) -2, 'c', (short) -4, 5, 1L << 40, 7.5f, -8.25);
        ring.calls().write("x");
        assertNull(ring.poll());
        assertThrows(IllegalStateException.class, ring::take);
        assertEquals(4, ring.submit());
        assertEquals(0, ring.submit());
        assertEquals(4, ring.underWay());
        Completion add = ring.take();
        assertEquals(0, add.ticket());
        assertEquals(3, add.asInt());
        assertEquals(3L, add.asLong());
        assertEquals(3, add.value());
        assertNull(add.failure());
        assertThrows(ClassCastException.class, add::asBoolean);
        assertThrows(ClassCastException.class, add::asDouble);
        Completion who = ring.take();
        assertEquals("server", who.value());
        assertThrows(ClassCastException.class, who::asInt);
        assertEquals(1 - 2 + 'c' - 4 + 5 + (1L << 40) + 7 - 8, ring.take().asLong());
        Completion write = ring.take();
        assertEquals(
                "no room for x",
                assertInstanceOf(IOException.class, write.failure()).getMessage());
        assertThrows(java.io.UncheckedIOException.class, write::value);
        assertEquals(0, ring.underWay());
    }

    @Test
    void aFullRingSaysSo() throws Exception {
        Ring<Probe> ring = ring(3);
        for (int i = 0; i < 3; i++) {
            ring.calls().add(i, i);
        }
        Busy busy = assertThrows(Busy.class, () -> ring.calls().add(4, 4));
        assertEquals(
                "the ring to probe holds 3 calls, which is its depth; Probe.add was not called", busy.getMessage());
        assertEquals(2, ring.ticket());
        server(new Grants());
        ring.submit();
        assertThrows(Busy.class, () -> ring.calls().add(4, 4));
        assertEquals(0, ring.take().asInt());
        ring.calls().add(4, 4);
        ring.submit();
        assertEquals(
                List.of(2, 4, 8),
                List.of(ring.take().asInt(), ring.take().asInt(), ring.take().asInt()));
    }

    @Test
    void aRightThatIsNotHeldIsNamedAtOnce() throws Exception {
        server(new Grants());
        Ring<Probe> ring = endpoint.capability().with(Set.of()).ring(4);
        Refused refused = assertThrows(Refused.class, () -> ring.calls().write("x"));
        assertTrue(refused.getMessage().contains("needs the right write"), refused.getMessage());
        assertEquals(-1, ring.ticket());
        assertThrows(IllegalArgumentException.class, () -> ring(0));
        assertThrows(IllegalArgumentException.class, () -> ring(65_537));
    }

    @Test
    void whatHasNotBegunIsRevoked() throws Exception {
        PipedOutputStream line = new PipedOutputStream();
        Run server = holder(line, new Grants());
        Capability<Probe> whole = endpoint.capability();
        Ring<Probe> ring = whole.with(Set.of()).ring(4);
        ring.calls().act("hold");
        ring.calls().add(1, 2);
        ring.submit();
        server.awaitOut("inside");
        whole.revoke();
        ring.calls().add(3, 4);
        ring.submit();
        assertNull(ring.poll());
        release(line);
        assertEquals("held", ring.take().value());
        assertInstanceOf(Revoked.class, ring.take().failure());
        assertInstanceOf(Revoked.class, ring.take().failure());
        assertEquals(0, ring.underWay());
    }

    @Test
    void aLateCallIsLeftAndItsAnswerForgotten() throws Exception {
        PipedOutputStream line = new PipedOutputStream();
        holder(line, new Grants());
        Ring<Probe> ring = endpoint.capability().within(Duration.ofMillis(100)).ring(2);
        ring.calls().act("hold");
        ring.calls().add(1, 2);
        ring.submit();
        assertEquals(0, ring.take().ticket());
        Completion add = ring.take();
        assertInstanceOf(Late.class, add.failure());
        assertEquals(
                "Probe.add of probe did not answer within 100 ms", add.failure().getMessage());
        // The worker is not past them: their places are taken.
        assertThrows(Busy.class, () -> ring.calls().add(5, 6));
        release(line);
        while (true) {
            try {
                ring.calls().add(7, 8);
                break;
            } catch (Busy e) {
                Thread.onSpinWait();
            }
        }
        ring.submit();
        Completion next = ring.take();
        assertEquals(2, next.ticket());
        assertTrue(next.failure() instanceof Late || next.asInt() == 15, next.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            members      | done none
            privateLookup | thrown java.lang.IllegalAccessException: refused
            words        | thrown java.lang.IllegalAccessException
            runsOwn      | done
            serialized   | thrown java.io.NotSerializableException
            crosses      | thrown atoll.contract.Refused
            forgedPart   | thrown atoll.contract.Refused: an object of guest.hostile.Thief$Ours is no guest.Probe$Shape
            forgedGate   | thrown atoll.contract.Refused
            neverTakes   | done 8 the ring to probe holds 8 calls
            otherThreads | done all refused
            huge         | done 8 of 8
            changed      | done 2 b100
            closed       | done 4
            interrupted  | done 300 got
            locked       | done server
            edge         | done each once
            """)
    void comesToNothing(String attack, String outcome) throws Exception {
        Run server = server(new Grants());
        Run thief = client(RingThief.class, attack);
        assertEquals(0, thief.end().status().code(), thief.out() + thief.err());
        assertFalse(thief.out().contains("ESCAPED"), thief.out());
        assertTrue(thief.out().startsWith("main: " + outcome), thief.out());
        assertTrue(thief.out().contains("virtual: " + outcome), thief.out());
        assertTrue(thief.out().endsWith("am client\n"), thief.out());
        assertNull(System.getProperty("hostile"));
        assertEquals("server", endpoint.capability().gate().act("who"));
        server.process.kill();
        assertEquals(List.of(), server.end().undead());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void eachTicketCompletesOnceThoughServersAreKilled(int patienceSeconds) throws Exception {
        endpoint.patience(Duration.ofSeconds(patienceSeconds));
        long seed = System.nanoTime();
        System.out.println("RingTest seed " + seed);
        Run server = server(new Grants());
        PipedOutputStream line = new PipedOutputStream();
        Run client =
                Run.fed(new PipedInputStream(line), clientGrants(), RingClient.class, "account", Long.toString(seed));
        started.add(client);
        client.awaitOut("calling");
        for (int i = 0; i < KILLS; i++) {
            release(line);
            client.awaitOut("past " + i);
            server.process.kill();
            assertEquals(List.of(), server.end().undead());
            server = server(new Grants());
        }
        line.write('x');
        line.flush();
        assertEquals(0, client.end().status().code(), client.err());
        assertTrue(client.out().contains("of all not once 0 wrong 0 answered true"), client.out());
        System.out.print(client.out());
        server.process.kill();
        server.end();
        Wait.collected(server.process);
    }

    @Test
    void whoWaitsForAServerThatIsKilledIsTold() throws Exception {
        Run server = server(new Grants());
        Run client = client(RingClient.class, "waits");
        server.awaitOut("inside");
        server.process.kill();
        assertEquals(List.of(), server.end().undead());
        assertEquals(0, client.end().status().code(), client.err());
        assertTrue(
                client.out()
                        .startsWith("waiting\n0 atoll.contract.PeerDied: probe (ProbeServer) died in Probe.act\n1 "),
                client.out());
        assertTrue(client.out().endsWith("am client\n"), client.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "virtual", "waits", "idle"})
    void clientsThatAreKilledLeaveNothing(String what) throws Exception {
        Run server = server(new Grants());
        int threads = server.process.threadCount();
        Ring<Probe> other = ring(4);
        for (int i = 0; i < KILLS / 5; i++) {
            Run client = client(RingClient.class, what);
            client.awaitOut(what.equals("waits") ? "waiting" : what.equals("idle") ? "idle" : "streaming");
            client.process.kill();
            assertEquals(List.of(), client.end().undead());
            other.calls().add(i, 1);
            other.submit();
            assertEquals(i + 1, other.take().asInt());
            Wait.collected(client.process);
        }
        // Workers end when nothing is asked of them.
        Wait.until(
                () -> what.equals("waits") || server.process.threadCount() <= threads,
                () -> server.process.threadCount() + " threads, and before " + threads);
    }

    @Test
    void anIdleClientKeepsNothingOfADeadServer() throws Exception {
        Run server = server(new Grants());
        Run client = client(RingClient.class, "idle");
        Ring<Probe> ring = ring(4);
        ring.calls().act("local");
        ring.submit();
        client.awaitOut("idle");
        server.process.kill();
        server.end();
        Wait.collected(server.process);
        assertEquals(1, ring.underWay());
    }

    @Test
    void aRingWaitsForTheNextServer() throws Exception {
        endpoint.patience(Duration.ofSeconds(100));
        Ring<Probe> ring = ring(4);
        ring.calls().add(1, 2);
        ring.submit();
        assertNull(ring.poll());
        Run first = server(new Grants());
        assertEquals(3, ring.take().asInt());
        first.process.kill();
        first.end();
        ring.calls().raise(new byte[] {1});
        ring.submit();
        server(new Grants());
        assertEquals(2, ((byte[]) ring.take().value())[0]);
        endpoint.patience(Duration.ZERO);
    }

    @Test
    void withoutServerTheCallsEnd() throws Exception {
        Ring<Probe> ring = ring(4);
        ring.calls().add(1, 2);
        ring.submit();
        assertEquals(
                "nobody serves probe; it was not called",
                assertInstanceOf(PeerDied.class, ring.take().failure()).getMessage());
        endpoint.patience(Duration.ofMillis(20));
        ring.calls().add(1, 2);
        ring.submit();
        assertInstanceOf(PeerDied.class, ring.take().failure());
        server(new Grants());
        ring.calls().add(1, 2);
        ring.submit();
        assertEquals(3, ring.take().asInt());
    }

    @Test
    void aServerThatMayHaveNoMoreThreadsFailsTheCalls() throws Exception {
        // Its first thread waits for one that ends before it serves; then it makes another.
        Run server = server(new Grants().threads(2));
        assertEquals("took it", endpoint.capability().gate().act("take a thread"));
        Ring<Probe> ring = ring(4);
        for (int i = 0; i < 3; i++) {
            ring.calls().add(1, 2);
            ring.submit();
            PeerFailed failed = assertInstanceOf(PeerFailed.class, ring.take().failure());
            assertEquals("java.lang.OutOfMemoryError", failed.thrown());
            assertTrue(failed.getMessage().startsWith("unable to create thread"), failed.getMessage());
        }
        assertEquals(3, endpoint.capability().gate().add(1, 2));
        assertEquals(2, server.process.threadCount());
    }

    @Test
    void aWorkerTurnsToOthers() throws Exception {
        PipedOutputStream line = new PipedOutputStream();
        // Its first thread and one worker.
        Run server = holder(line, new Grants().threads(2));
        Ring<Probe> many = ring(4_096);
        many.calls().act("hold");
        for (int i = 0; i < 2_000; i++) {
            many.calls().act("mark a");
        }
        many.submit();
        server.awaitOut("inside");
        Ring<Probe> one = ring(1);
        one.calls().act("mark b");
        one.submit();
        release(line);
        assertEquals("b", one.take().value());
        for (int i = 0; i < 2_001; i++) {
            many.take();
        }
        String marks = endpoint.capability().gate().act("marks");
        assertEquals(2_001, marks.length());
        assertTrue(marks.indexOf('b') < 300, "waited for " + marks.indexOf('b'));
    }

    @Test
    void theHostServesRings() throws Exception {
        Object adds = java.lang.reflect.Proxy.newProxyInstance(
                Probe.class.getClassLoader(),
                new Class<?>[] {Probe.class},
                (self, method, arguments) ->
                        method.getName().equals("add") ? (Integer) arguments[0] + (Integer) arguments[1] : null);
        endpoint.serve(Probe.class.cast(adds));
        Ring<Probe> ring = ring(2);
        ring.calls().add(1, 2);
        ring.calls().act("x");
        ring.submit();
        assertEquals(3, ring.take().asInt());
        assertNull(ring.take().value());
        Run client = client(RingClient.class, "virtual");
        client.awaitOut("streaming virtual");
    }
}
