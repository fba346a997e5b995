package guest;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/**
 * What comes of calls with sockets, in words: OWN PEER CLOSED DENIED FROM, ports. It may listen on OWN, bind FROM, connect to PEER, where a server
 * echoes, and to CLOSED, where none is; and nothing with DENIED.
 */
public final class SocketSurvey {
    private static final int MOST_WORDS = 2;

    private static int own;
    private static int peer;
    private static int closed;
    private static int denied;
    private static int from;

    private SocketSurvey() {}

    public static void main(String[] args) throws Exception {
        own = Integer.parseInt(args[0]);
        peer = Integer.parseInt(args[1]);
        closed = Integer.parseInt(args[2]);
        denied = Integer.parseInt(args[3]);
        from = Integer.parseInt(args[4]);
        binds();
        connects();
        threads();
        datagrams();
        names();
        of("http", () -> {
            http();
            return "done";
        });
    }

    private static void of(String what, Callable<?> call) {
        String outcome;
        try {
            outcome = String.valueOf(call.call());
        } catch (Throwable e) {
            Throwable thrown = e instanceof ExecutionException ? e.getCause() : e;
            // What follows names who refused, and the grant.
            String[] words = String.valueOf(thrown.getMessage()).split(":", MOST_WORDS);
            outcome = thrown.getClass().getName() + ": " + words[0];
        }
        System.out.println(what + " -> " + outcome + (Thread.interrupted() ? ", interrupted" : ""));
    }

    private static void binds() {
        for (int port : new int[] {own, denied, 0}) {
            String to = port == own ? " own" : port == 0 ? " free" : " denied";
            of("ServerSocket" + to, () -> {
                try (ServerSocket socket = new ServerSocket(port)) {
                    return socket.getLocalSocketAddress();
                }
            });
            of("ServerSocketChannel" + to, () -> {
                try (ServerSocketChannel channel = ServerSocketChannel.open()) {
                    return channel.bind(new InetSocketAddress("127.0.0.1", port))
                            .getLocalAddress();
                }
            });
            of("AsynchronousServerSocketChannel" + to, () -> {
                try (AsynchronousServerSocketChannel channel = AsynchronousServerSocketChannel.open()) {
                    return channel.bind(new InetSocketAddress("127.0.0.1", port))
                            .getLocalAddress();
                }
            });
            of("DatagramSocket" + to, () -> {
                try (DatagramSocket socket = new DatagramSocket(port)) {
                    return port == 0 ? "bound" : socket.getLocalSocketAddress();
                }
            });
        }
        of("twice", () -> {
            try (ServerSocket first = new ServerSocket(own)) {
                return first.isBound() ? new ServerSocket(own) : "not bound";
            }
        });
        of("elsewhere", () -> new ServerSocket(own, 1, InetAddress.getByName("8.8.8.8")));
    }

    private static Object asked(Socket socket) throws IOException {
        try (socket) {
            socket.getOutputStream().write('a');
            return (char) socket.getInputStream().read() + " from " + socket.getRemoteSocketAddress();
        }
    }

