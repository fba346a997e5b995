package atoll.tests.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Refused;
import atoll.contract.net.Net;
import atoll.contract.net.SocketId;
import atoll.kernel.DeathNotice;
import atoll.kernel.ExitStatus;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.library.net.Connection;
import atoll.library.net.Listener;
import atoll.library.net.Network;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.service.NetRights;
import atoll.tests.FreePort;
import atoll.tests.Guest;
import atoll.tests.Wait;
import guest.NetEcho;
import guest.NetWaits;
import guest.hostile.NetThief;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes as clients: what they may do, what becomes of them in the server, and what they cannot do to others. */
@Timeout(180)
class NetClientTest extends NetServed {
    private static final int MANY = 200;
    private static final int LONG_MILLIS = 60_000;

    /** Half the time after which the kernel gives a thread up. */
    private static final long SOON_MILLIS = 5_000;

    @Test
    void rightsAreDeniedByName() throws Exception {
        int port = FreePort.next();
        try (ServerSocket door = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
            net.client("some", new NetRights().connect("127.0.0.1", port)).client("none", new NetRights());
            serve();
            network("some").connect("127.0.0.1", port).close();
            door.accept().close();
            Network none = network("none");
            IOException connect = assertThrows(ConnectException.class, () -> none.connect("127.0.0.1", port));
            assertEquals(
                    "Connection refused: none (Net.connect) may not connect to 127.0.0.1:" + port
                            + "; NetRights.connect(\"127.0.0.1\", " + port + ") grants it",
                    connect.getMessage());
            IOException listen = assertThrows(BindException.class, () -> none.listen(port));
            assertEquals(
                    "Permission denied: none (Net.listen) may not listen on port " + port + "; NetRights.listen(" + port
                            + ") grants it",
                    listen.getMessage());
            IOException lookup = assertThrows(UnknownHostException.class, () -> none.lookup("example.org"));
            assertTrue(lookup.getMessage().contains("NetRights.connect(\"example.org\", PORT) grants it"));
            assertEquals("127.0.0.1", none.lookup("127.0.0.1")[0].getHostAddress());
            assertThrows(ConnectException.class, () -> network("some").connect("127.0.0.1", port + 1));
            assertThrows(ConnectException.class, () -> network("some").connect("localhost", 22));
        }
    }

    @Test
    void aCapabilityToConnectDoesNotListen() throws Exception {
        int port = FreePort.next();
        net.client("test", loopback(port));
        serve();
        Net connects = net.capability("test").with(Set.of("connect")).gate();
        Refused refused = assertThrows(Refused.class, () -> connects.listen(new SocketId(1, 1), "", port, 5));
        assertTrue(refused.getMessage().contains("with(\"listen\") grants it"), refused.getMessage());
        try (Listener listener = network("test").listen("127.0.0.1", port, 5);
                Connection there = new Network(connects).connect("localhost", port);
                Connection here = listener.accept()) {
            there.outputStream().write(7);
            assertEquals(7, here.inputStream().read());
        }
    }

    @Test
    void clientsAreNamedOnceAndBeforeTheServer() {
        net.client("one", new NetRights());
        assertThrows(IllegalArgumentException.class, () -> net.client("one", new NetRights()));
        assertThrows(IllegalArgumentException.class, () -> net.client("a=b", new NetRights()));
        assertThrows(IllegalArgumentException.class, () -> net.let("two", new Grants()));
        assertThrows(IllegalArgumentException.class, () -> new NetRights().listen(-1));
        assertThrows(IllegalArgumentException.class, () -> new NetRights().connect("a,sockets:5", 1));
    }

