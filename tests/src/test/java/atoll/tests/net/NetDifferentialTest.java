package atoll.tests.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atoll.tests.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What programs do with sockets, by {@code java.net} and through the net server: the same results and the same errors. */
@Timeout(120)
class NetDifferentialTest extends NetServed {
    private static final int SHORT = 30;
    private static final int LONG = 60_000;

    private int port;

    /** What happened, in words. */
    private static final class Notes {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        interface Act {
            Object run() throws IOException;
        }

        void of(String what, Act act) {
            String outcome;
            try {
                outcome = String.valueOf(act.run());
            } catch (IOException e) {
                outcome = e.getClass().getName() + ": " + e.getMessage();
            }
            lines.add(what + " -> " + outcome);
        }
    }

    private interface Scenario {
        void run(Sockets sockets, Notes notes) throws Exception;
    }

    @BeforeEach
    void start() throws IOException {
        port = FreePort.next();
        net.client("test", loopback(port));
        serve();
    }

    private void same(Scenario scenario) throws Exception {
        Notes plain = new Notes();
        scenario.run(new Sockets.Plain(), plain);
        Notes served = new Notes();
        scenario.run(new Sockets.Served(network("test")), served);
        assertFalse(plain.lines.isEmpty());
        assertEquals(String.join("\n", plain.lines), String.join("\n", served.lines));
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Object write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        return text.length();
    }

