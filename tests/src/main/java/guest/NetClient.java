package guest;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Asks an echo server, by one API: KIND PORT. */
public final class NetClient {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private NetClient() {}

    public static void main(String[] args) throws Exception {
        int port = args[1].startsWith("/") ? 0 : Integer.parseInt(args[1]);
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", port);
        switch (args[0]) {
            case "socket" -> socket(port);
            case "virtual" -> {
                Thread[] threads = new Thread[20];
                for (int i = 0; i < threads.length; i++) {
                    threads[i] = Thread.startVirtualThread(() -> {
                        try {
                            socket(port);
                        } catch (IOException e) {
                            System.out.println("client " + e);
                        }
                    });
                }
                for (Thread thread : threads) {
                    thread.join();
                }
            }
            case "channel" -> channel(SocketChannel.open(server));
            case "unix" -> channel(SocketChannel.open(UnixDomainSocketAddress.of(args[1])));
            case "asynchronous" -> asynchronous(server);
            case "datagram" -> datagram(server);
            case "url" -> System.out.println(url(port));
            case "urls" -> {
                System.out.println(url(port));
                System.out.println(url(port));
                System.out.println("idle");
                Thread.sleep(Long.MAX_VALUE);
            }
            case "http" ->
                System.out.println(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body());
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println("end");
    }

    private static String url(int port) throws IOException {
        try (InputStream in =
                URI.create("http://127.0.0.1:" + port + "/").toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void socket(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(HELLO);
            String answer = new String(socket.getInputStream().readNBytes(HELLO.length), StandardCharsets.UTF_8);
            System.out.println("echo " + answer + " from " + socket.getPort());
        }
    }

    private static void channel(SocketChannel channel) throws IOException {
        try (channel) {
            channel.write(ByteBuffer.wrap(HELLO));
            ByteBuffer buffer = ByteBuffer.allocate(100);
            channel.read(buffer);
            System.out.println(
                    "echo " + StandardCharsets.UTF_8.decode(buffer.flip()) + " from " + channel.getRemoteAddress());
        }
    }

    private static void asynchronous(InetSocketAddress server) throws Exception {
        try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
            channel.connect(server).get();
            channel.write(ByteBuffer.wrap(HELLO)).get();
            ByteBuffer buffer = ByteBuffer.allocate(100);
            channel.read(buffer).get();
            System.out.println("echo " + StandardCharsets.UTF_8.decode(buffer.flip()));
        }
    }

    private static void datagram(InetSocketAddress server) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(HELLO, HELLO.length, server));
            DatagramPacket packet = new DatagramPacket(new byte[100], 100);
            socket.receive(packet);
            System.out.println("echo " + new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8)
                    + " from " + packet.getPort());
        }
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(server);
            channel.write(ByteBuffer.wrap(HELLO));
            ByteBuffer buffer = ByteBuffer.allocate(100);
            channel.receive(buffer);
            System.out.println("echo " + StandardCharsets.UTF_8.decode(buffer.flip()) + " connected");
        }
    }
}
