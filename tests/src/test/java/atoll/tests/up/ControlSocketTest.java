package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.system.control.ControlServer;
import atoll.system.control.ControlSocket;
import atoll.tests.Wait;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients of the control socket that send nonsense, nothing, or never read: each costs a thread for a while, and the others nothing. */
@Timeout(120)
class ControlSocketTest {
    private static final long SEED = System.nanoTime();

    @TempDir
    Path folder;

    private Path socket;
    private ControlServer server;
    private ControlSocket listening;
    private final CountDownLatch endless = new CountDownLatch(1);

    @BeforeEach
    void open() throws IOException {
        socket = folder.resolve("s.sock");
        Files.writeString(socket, "left by a dead JVM");
        server = new ControlServer((request, exchange) -> {
            JsonObject line = new JsonObject();
            line.addProperty("did", request.get("do").getAsString());
            if (request.get("do").getAsString().equals("endless")) {
                line.addProperty("text", "x".repeat(10_000));
                try {
                    while (true) {
                        exchange.send(line);
                    }
                } finally {
                    endless.countDown();
                }
            }
            exchange.send(line);
            exchange.end();
        });
        listening = ControlSocket.open(socket, server);
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
        server.close();
        assertTrue(Files.notExists(socket));
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    private static void write(SocketChannel client, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            client.write(left);
        }
    }

    /** The whole answer. */
    private static String read(SocketChannel client) throws IOException {
        return new String(Channels.newInputStream(client).readAllBytes(), StandardCharsets.UTF_8);
    }

    private String ask(String request) throws IOException {
        try (SocketChannel client = connect()) {
            write(client, request.getBytes(StandardCharsets.UTF_8));
            return read(client);
        }
    }

    private void isWell() throws IOException {
        assertEquals("{\"did\":\"x\"}\n{\"end\":0}\n", ask("{\"do\":\"x\"}\n"));
    }

    @Test
    void nonsenseIsAnsweredAsSuch() throws IOException {
        for (String nonsense : List.of(
                "\n",
                "what\n",
                "[1]\n",
                "{}\n",
                "{\"do\":{}}\n",
                "{\"do\":[]}\n",
                "{\"do\"\n",
                "[".repeat(60_000) + "\n",
                "{\"do\":1e999999999}\n".replace("1e", "{\"a\":1e"))) {
            String answer = ask(nonsense);
            assertTrue(
                    answer.startsWith("{\"error\":") && answer.endsWith("\"end\":2}\n"),
                    nonsense.substring(0, Math.min(20, nonsense.length())) + ": " + answer);
        }
        isWell();
    }

    @Test
    void randomBytesDoNoHarm() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(3_000)];
            random.nextBytes(bytes);
            try (SocketChannel client = connect()) {
                write(client, bytes);
                if (random.nextBoolean()) {
                    write(client, new byte[] {'\n'});
                    read(client);
                }
            } catch (IOException e) {
                // It may close first.
            }
        }
        isWell();
    }

    @Test
    void aRequestThatIsTooLongIsNotRead() throws IOException {
        try (SocketChannel client = connect()) {
            assertThrows(IOException.class, () -> {
                write(client, new byte[10 << 20]);
                read(client);
                write(client, new byte[10 << 20]);
            });
        }
        isWell();
    }

    @Test
    void whoNeverReadsIsLeftAfterAWhile() throws Exception {
        try (SocketChannel client = connect()) {
            write(client, "{\"do\":\"endless\"}\n".getBytes(StandardCharsets.UTF_8));
            isWell();
            assertTrue(endless.await(Wait.SECONDS, TimeUnit.SECONDS));
        }
        isWell();
    }

    @Test
    void whoVanishesIsLeftAtOnce() throws Exception {
        try (SocketChannel client = connect()) {
            write(client, "{\"do\":\"endless\"}\n".getBytes(StandardCharsets.UTF_8));
            client.read(ByteBuffer.allocate(100));
        }
        assertTrue(endless.await(Wait.SECONDS, TimeUnit.SECONDS));
        isWell();
    }

    /** So many say nothing; one more is told; after a while all of them are gone, and others are answered. */
    @Test
    void idleClientsAreBoundedInNumberAndTime() throws Exception {
        List<SocketChannel> idle = new ArrayList<>();
        try {
            for (int i = 0; i < ControlServer.MOST_CLIENTS; i++) {
                idle.add(connect());
            }
            try (SocketChannel oneMore = connect()) {
                assertEquals("{\"error\":\"more than 64 clients at a time\",\"end\":1}\n", read(oneMore));
            }
            for (SocketChannel client : idle) {
                assertEquals("", read(client));
            }
            isWell();
        } finally {
            for (SocketChannel client : idle) {
                client.close();
            }
        }
    }
}