    private static void connects() {
        for (int port : new int[] {peer, closed, denied, 0}) {
            SocketAddress at = new InetSocketAddress("127.0.0.1", port);
            String to = port == peer ? " peer" : port == closed ? " closed" : port == 0 ? " 0" : " denied";
            of("Socket" + to, () -> asked(new Socket("127.0.0.1", port)));
            of("Socket by name" + to, () -> asked(new Socket("localhost", port)));
            of("Socket with a timeout" + to, () -> {
                Socket socket = new Socket();
                socket.connect(at, 5_000);
                return asked(socket);
            });
            of("Socket from a port" + to, () -> {
                try (Socket socket = new Socket("127.0.0.1", port, InetAddress.getByName("127.0.0.1"), from)) {
                    // Else the port would not be free again at once.
                    socket.setSoLinger(true, 0);
                    return asked(socket) + " to " + socket.getLocalPort();
                }
            });
            of("SocketChannel" + to, () -> {
                try (SocketChannel channel = SocketChannel.open(at)) {
                    return channel.getRemoteAddress();
                }
            });
            of("Selector" + to, () -> selected(at));
            of("AsynchronousSocketChannel" + to, () -> {
                try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
                    channel.connect(at).get();
                    return channel.getRemoteAddress();
                }
            });
        }
        of("itself", () -> {
            try (ServerSocket server = new ServerSocket(own);
                    Socket client = new Socket("localhost", own);
                    Socket served = server.accept()) {
                return served.getLocalPort() + " " + client.getPort();
            }
        });
        of("unresolved", () -> {
            try (Socket socket = new Socket()) {
                socket.connect(InetSocketAddress.createUnresolved("nowhere.invalid", peer));
                return "connected";
            }
        });
    }

    private static Object selected(SocketAddress at) throws IOException {
        try (Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            if (!channel.connect(at)) {
                channel.register(selector, SelectionKey.OP_CONNECT);
                selector.select();
                channel.finishConnect();
            }
            return channel.isConnected();
        }
    }

    private static void threads() throws InterruptedException {
        Callable<Object> connect = () -> asked(new Socket("127.0.0.1", peer));
        of("pool", () -> ForkJoinPool.commonPool().submit(connect).get());
        Thread virtual = Thread.startVirtualThread(() -> of("virtual", connect));
        virtual.join();
        Thread subclass = new Thread() {
            @Override
            public void run() {
                of("of a class of its own", connect);
            }
        };
        subclass.start();
        subclass.join();
        of("interrupted", () -> {
            Thread.currentThread().interrupt();
            return asked(new Socket("127.0.0.1", peer));
        });
        of("interrupted channel", () -> {
            Thread.currentThread().interrupt();
            return SocketChannel.open(new InetSocketAddress("127.0.0.1", peer));
        });
        of("interrupted datagram", () -> {
            Thread.currentThread().interrupt();
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(new byte[1], 1, new InetSocketAddress("127.0.0.1", peer)));
                return "sent";
            }
        });
    }

    private static void datagrams() {
        for (int port : new int[] {peer, closed, denied}) {
            InetSocketAddress at = new InetSocketAddress("127.0.0.1", port);
            String to = port == peer ? " peer" : port == closed ? " closed" : " denied";
            of("DatagramSocket" + to, () -> {
                try (DatagramSocket socket = new DatagramSocket()) {
                    socket.send(new DatagramPacket(new byte[] {1}, 1, at));
                    return port == peer ? received(socket) : "sent";
                }
            });
            of("connected DatagramSocket" + to, () -> {
                try (DatagramSocket socket = new DatagramSocket()) {
                    socket.connect(at);
                    socket.send(new DatagramPacket(new byte[] {1}, 1));
                    return port == peer ? received(socket) : "sent";
                }
            });
            of("DatagramChannel" + to, () -> {
                try (DatagramChannel channel = DatagramChannel.open()) {
                    return channel.send(ByteBuffer.wrap(new byte[] {1}), at);
                }
            });
        }
        of("an answer to a stranger", () -> {
            try (DatagramSocket asked = new DatagramSocket(own);
                    DatagramSocket asks = new DatagramSocket()) {
                asks.send(new DatagramPacket(new byte[] {1}, 1, new InetSocketAddress("127.0.0.1", own)));
                DatagramPacket packet = new DatagramPacket(new byte[1], 1);
                asked.receive(packet);
                asked.send(packet);
                asks.receive(packet);
                return packet.getPort();
            }
        });
    }

    private static Object received(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[10], 10);
        socket.receive(packet);
        return packet.getLength() + " from " + packet.getSocketAddress();
    }

    private static void names() {
        for (String name : new String[] {"localhost", "127.0.0.1", "::1", "nowhere.invalid", "", "8.8.8.8"}) {
            of("name " + name, () -> InetAddress.getByName(name));
            of("all of " + name, () -> InetAddress.getAllByName(name).length > 0);
        }
        of("canonical", () -> InetAddress.getByName("127.0.0.1").getCanonicalHostName());
        of("reverse", () -> InetAddress.getByAddress(new byte[] {8, 8, 8, 8}).getHostName());
        of("local host", InetAddress::getLocalHost);
    }

    private static void http() throws IOException {
        of("HttpServer denied", () -> HttpServer.create(new InetSocketAddress("127.0.0.1", denied), 0));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", own), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(exchange.getRequestURI().getPath().getBytes());
            exchange.close();
        });
        server.start();
        URI uri = URI.create("http://localhost:" + own + "/itself");
        of("HttpClient", () -> {
            try (HttpClient client = HttpClient.newHttpClient()) {
                return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                        .body();
            }
        });
        of("URL", () -> new String(uri.toURL().openStream().readAllBytes()));
        server.stop(0);
    }
}
