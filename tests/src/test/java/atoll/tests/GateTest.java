package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Late;
import atoll.contract.PeerDied;
import atoll.contract.Refused;
import atoll.contract.Revoked;
import atoll.kernel.Capability;
import atoll.kernel.ContractLoader;
import atoll.kernel.ContractViolation;
import atoll.kernel.DeathNotice;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import guest.Probe;
import guest.ProbeClient;
import guest.ProbeServer;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls between processes: who runs, what crosses, and what happens when either side dies. */
@Timeout(180)
class GateTest {
    private final Endpoint<Probe> endpoint = Atoll.boot().endpoint("probe", Probe.class);

    @RegisterExtension
    final Started started = new Started();

    private Run server(Grants grants) throws Exception {
        return started.server(grants, endpoint);
    }

    private Run client(String... arguments) throws IOException {
        Grants grants = new Grants().property("probe.me", "client").use("probe", endpoint.capability());
        return started.add(Run.with(grants, ProbeClient.class, arguments));
    }

    @Test
    void aCallRunsAsTheServer() throws Exception {
        server(new Grants());
        OwnWorldTest.checks(client("checks"), 30);
    }

    @Test
    void theHostCallsAndServes() throws Exception {
        server(new Grants());
        Probe probe = endpoint.capability().gate();
        assertEquals(5, probe.add(2, 3));
        assertEquals("server", probe.act("who"));
        Thread.ofVirtual().start(() -> assertEquals("server", probe.act("who"))).join();
        assertEquals(
                "server",
                java.util.concurrent.CompletableFuture.supplyAsync(() -> probe.act("who"))
                        .get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"spin", "catch", "sleep", "lock", "read"})
    void whoIsInAServerThatIsKilledIsTold(String what) throws Exception {
        Run server = server(new Grants());
        Run client = client("act", what);
        server.awaitOut("inside");
        server.process.kill();
        assertEquals(List.of(), server.end().undead());
        assertEquals(0, client.end().status().code(), client.err());
        assertEquals(
                "failed PeerDied: probe (ProbeServer) died in Probe.act\ninterrupted false\nam client\n", client.out());
    }

    @Test
    void aServerThatExitsInACallIsGone() throws Exception {
        Run server = server(new Grants());
        Run client = client("act", "exit");
        assertEquals(7, server.end().status().code());
        client.end();
        assertTrue(client.out().startsWith("failed PeerDied"), client.out());
        assertTrue(client.out().endsWith("am client\n"), client.out());
    }

    @Test
    void aCallerThatIsKilledDiesWhenTheServerReturns() throws Exception {
        PipedOutputStream line = new PipedOutputStream();
        Run server = Run.fed(
                new PipedInputStream(line),
                new Grants().property("probe.me", "server").serve("probe", endpoint),
                ProbeServer.class,
                "line");
        started.add(server);
        server.awaitOut("serving");
        Run client = client("act", "hold");
        server.awaitOut("inside");
        client.process.kill();
        assertFalse(client.process.death().isDone());
        line.write('\n');
        line.flush();
        assertEquals(List.of(), client.end().undead());
        server.awaitOut("out interrupted false open true");
        assertEquals("", client.out());
        assertEquals(5, endpoint.capability().gate().add(2, 3));
    }

    @Test
    void aServerInTheMiddleDiesAloneAndTheNextGoesOn() throws Exception {
        Endpoint<Probe> far = Atoll.boot().endpoint("far", Probe.class);
        PipedOutputStream line = new PipedOutputStream();
        Run last = Run.fed(
                new PipedInputStream(line),
                new Grants().property("probe.me", "far").serve("probe", far),
                ProbeServer.class,
                "line");
        started.add(last);
        last.awaitOut("serving");
        Run middle = server(new Grants().use("next", far.capability()));
        Run client = client("act", "next hold");
        last.awaitOut("inside");
        middle.process.kill();
        assertFalse(middle.process.death().isDone());
        line.write('\n');
        line.flush();
        assertEquals(List.of(), middle.end().undead());
        client.end();
        assertTrue(client.out().startsWith("failed PeerDied: probe"), client.out());
        last.awaitOut("out interrupted false open true");
        assertEquals("far", far.capability().gate().act("who"));
    }