    /** Its threads are in the server, blocked in the host, and the kernel does not touch them there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "accept",
                "read",
                "timed",
                "receive",
                "write",
                "send",
                "connect",
                "virtual-read",
                "virtual-accept",
                "own-read"
            })
    void aClientThatWaitsInTheServerIsKilledAtOnce(String how) throws Exception {
        int port = FreePort.next();
        boolean listens = how.endsWith("accept");
        net.client("waits", listens ? loopback(port) : new NetRights().connect("127.0.0.1", port));
        net.client("other", loopback());
        serve();
        ServerSocket door = listens ? null : new ServerSocket(port, 2, InetAddress.getLoopbackAddress());
        try {
            Process before = server();
            for (int i = 0; i < 3; i++) {
                Guest guest = guest(NetWaits.class, "waits", how, Integer.toString(port));
                guest.awaitOut("waiting 0");
                if (door != null) {
                    door.setSoTimeout(LONG_MILLIS);
                }
                boolean accepts = door != null && !how.equals("connect");
                try (Socket peer = accepts ? door.accept() : null) {
                    long start = System.nanoTime();
                    guest.process.kill();
                    DeathNotice notice = guest.process.waitFor();
                    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                    assertEquals(ExitStatus.killed(), notice.status());
                    assertEquals(List.of(), notice.undead());
                    assertTrue(millis < SOON_MILLIS, millis + " ms");
                    assertFalse(guest.out().contains("woken"), guest.out());
                    if (peer != null) {
                        // To its end, which comes.
                        peer.getInputStream().transferTo(OutputStream.nullOutputStream());
                    }
                }
            }
            assertEquals(before, server(), "the server has nothing to do with it");
        } finally {
            if (door != null) {
                door.close();
            }
        }
    }

    @Test
    void hundredsAtOnceWaitAndDie() throws Exception {
        int port = FreePort.next();
        net.client("waits", new NetRights().connect("127.0.0.1", port));
        serve();
        try (ServerSocket door = new ServerSocket(port, MANY, InetAddress.getLoopbackAddress())) {
            Guest guest = guest(NetWaits.class, "waits", "read", Integer.toString(port), Integer.toString(MANY));
            List<Socket> peers = new ArrayList<>();
            door.setSoTimeout(LONG_MILLIS);
            for (int i = 0; i < MANY; i++) {
                peers.add(door.accept());
            }
            Wait.until(() -> guest.out().lines().count() == MANY, guest::out);
            guest.process.kill();
            assertEquals(List.of(), guest.process.waitFor().undead());
            for (Socket peer : peers) {
                assertEquals(-1, peer.getInputStream().read());
                peer.close();
            }
        }
    }

    @Test
    void hundredsOfConnectionsToAProcess() throws Exception {
        int port = FreePort.next();
        net.client("echo", loopback(port));
        serve();
        Guest guest = guest(NetEcho.class, "echo", Integer.toString(port));
        guest.awaitOut("ready");
        List<Socket> peers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            peers.add(new Socket(InetAddress.getLoopbackAddress(), port));
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < MANY; i++) {
                peers.get(i).getOutputStream().write(new byte[] {(byte) i, (byte) round});
            }
            for (int i = 0; i < MANY; i++) {
                assertEquals((byte) i, (byte) peers.get(i).getInputStream().read());
                assertEquals(round, peers.get(i).getInputStream().read());
            }
        }
        for (Socket peer : peers) {
            peer.close();
        }
    }

    /** What a process leaves open is closed, and the next process of that client has the port at once. */
    @Test
    void whatADeadClientHadOpenIsClosed() throws Exception {
        int port = FreePort.next();
        net.client("echo", loopback(port).sockets(4));
        serve();
        for (int i = 0; i < 5; i++) {
            Guest guest = guest(NetEcho.class, "echo", Integer.toString(port));
            guest.awaitOut("ready");
            try (Socket one = new Socket(InetAddress.getLoopbackAddress(), port);
                    Socket two = new Socket(InetAddress.getLoopbackAddress(), port)) {
                one.getOutputStream().write(1);
                two.getOutputStream().write(2);
                assertEquals(1, one.getInputStream().read());
                assertEquals(2, two.getInputStream().read());
                guest.process.kill();
                guest.process.waitFor();
                assertEquals(-1, one.getInputStream().read());
                assertEquals(-1, two.getInputStream().read());
            }
        }
    }

