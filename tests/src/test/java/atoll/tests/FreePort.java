package atoll.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports for servers that are started later. They lie below those that the host gives away by itself, to whoever binds port 0
 * or connects: one of these may be another's before the server comes. (A client that tries a port of that range while nobody
 * listens can even be connected to itself. Linux avoids it for ports that were bound, by giving odd numbers to those who
 * bind and even ones to those who connect; nothing promises that.)
 */
public final class FreePort {
    private static final Path OF_CLIENTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int LOWEST = 10_000;
    private static final int FIRST_OF_CLIENTS = 32_768;
    private static final Random RANDOM = new Random();
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** Not given before, and nobody's now, neither for TCP nor for UDP. */
    public static int next() {
        try {
            int end = firstOfClients();
            while (true) {
                int port = RANDOM.nextInt(LOWEST, end);
                if (GIVEN.add(port) && isFree(port)) {
                    return port;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int firstOfClients() throws IOException {
        if (!Files.isReadable(OF_CLIENTS)) {
            return FIRST_OF_CLIENTS;
        }
        int first = Integer.parseInt(Files.readString(OF_CLIENTS).strip().split("\\s+")[0]);
        // A host that gives clients nearly all ports has none that are better than others.
        return first > LOWEST + 1_000 ? Math.min(first, FIRST_OF_CLIENTS) : FIRST_OF_CLIENTS;
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket tcp = new ServerSocket(port);
                DatagramSocket udp = new DatagramSocket(port)) {
            return tcp.isBound() && udp.isBound();
        } catch (BindException e) {
            return false;
        }
    }
}
