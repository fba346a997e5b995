package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.DeathNotice;
import atoll.kernel.ExitStatus;
import atoll.personality.java.Grants;
import guest.NetBlocked;
import guest.NetClient;
import guest.NetRace;
import guest.NetRefused;
import guest.NetServer;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class NetworkTest {
    private static Grants none() {
        return new Grants();
    }

    @Test
    void everyWayToTheNetworkIsRefusedWithoutAGrant() throws Exception {
        try (ServerSocket served = new ServerSocket(0)) {
            String port = String.valueOf(served.getLocalPort());
            Run run = Run.of(NetRefused.class, port);
            assertEquals(ExitStatus.exited(0), run.end().status(), run.err());
            List<String> attempts =
                    run.out().lines().filter(l -> l.contains(": ")).toList();
            assertEquals(24, attempts.size(), run.out());
            for (String line : attempts) {
                assertTrue(line.contains("Exception: ") && !line.contains("ODD"), line);
                assertTrue(line.contains("process " + run.process.id() + " (NetRefused)"), line);
                assertTrue(
                        line.contains("--listen ") || line.contains("--connect ") || line.contains("no grant"), line);
            }
            assertTrue(run.out().contains("interface lo\ninterfaces 1\n"), run.out());
            assertTrue(run.out().contains("localhost localhost/127.0.0.1\n"), run.out());
            assertTrue(run.out().contains("reverse 8.8.8.8\n"), run.out());
            assertTrue(run.out().contains("Socket: java.net.ConnectException: Connection refused: process"), run.out());
            assertTrue(run.out().contains("--connect 127.0.0.1:" + port + " grants it"), run.out());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "socket, socket",
        "socket, channel",
        "socket, asynchronous",
        "virtual, virtual",
        "selector, channel",
        "datagram, datagram",
        "asynchronous, socket",
        "http, url",
        "http, http"
    })
    void processesTalkOverTheHostsLoopback(String server, String client) throws Exception {
        String port = String.valueOf(FreePort.next());
        Run serving = Run.with(none().listen(Integer.parseInt(port)), NetServer.class, server, port);
        serving.awaitOut("ready " + port + "\n");
        Grants grants = none().connect("localhost", Integer.parseInt(port));
        Run asking = Run.with(grants, NetClient.class, client, port);
        assertEquals(ExitStatus.exited(0), asking.end().status(), asking.out() + asking.err());
        assertTrue(asking.out().contains("hello"), asking.out());
        serving.process.kill();
        assertEquals(List.of(), serving.end().undead());
    }

    @ParameterizedTest
    @CsvSource({
        "socket, socket",
        "virtual, virtual",
        "selector, channel",
        "datagram, datagram",
        "asynchronous, asynchronous",
        "http, http"
    })
    void processesTalkOverTheKernelsLoopback(String server, String client) throws Exception {
        // The host serves the same port: the two port spaces do not meet.
        try (ServerSocket served = new ServerSocket(0)) {
            String port = String.valueOf(served.getLocalPort());
            Run serving = Run.with(none().listenLocal(Integer.parseInt(port)), NetServer.class, server, port);
            serving.awaitOut("ready " + port + "\n");
            Run asking = Run.with(none().connectLocal(Integer.parseInt(port)), NetClient.class, client, port);
            assertEquals(ExitStatus.exited(0), asking.end().status(), asking.out() + asking.err());
            assertTrue(asking.out().contains("hello"), asking.out());
            if (asking.out().contains(" from ")) {
                assertTrue(asking.out().contains(port + "\n"), asking.out());
            }
            Run stranger = Run.with(none().connectLocal(1), NetClient.class, client, port);
            stranger.end();
            assertTrue((stranger.out() + stranger.err()).contains("ConnectException"), stranger.err());
            assertFalse(stranger.out().contains("hello"), stranger.out());
            serving.process.kill();
            assertEquals(List.of(), serving.end().undead());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accept",
                "channel-accept",
                "asynchronous-accept",
                "unix-accept",
                "unix-connect",
                "own-channel",
                "read",
                "write",
                "channel-read",
                "connect",
                "receive",
                "channel-receive",
                "select",
                "pipe",
                "pipe-write",
                "virtual-accept",
                "virtual-read",
                "virtual-receive",
                "virtual-select"
            })
    void blockedProcessDiesAndItsPortIsFree(String kind) throws Exception {
        String port = String.valueOf(FreePort.next());
        Grants grants = none().listen(Integer.parseInt(port)).connect("localhost", Integer.parseInt(port));
        for (int i = 0; i < 2; i++) {
            Run run = Run.with(grants, NetBlocked.class, kind, port);
            run.awaitOut("blocking");
            run.process.kill();
            DeathNotice notice = run.end();
            assertEquals(ExitStatus.killed(), notice.status());
            assertEquals(List.of(), notice.undead());
            assertTrue(
                    notice.released().stream().anyMatch(l -> l.matches("[1-9]\\d* sockets and channels")),
                    notice.released().toString());
            assertEquals("blocking\n", run.out());
        }
    }

    @Test
    void tlsDefaultsAreEachProcessesOwn() throws Exception {
        Run broken = Run.with(none().property("javax.net.ssl.trustStore", "NONE"), NetRefused.class, "tls");
        broken.end();
        Run run = Run.of(NetRefused.class, "tls");
        assertEquals(ExitStatus.exited(0), run.end().status(), run.err());
        assertTrue(run.out().matches("trusted [1-9]\\d+\n"), run.out());
        assertEquals("trusted 0\n", broken.out(), broken.err());
    }

    @Test
    void freePortsOfTheKernelsLoopback() throws Exception {
        Run run = Run.with(none().listenLocal(0), NetServer.class, "socket", "0");
        run.awaitOut("\n");
        String port = run.out().strip().replace("ready ", "");
        Run asking = Run.with(none().connectLocal(0), NetClient.class, "socket", port);
        assertEquals(ExitStatus.exited(0), asking.end().status(), asking.err());
        Run outside = Run.with(none().connect("localhost", 0), NetClient.class, "socket", port);
        assertEquals(ExitStatus.exited(1), outside.end().status(), outside.out());
        run.process.kill();
        assertEquals(List.of(), run.end().undead());
    }

    @Test
    void unixSocketsAreInTheFileTree(@TempDir Path shared) throws Exception {
        Run serving = Run.with(none().write(shared, "/shared"), NetServer.class, "unix", "/shared/a");
        serving.awaitOut("ready /shared/a\n");
        Run asking = Run.with(none().write(shared, "/else"), NetClient.class, "unix", "/else/a");
        assertEquals(ExitStatus.exited(0), asking.end().status(), asking.err());
        assertTrue(asking.out().contains("echo hello from /else/a\n"), asking.out());
        Run reading = Run.with(none().read(shared, "/else"), NetClient.class, "unix", "/else/a");
        assertEquals(ExitStatus.exited(1), reading.end().status());
        assertTrue(reading.err().contains("AccessDeniedException"), reading.err());
        Run alone =
                Run.with(none(), NetClient.class, "unix", shared.resolve("a").toString());
        assertEquals(ExitStatus.exited(1), alone.end().status());
        Run own = Run.of(NetServer.class, "unix", "/tmp/own");
        own.awaitOut("ready /tmp/own\n");
        own.process.kill();
        serving.process.kill();
        assertEquals(List.of(), own.end().undead());
        assertEquals(List.of(), serving.end().undead());
    }

    /** The host's folder has a socket of the name that the process connects to. */
    @Test
    void aLinkSwappedInWhileConnectingDoesNotLeadOut(@TempDir Path outside) throws Exception {
        try (ServerSocketChannel served = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            served.bind(UnixDomainSocketAddress.of(outside.resolve("socket")));
            served.configureBlocking(false);
            Run run = Run.of(NetRace.class, outside.toString(), "20000");
            assertEquals(ExitStatus.exited(0), run.end().status(), run.err());
            assertEquals("raced\n", run.out());
            assertNull(served.accept());
        }
    }

    @Test
    void keptAliveConnectionIsNotAnothersToUse() throws Exception {
        String port = String.valueOf(FreePort.next());
        Run serving = Run.with(none().listen(Integer.parseInt(port)), NetServer.class, "http", port);
        serving.awaitOut("ready");
        Run first = Run.with(none().connect("localhost", Integer.parseInt(port)), NetClient.class, "urls", port);
        first.awaitOut("idle");
        List<String> answers = first.out().lines().toList();
        assertEquals(answers.get(0), answers.get(1), "kept alive within a process");
        Run second = Run.with(none().connect("localhost", Integer.parseInt(port)), NetClient.class, "url", port);
        second.end();
        assertNotEquals(answers.get(0), second.out().lines().findFirst().orElseThrow());
        Run third = Run.of(NetClient.class, "url", port);
        assertEquals(ExitStatus.exited(1), third.end().status());
        assertFalse(third.out().contains("hello"), third.out());
        first.process.kill();
        serving.process.kill();
        assertEquals(List.of(), serving.end().undead());
    }
}