    @Test
    void theNextServerIsReachedThroughTheSameGate() throws Exception {
        Probe probe = endpoint.capability().gate();
        assertThrows(PeerDied.class, () -> probe.add(1, 2));
        Run first = server(new Grants());
        assertEquals(3, probe.add(1, 2));
        first.process.kill();
        first.end();
        assertThrows(PeerDied.class, () -> probe.add(1, 2));
        server(new Grants());
        assertEquals(3, probe.add(1, 2));
    }

    @Test
    void anIdempotentCallThatLosesItsServerIsMadeAgainAtTheNext() throws Exception {
        endpoint.patience(Duration.ofSeconds(100));
        Run first = Run.with(new Grants().property("probe.me", "first").serve("probe", endpoint), ProbeServer.class);
        started.add(first);
        first.awaitOut("serving");
        byte[] bytes = {Byte.MAX_VALUE - 1, 5};
        FutureTask<byte[]> call =
                new FutureTask<>(() -> endpoint.capability().gate().raise(bytes));
        FutureTask<String> other =
                new FutureTask<>(() -> endpoint.capability().gate().act("sleep"));
        new Thread(other).start();
        first.awaitOut("inside");
        new Thread(call).start();
        first.awaitOut("inside\ninside");
        first.process.kill();
        first.end();
        assertFalse(call.isDone());
        assertEquals(
                PeerDied.class,
                assertThrows(ExecutionException.class, other::get).getCause().getClass());
        server(new Grants());
        assertArrayEquals(new byte[] {Byte.MAX_VALUE, 6}, call.get());
        assertArrayEquals(new byte[] {Byte.MAX_VALUE - 1, 5}, bytes);
    }

    @Test
    void aCallWaitsForItsServer() throws Exception {
        endpoint.patience(Duration.ofSeconds(100));
        FutureTask<Integer> call =
                new FutureTask<>(() -> endpoint.capability().gate().add(1, 2));
        new Thread(call).start();
        Run server = server(new Grants());
        assertEquals(3, call.get());
        endpoint.patience(Duration.ofMillis(10));
        server.process.kill();
        server.end();
        assertThrows(PeerDied.class, () -> endpoint.capability().gate().add(1, 2));
    }

    @Test
    void revokedIsRevokedWithAllThatWasDerived() throws Exception {
        server(new Grants());
        Capability<Probe> whole = endpoint.capability();
        Capability<Probe> less = whole.with(Set.of());
        Capability<Probe> least = less.within(Duration.ofSeconds(100));
        assertEquals(3, least.gate().add(1, 2));
        less.revoke();
        assertThrows(Revoked.class, () -> least.gate().add(1, 2));
        assertThrows(Revoked.class, () -> less.gate().add(1, 2));
        assertThrows(Revoked.class, () -> less.with(Set.of()).gate().add(1, 2));
        assertEquals(3, whole.gate().add(1, 2));
    }

    @Test
    void aRightThatIsNotHeldIsNamed() throws Exception {
        server(new Grants());
        Probe probe = endpoint.capability().with(Set.of()).gate();
        Refused refused = assertThrows(Refused.class, () -> probe.write("x"));
        assertEquals(
                "Probe.write of probe needs the right write, which this capability lacks; a capability with(\"write\") grants it",
                refused.getMessage());
        assertThrows(
                IOException.class,
                () -> endpoint.capability().with(Set.of("write")).gate().write("x"));
        assertEquals(3, probe.add(1, 2));
    }

    @Test
    void aHungServerIsLeft() throws Exception {
        Run server = server(new Grants());
        Probe probe = endpoint.capability().within(Duration.ofMillis(50)).gate();
        assertThrows(Late.class, () -> probe.act("sleep"));
        assertEquals(
                "server",
                endpoint.capability().within(Duration.ofSeconds(100)).gate().act("who"));
        server.process.kill();
        assertEquals(List.of(), server.end().undead());
        assertThrows(PeerDied.class, () -> probe.act("who"));
    }

    /** Also when a thread of it waits for the next call, of a method without a poll: a heartbeat must not find it well. */
    @Test
    void aPausedServerAnswersNoCallWithADeadline() throws Exception {
        Run server = server(new Grants());
        Probe probe = endpoint.capability().within(Duration.ofMillis(50)).gate();
        assertEquals(
                3, endpoint.capability().within(Duration.ofSeconds(100)).gate().add(1, 2));
        server.process.pause();
        assertThrows(Late.class, () -> probe.add(1, 2));
        assertThrows(Late.class, () -> probe.add(1, 2));
        server.process.resume();
        assertEquals(
                3, endpoint.capability().within(Duration.ofSeconds(100)).gate().add(1, 2));
    }

