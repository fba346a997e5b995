package atoll.tests.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.Process;
import atoll.library.net.Connection;
import atoll.library.net.Listener;
import atoll.library.net.Network;
import atoll.tests.FreePort;
import atoll.tests.Kills;
import atoll.tests.Wait;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes arrive whole; and when the server dies, what arrived is what was sent, and who reads is told that the rest is missing. */
@Timeout(180)
class NetKillTest extends NetServed {
    private static final int CLIENTS = 3;
    private static final int ROUNDS = 20;
    private static final int MOST = 300_000;
    private static final int KILLS = 20;
    private static final long MOST_LIFE_MILLIS = 60;

    private final long seed = Long.getLong("atoll.seed", new Random().nextLong());
    private final int port = FreePort.next();

    /** All bytes of a stream follow from its first eight, so whoever reads it knows what must come. */
    private static byte[] stream(long number) {
        Random random = new Random(number);
        byte[] bytes = new byte[8 + random.nextInt(MOST)];
        random.nextBytes(bytes);
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (number >>> 8 * i);
        }
        return bytes;
    }

    private static long number(byte[] bytes) {
        long number = 0;
        for (int i = 0; i < 8; i++) {
            number |= (bytes[i] & 0xFFL) << 8 * i;
        }
        return number;
    }

    private static void send(OutputStream out, byte[] bytes, Random random) throws IOException {
        for (int done = 0; done < bytes.length; ) {
            int piece = Math.min(bytes.length - done, 1 + random.nextInt(50_000));
            out.write(bytes, done, piece);
            done += piece;
        }
    }

    /** What comes until the end; what came before an error, with the error. */
    private record Got(byte[] bytes, boolean whole) {
        static Got from(InputStream in, Random random) {
            byte[] all = new byte[MOST + 9];
            int count = 0;
            try {
                while (true) {
                    int got = in.read(all, count, Math.min(all.length - count, 1 + random.nextInt(50_000)));
                    if (got < 0) {
                        return new Got(Arrays.copyOf(all, count), true);
                    }
                    count += got;
                }
            } catch (IOException e) {
                assertEquals(SocketException.class, e.getClass(), e.toString());
                assertTrue(e.getMessage().equals("Connection reset"), e.getMessage());
                return new Got(Arrays.copyOf(all, count), false);
            }
        }

        void check(boolean complete) {
            if (bytes.length >= 8) {
                byte[] sent = stream(number(bytes));
                assertArrayEquals(Arrays.copyOf(sent, Math.min(sent.length, bytes.length)), bytes);
                assertTrue(!complete || sent.length == bytes.length, "a part was taken for all");
            } else {
                assertTrue(!complete, "the stream has no head");
            }
        }
    }

    /** Both ends through the net server, and one end of each kind. */
    @Test
    void whatIsSentArrives() throws Exception {
        net.client("test", loopback(port));
        serve();
        Sockets served = new Sockets.Served(network("test"));
        Sockets plain = new Sockets.Plain();
        for (Sockets[] ends : new Sockets[][] {{served, served}, {plain, served}, {served, plain}}) {
            try (Sockets.Door door = ends[0].listen(port, 20)) {
                List<FutureTask<Integer>> tasks = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    long own = seed + i;
                    tasks.add(started(() -> asks(ends[1], own)));
                    tasks.add(started(() -> answers(door, own)));
                }
                for (FutureTask<Integer> task : tasks) {
                    assertEquals(ROUNDS, task.get(), "seed " + seed);
                }
            }
        }
        System.out.println("net: streams of " + 3 * CLIENTS * ROUNDS + " connections compared, seed " + seed);
    }

    private static FutureTask<Integer> started(java.util.concurrent.Callable<Integer> body) {
        FutureTask<Integer> task = new FutureTask<>(body);
        new Thread(task).start();
        return task;
    }

    private int asks(Sockets by, long own) throws Exception {
        Random random = new Random(own);
        for (int i = 0; i < ROUNDS; i++) {
            try (Sockets.Peer peer = by.connect(port, 0)) {
                byte[] sent = stream(random.nextLong());
                OutputStream out = peer.out();
                FutureTask<Integer> sends = started(() -> {
                    send(out, sent, new Random(own));
                    peer.shutdownOutput();
                    return 0;
                });
                Got back = Got.from(peer.in(), random);
                sends.get();
                assertArrayEquals(sent, back.bytes);
            }
        }
        return ROUNDS;
    }

    /** Sends back what comes. */
    private static int answers(Sockets.Door door, long own) throws Exception {
        Random random = new Random(own);
        for (int i = 0; i < ROUNDS; i++) {
            try (Sockets.Peer peer = door.accept()) {
                Got got = Got.from(peer.in(), random);
                got.check(true);
                send(peer.out(), got.bytes, random);
            }
        }
        return ROUNDS;
    }

    @Test
    void aConnectionIsResetWhenTheServerDies() throws Exception {
        net.client("test", loopback(port));
        serve();
        Network network = network("test");
        Listener listener = network.listen("127.0.0.1", port, 5);
        for (int i = 0; i < 5; i++) {
            Connection client = network.connect("127.0.0.1", port);
            Connection server = listener.accept();
            client.outputStream().write(1);
            assertEquals(1, server.inputStream().read());
            FutureTask<Integer> read = started(() -> server.inputStream().read());
            FutureTask<Integer> accept = started(() -> {
                try (Connection next = listener.accept()) {
                    return next.inputStream().read();
                }
            });
            killServer();
            Throwable cause = assertThrows(java.util.concurrent.ExecutionException.class, read::get)
                    .getCause();
            assertEquals("java.net.SocketException: Connection reset", cause.toString());
            assertEquals(
                    "Connection reset",
                    assertThrows(
                                    SocketException.class,
                                    () -> client.outputStream().write(1))
                            .getMessage());
            assertThrows(SocketException.class, () -> client.inputStream().read());
            client.close();
            server.close();
            assertThrows(SocketException.class, () -> client.inputStream().read());
            // The listener has gone on: nobody had to ask for it.
            try (Connection next = connected(network)) {
                next.outputStream().write(7);
                assertEquals(7, accept.get());
            }
        }
        listener.close();
        assertThrows(IOException.class, () -> network.connect("127.0.0.1", port));
    }

    /** Who comes while nobody listens is refused, and tries again. */
    private Connection connected(Network network) throws IOException {
        while (true) {
            try {
                return network.connect("127.0.0.1", port);
            } catch (java.net.ConnectException e) {
                Thread.onSpinWait();
            }
        }
    }

    /** A listener that nobody waits at listens again with the next accept. */
    @Test
    void aListenerOutlivesTheServer() throws Exception {
        net.client("test", loopback(port).listen(0));
        serve();
        try (Listener listener = network("test").listen("127.0.0.1", port, 5);
                Listener free = network("test").listen("127.0.0.1", 0, 5)) {
            killServer();
            FutureTask<Integer> accept = started(() -> {
                try (Connection next = listener.accept()) {
                    return next.inputStream().read();
                }
            });
            try (Connection there = connected(network("test"))) {
                there.outputStream().write(3);
                assertEquals(3, accept.get());
            }
            // A free port cannot be asked for by its number.
            assertThrows(SocketException.class, free::accept);
            assertThrows(SocketException.class, free::accept);
            killServer();
            // Taken by somebody else meanwhile.
            try (ServerSocket taken = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
                assertThrows(java.net.BindException.class, listener::accept, () -> "although " + taken);
            }
        }
    }

    /** It is killed for missing its heartbeats, with a caller in it, who is answered by the next one. */
    @Test
    void doesTheSystemRecoverByItselfWhenTheNetServerHangs() throws Exception {
        net.client("test", loopback(port));
        services.add(net.service("net").heartbeat(Duration.ofMillis(20), Duration.ofMillis(500), 2))
                .start();
        Network network = network("test");
        network.listen("127.0.0.1", port, 5).close();
        // One that hangs before it is ready is given its time: see CAVEATS.
        Wait.until(() -> services.children().gate().now()[0].ready(), () -> "the server is not ready");
        Process hung = server();
        hung.pause();
        try (Listener listener = network.listen("127.0.0.1", port, 5)) {
            assertEquals(port, listener.local().getPort());
        }
        assertTrue(server().id() != hung.id());
        assertEquals(137, hung.waitFor().status().code());
    }

    @Test
    void doesTheSystemRecoverByItselfWhenTheNetServerDies() throws Exception {
        net.client("test", loopback(port));
        serve();
        Network network = network("test");
        AtomicInteger whole = new AtomicInteger();
        AtomicInteger cut = new AtomicInteger();
        Listener listener = network.listen("127.0.0.1", port, 50);
        Kills kills = Kills.of(services, "net", KILLS, new Random(seed), MOST_LIFE_MILLIS);
        FutureTask<Integer> accepts = started(() -> {
            Random random = new Random(seed);
            int accepted = 0;
            while (true) {
                Connection next;
                try {
                    next = listener.accept();
                } catch (SocketException e) {
                    if (!listener.isClosed()) {
                        // It was listening again in one server after the other when they were killed.
                        assertEquals("Socket closed: the net server died", e.getMessage());
                        continue;
                    }
                    assertEquals("Socket closed", e.getMessage());
                    return accepted;
                }
                accepted++;
                Got got = Got.from(next.inputStream(), random);
                next.close();
                // A peer of ours that ends says so after its last byte; one whose server died is cut short.
                got.check(false);
                (got.whole && got.bytes.length >= 8 && got.bytes.length == stream(number(got.bytes)).length
                                ? whole
                                : cut)
                        .incrementAndGet();
            }
        });
        List<FutureTask<Integer>> senders = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Random random = new Random(seed + i);
            boolean plain = i == 0;
            senders.add(started(() -> sends(plain, network, kills, random)));
        }
        int sent = 0;
        for (FutureTask<Integer> sender : senders) {
            sent += sender.get();
        }
        kills.end();
        // All is well again.
        int before = whole.get();
        FutureTask<Integer> last = started(() -> sends(false, network, kills, new Random(seed)));
        assertTrue(last.get() > 0);
        Wait.until(() -> whole.get() > before || accepts.isDone(), () -> "what was sent last does not arrive");
        listener.close();
        int accepted = accepts.get();
        System.out.println("net: server killed " + KILLS + " times, " + sent + " streams sent, " + accepted
                + " accepted, " + whole + " whole, " + cut + " cut short, seed " + seed);
        assertTrue(whole.get() > 0 && accepted >= whole.get());
    }

    /** How many streams went out without an error. */
    private int sends(boolean plain, Network network, Kills kills, Random random) throws IOException {
        int done = 0;
        while (kills.isAlive() || done == 0) {
            byte[] bytes = stream(random.nextLong());
            try {
                if (plain) {
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        send(socket.getOutputStream(), bytes, random);
                    }
                } else {
                    try (Connection connection = network.connect("127.0.0.1", port)) {
                        send(connection.outputStream(), bytes, random);
                    }
                }
                done++;
            } catch (SocketException e) {
                // Refused, reset, or a broken pipe: it was told.
            }
        }
        return done;
    }
}
