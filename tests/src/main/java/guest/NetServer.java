package guest;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Echo servers, one for each API: KIND PORT. Serves until it is killed. */
public final class NetServer {
    private NetServer() {}

    public static void main(String[] args) throws Exception {
        int port = args[1].startsWith("/") ? 0 : Integer.parseInt(args[1]);
        switch (args[0]) {
            case "socket" -> sockets(new ServerSocket(port), false);
            case "virtual" -> sockets(new ServerSocket(port), true);
            case "selector" -> selector(port);
            case "datagram" -> datagrams(port);
            case "http" -> http(port);
            case "unix" -> unix(args[1]);
            case "asynchronous" -> asynchronous(port);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void ready(Object where) {
        System.out.println("ready " + where);
    }

    private static void sockets(ServerSocket server, boolean virtual) throws IOException, InterruptedException {
        ready(server.getLocalPort());
        Runnable accepting = () -> {
            while (true) {
                try {
                    Socket socket = server.accept();
                    (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(() -> echo(socket));
                } catch (IOException e) {
                    System.out.println("accept " + e);
                }
            }
        };
        (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(accepting).join();
    }

    private static void echo(Socket socket) {
        try (socket;
                InputStream in = socket.getInputStream()) {
            byte[] bytes = new byte[1000];
            for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
                socket.getOutputStream().write(bytes, 0, n);
            }
        } catch (IOException e) {
            System.out.println("echo " + e);
        }
    }

    private static void selector(int port) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress("127.0.0.1", port)).configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        ready(((InetSocketAddress) server.getLocalAddress()).getPort());
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (true) {
            selector.select(key -> {
                try {
                    if (key.isAcceptable()) {
                        SocketChannel channel = server.accept();
                        channel.configureBlocking(false);
                        channel.register(selector, SelectionKey.OP_READ);
                    } else {
                        SocketChannel channel = (SocketChannel) key.channel();
                        buffer.clear();
                        if (channel.read(buffer) < 0) {
                            channel.close();
                        } else {
                            channel.write(buffer.flip());
                        }
                    }
                } catch (IOException e) {
                    System.out.println("select " + e);
                }
            });
        }
    }

    private static void datagrams(int port) throws IOException {
        DatagramSocket socket = new DatagramSocket(port);
        ready(socket.getLocalPort());
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[1000], 1000);
            socket.receive(packet);
            socket.send(packet);
        }
    }

    private static void http(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", exchange -> {
            byte[] body = ("hello " + exchange.getRemoteAddress().getPort()).getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        ready(server.getAddress().getPort());
    }

    private static void unix(String path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        ready(server.getLocalAddress());
        while (true) {
            try (SocketChannel channel = server.accept()) {
                ByteBuffer buffer = ByteBuffer.allocate(1000);
                channel.read(buffer);
                channel.write(buffer.flip());
            }
        }
    }

    private static void asynchronous(int port) throws Exception {
        AsynchronousServerSocketChannel server =
                AsynchronousServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", port));
        ready(((InetSocketAddress) server.getLocalAddress()).getPort());
        while (true) {
            try (AsynchronousSocketChannel channel = server.accept().get()) {
                ByteBuffer buffer = ByteBuffer.allocate(1000);
                channel.read(buffer).get();
                channel.write(buffer.flip()).get();
            }
        }
    }
}