    @Test
    void aHostileClientHarmsNobody() throws Exception {
        int most = 10;
        int port = FreePort.next();
        int own = FreePort.next();
        net.client("good", loopback(port))
                .client("thief", new NetRights().connect("127.0.0.1", own).sockets(most));
        serve();
        Net good = net.capability("good").gate();
        SocketId door = new SocketId(1, 2);
        good.listen(door, "127.0.0.1", port, 5);
        SocketId one = new SocketId(11, 12);
        SocketId other = new SocketId(13, 14);
        good.connect(one, "localhost", port, 0);
        good.accept(door, other, 0);
        try (ServerSocket theirs = new ServerSocket(own, 50, InetAddress.getLoopbackAddress())) {
            Thread accepts = new Thread(() -> acceptAll(theirs));
            accepts.start();
            Guest thief = guest(
                    NetThief.class,
                    "thief",
                    Integer.toString(own),
                    Integer.toString(port),
                    "11",
                    "12",
                    Integer.toString(most));
            for (int i = 0; !thief.process.death().isDone(); i = (i + 1) & 0x7F) {
                good.send(one, new byte[] {(byte) i});
                assertEquals((byte) i, good.receive(other, 1, 0)[0]);
            }
            assertEquals(ExitStatus.exited(0), thief.process.waitFor().status(), thief.out());
            List<String> lines = thief.out().lines().toList();
            assertTrue(lines.getLast().equals("done"), thief.out());
            for (String line : lines) {
                assertTrue(!line.contains(": GOT") || line.equals("forged close: GOT nothing"), line);
                assertTrue(!line.startsWith("forged") || line.contains("STALE") || line.endsWith("nothing"), line);
                assertTrue(!line.startsWith("closed") || line.contains("STALE"), line);
                assertTrue(!line.startsWith("denied") || line.contains("may not") && line.contains("NetRights."), line);
                assertTrue(!line.startsWith("opened") || !line.endsWith(": 0"), line);
                assertTrue(!line.startsWith("quota") || line.contains("TOO_MANY: thief has 10 sockets open"), line);
            }
        }
        good.send(other, new byte[] {5});
        assertEquals(5, good.receive(one, 10, 0)[0]);
        for (SocketId id : List.of(door, one, other)) {
            good.close(id);
        }
    }

    private static void acceptAll(ServerSocket door) {
        try {
            while (true) {
                // Closed by the other end.
                Socket peer = door.accept();
                Thread.ofVirtual().start(() -> drain(peer));
            }
        } catch (IOException e) {
            // The door is closed.
        }
    }

    private static void drain(Socket peer) {
        try (peer) {
            peer.getInputStream().readAllBytes();
        } catch (IOException e) {
            // Reset.
        }
    }

    /** A spare process that is dropped, none of whose code has run, is not the end of a client. */
    @Test
    void aProcessThatNeverRanEndsNothing() throws Exception {
        int port = FreePort.next();
        net.client("echo", loopback(port));
        serve();
        Guest guest = guest(NetEcho.class, "echo", Integer.toString(port));
        guest.awaitOut("ready");
        Grants grants = net.let("echo", new Grants());
        Process spare = atoll.prepare(
                new Program("net spare", List.of(Preload.place(NetEcho.class)), NetEcho.class.getName(), List.of("1")),
                grants,
                Streams.none(),
                List.of());
        spare.first.hold();
        spare.start();
        Wait.until(spare.first::isLoadedAndHeld, () -> "is not held");
        try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
            spare.kill();
            spare.waitFor();
            peer.getOutputStream().write(9);
            assertEquals(9, peer.getInputStream().read());
        }
    }
}