    @Test
    void atTheEndOfItsStackACallerStaysWhoItIs() throws Exception {
        server(new Grants());
        Run client = client("edge");
        DeathNotice notice = client.end();
        assertEquals(0, notice.status().code(), client.err());
        assertEquals("failed at the edge true\nam client\n", client.out());
    }

    @Test
    void moreProcessesDeepThanOneThreadGoes() throws Exception {
        Endpoint<Probe> next = endpoint;
        int deep = 40;
        for (int i = 0; i < deep; i++) {
            Endpoint<Probe> here = Atoll.boot().endpoint("deep " + i, Probe.class);
            Grants grants = new Grants().property("probe.me", "" + i).serve("probe", here);
            if (i > 0) {
                grants.use("next", next.capability());
            }
            Run run = Run.with(grants, ProbeServer.class);
            started.add(run);
            run.awaitOut("serving");
            next = here;
        }
        String answer = next.capability().gate().act("next ".repeat(deep - 1) + "who");
        assertEquals(deep, answer.split(" <- ").length);
        assertTrue(answer.endsWith(" <- 0"), answer);
    }

    @Test
    void aContractFromAJarIsSharedByThoseWhoAreGivenIt(@TempDir Path folder) throws Exception {
        Path jar = jarOf(folder, Probe.class);
        Class<?> contract = ContractLoader.open(jar).contract(Probe.class.getName());
        assertNotSame(Probe.class, contract);
        Endpoint<?> shared = Atoll.boot().endpoint("shared", contract);
        Run server = Run.with(new Grants().property("probe.me", "server").serve("probe", shared), ProbeServer.class);
        started.add(server);
        server.awaitOut("serving");
        Grants grants = new Grants().property("probe.me", "client").use("probe", shared.capability());
        Run client = Run.with(grants, ProbeClient.class, "checks");
        OwnWorldTest.checks(client, 30);
    }

    @Test
    void aJarWithCodeIsNoJarOfContracts(@TempDir Path folder) throws Exception {
        Path jar = jarOf(folder, ProbeServer.class);
        ContractViolation violation = assertThrows(ContractViolation.class, () -> ContractLoader.open(jar));
        assertTrue(violation.type().startsWith("guest.ProbeServer"), violation.getMessage());
    }

    /** The class and those nested in it. */
    private static Path jarOf(Path folder, Class<?> type) throws IOException {
        Path jar = folder.resolve("contract.jar");
        Path classes = Preload.place(type);
        String name = type.getName().replace('.', '/');
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.list(classes.resolve(name).getParent())) {
            for (Path file : files.filter(
                            f -> f.getFileName().toString().matches(type.getSimpleName() + "(\\$.*)?\\.class"))
                    .toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
                out.closeEntry();
            }
        }
        return jar;
    }

    @Test
    void aMessageOfManyRecordsThatShareTheirPartsIsLookedAtOnce() throws Exception {
        Object says = java.lang.reflect.Proxy.newProxyInstance(
                Probe.class.getClassLoader(), new Class<?>[] {Probe.class}, (self, method, arguments) -> null);
        endpoint.serve(Probe.class.cast(says));
        Probe.Shape shape = new Probe.Circle(new Probe.Point(0, 0, ""), 1);
        for (int i = 0; i < 60; i++) {
            shape = new Probe.Pair(shape, shape);
        }
        Probe.Shape chain = new Probe.Circle(new Probe.Point(0, 0, ""), 1);
        for (int i = 0; i < 150_000; i++) {
            chain = new Probe.Pair(chain, new Probe.Circle(new Probe.Point(i, i, ""), i));
        }
        Probe probe = endpoint.capability().gate();
        Probe.Shape long1 = chain;
        assertEquals(
                "records: send it in parts",
                assertThrows(Refused.class, () -> probe.grow(long1))
                        .getMessage()
                        .replaceAll(".* records", "records"));
        assertNull(probe.grow(shape));
    }

    @Test
    void aServerThatDiedLeavesNoClass() throws Exception {
        Run server = server(new Grants());
        Probe probe = endpoint.capability().gate();
        probe.act("local");
        server.process.kill();
        server.end();
        Wait.collected(server.process);
    }
}