    /** A pair of connected ends. */
    private record Pair(Sockets.Peer client, Sockets.Peer server) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            client.close();
            server.close();
        }
    }

    private Pair pair(Sockets sockets) throws Exception {
        try (Sockets.Door door = sockets.listen(port, 5)) {
            Sockets.Peer client = sockets.connect(port, 0);
            return new Pair(client, door.accept());
        }
    }

    @Test
    void echo() throws Exception {
        same((sockets, notes) -> {
            try (Pair pair = pair(sockets)) {
                byte[] got = new byte[100];
                notes.of("write", () -> write(pair.client.out(), "hello"));
                notes.of("read", () -> pair.server.in().readNBytes(got, 0, 5));
                notes.of("write back", () -> write(pair.server.out(), new String(got, 0, 5, StandardCharsets.UTF_8)));
                notes.of("byte", () -> pair.client.in().read());
                notes.of("available", () -> pair.client.in().available());
                notes.of("rest", () -> pair.client.in().read(got));
                notes.of("none", () -> pair.client.in().read(got, 3, 0));
            }
        });
    }

    @Test
    void halfClose() throws Exception {
        same((sockets, notes) -> {
            try (Pair pair = pair(sockets)) {
                OutputStream out = pair.client.out();
                notes.of("ask", () -> write(out, "question"));
                pair.client.shutdownOutput();
                notes.of("question", () -> text(pair.server.in()));
                notes.of("end", () -> pair.server.in().read());
                notes.of("answer", () -> write(pair.server.out(), "answer"));
                pair.server.close();
                notes.of("answer", () -> text(pair.client.in()));
                notes.of("end", () -> pair.client.in().read());
                notes.of("write after", () -> write(out, "more"));
                notes.of("again", () -> {
                    pair.client.shutdownOutput();
                    return "shut";
                });
            }
        });
    }

    @Test
    void inputShut() throws Exception {
        same((sockets, notes) -> {
            try (Pair pair = pair(sockets)) {
                InputStream in = pair.client.in();
                notes.of("write", () -> write(pair.server.out(), "unread"));
                pair.client.shutdownInput();
                notes.of("read", in::read);
                notes.of("available", in::available);
                notes.of("still writes", () -> write(pair.client.out(), "x"));
                notes.of("which arrives", () -> pair.server.in().read());
            }
        });
    }

    @Test
    void refused() throws Exception {
        same((sockets, notes) -> notes.of("connect", () -> sockets.connect(port, 0)));
        same((sockets, notes) -> notes.of("connect with a timeout", () -> sockets.connect(port, 5_000)));
    }

    @Test
    void portInUse() throws Exception {
        same((sockets, notes) -> {
            try (Sockets.Door door = sockets.listen(port, 5)) {
                notes.of("first", () -> door.port() == port);
                notes.of("second", () -> sockets.listen(port, 5));
            }
            try (Sockets.Door again = sockets.listen(port, 5)) {
                notes.of("once it is closed", () -> again.port() == port);
            }
        });
    }

    @Test
    void reset() throws Exception {
        same((sockets, notes) -> {
            try (Pair pair = pair(sockets)) {
                InputStream in = pair.server.in();
                OutputStream out = pair.server.out();
                pair.client.willReset();
                pair.client.close();
                notes.of("read", in::read);
                notes.of("read again", in::read);
                notes.of("write", () -> write(out, "x"));
            }
        });
    }

    @Test
    void timeouts() throws Exception {
        same((sockets, notes) -> {
            try (Sockets.Door door = sockets.listen(port, 5)) {
                door.timeout(SHORT);
                notes.of("accept", door::accept);
                door.timeout(0);
                try (Sockets.Peer client = sockets.connect(port, 0);
                        Sockets.Peer server = door.accept()) {
                    server.timeout(SHORT);
                    notes.of("read", () -> server.in().read());
                    notes.of("write", () -> write(client.out(), "abc"));
                    server.timeout(LONG);
                    notes.of("read", () -> server.in().read());
                    server.timeout(0);
                    notes.of("read", () -> server.in().read());
                    notes.of("back", () -> write(server.out(), "d"));
                    notes.of("read", () -> client.in().read());
                }
            }
        });
    }

    @Test
    void closedByAnotherThread() throws Exception {
        same((sockets, notes) -> {
            try (Pair pair = pair(sockets)) {
                InputStream in = pair.server.in();
                FutureTask<Object> read = started(() -> {
                    notes.of("read", in::read);
                    return 0;
                });
                pair.server.close();
                read.get();
                notes.of("the other end", () -> pair.client.in().read());
            }
            Sockets.Door door = sockets.listen(port, 5);
            FutureTask<Object> accept = started(() -> {
                notes.of("accept", () -> failure(door));
                return 0;
            });
            door.close();
            accept.get();
            notes.of("accept again", () -> failure(door));
        });
    }

    /** The words differ with whether it was closed before or after. */
    private static Class<?> failure(Sockets.Door door) {
        return assertThrows(IOException.class, door::accept).getClass();
    }

    private static FutureTask<Object> started(java.util.concurrent.Callable<Object> body) {
        FutureTask<Object> task = new FutureTask<>(body);
        new Thread(task).start();
        return task;
    }

    @Test
    void usedAfterClosing() throws Exception {
        same((sockets, notes) -> {
            try (Pair pair = pair(sockets)) {
                InputStream in = pair.client.in();
                OutputStream out = pair.client.out();
                pair.client.close();
                pair.client.close();
                notes.of("read", in::read);
                notes.of("write", () -> write(out, "x"));
            }
        });
    }

    /** How many writes it takes until the reset is seen is the host's affair. */
    @Test
    void writesToOneThatHasGone() throws Exception {
        same((sockets, notes) -> {
            try (Pair pair = pair(sockets)) {
                pair.server.close();
                OutputStream out = pair.client.out();
                notes.of("writes", () -> {
                    while (true) {
                        try {
                            write(out, "x");
                        } catch (java.net.SocketException e) {
                            return e.getClass();
                        }
                    }
                });
            }
        });
    }

    /** The backlog holds connections before anybody accepts them. */
    @Test
    void whoIsConnectedBeforeItIsAcceptedIsHeard() throws Exception {
        same((sockets, notes) -> {
            try (Sockets.Door door = sockets.listen(port, 5)) {
                for (int i = 0; i < 3; i++) {
                    try (Sockets.Peer client = sockets.connect(port, 0)) {
                        write(client.out(), "from " + i);
                    }
                }
                for (int i = 0; i < 3; i++) {
                    try (Sockets.Peer server = door.accept()) {
                        notes.of("heard", () -> text(server.in()));
                    }
                }
            }
        });
    }
}
