package guest;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Random;

/**
 * Works with sockets and looks at every byte: PEER OWN WEB ROUNDS. An echo server is at PEER, for TCP and UDP, and {@code
 * NetServer http} at WEB, unless that is 0; it listens itself on OWN. One connection is kept from beginning to end. Says {@code right}, or ends with
 * what was not.
 */
public final class SocketLoad {
    private static final int MOST = 5_000;
    private static final int WAIT_MILLIS = 2_000;
    private static final int MOST_LOST = 5;

    private static final Random RANDOM = new Random(1);
    private static int peer;

    private SocketLoad() {}

    public static void main(String[] args) {
        try {
            work(args);
        } catch (Exception e) {
            e.printStackTrace(System.out);
            System.exit(1);
        }
    }

    private static void work(String[] args) throws IOException, InterruptedException {
        peer = Integer.parseInt(args[0]);
        int own = Integer.parseInt(args[1]);
        int web = Integer.parseInt(args[2]);
        int rounds = Integer.parseInt(args[3]);
        System.out.println("begins");
        try (Socket kept = new Socket("localhost", peer)) {
            for (int i = 0; i < rounds; i++) {
                echo(kept);
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), peer)) {
                    echo(socket);
                }
                channel();
                listens(own);
                datagram();
                if (web != 0) {
                    fetch(web);
                }
            }
        }
        System.out.println("right");
    }

    private static byte[] some(int most) {
        byte[] bytes = new byte[1 + RANDOM.nextInt(most)];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static void same(byte[] sent, byte[] got) throws IOException {
        if (!Arrays.equals(sent, got)) {
            throw new IOException("other bytes came back");
        }
    }

    private static void echo(Socket socket) throws IOException {
        byte[] sent = some(MOST);
        socket.getOutputStream().write(sent);
        same(sent, socket.getInputStream().readNBytes(sent.length));
    }

    private static void channel() throws IOException {
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", peer))) {
            byte[] sent = some(MOST);
            channel.write(ByteBuffer.wrap(sent));
            ByteBuffer got = ByteBuffer.allocate(sent.length);
            while (got.hasRemaining() && channel.read(got) >= 0) {
                // More to come.
            }
            same(sent, Arrays.copyOf(got.array(), got.position()));
        }
    }

    private static void listens(int own) throws IOException {
        try (ServerSocket server = new ServerSocket(own);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), own);
                Socket served = server.accept()) {
            byte[] sent = some(MOST);
            client.getOutputStream().write(sent);
            same(sent, served.getInputStream().readNBytes(sent.length));
        }
    }

    /** A datagram may be lost; each is sent again. */
    private static void datagram() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(WAIT_MILLIS);
            byte[] sent = some(1_000);
            for (int lost = 0; ; lost++) {
                socket.send(new DatagramPacket(sent, sent.length, new InetSocketAddress("127.0.0.1", peer)));
                DatagramPacket packet = new DatagramPacket(new byte[MOST], MOST);
                try {
                    socket.receive(packet);
                    same(sent, Arrays.copyOf(packet.getData(), packet.getLength()));
                    return;
                } catch (SocketTimeoutException e) {
                    if (lost == MOST_LOST) {
                        throw e;
                    }
                }
            }
        }
    }

    private static void fetch(int web) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String body = client.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + web + "/"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            if (!body.startsWith("hello ")) {
                throw new IOException("not the answer: " + body);
            }
        }
    }
}
