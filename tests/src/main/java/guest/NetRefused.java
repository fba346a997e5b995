package guest;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.KeyStore;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Tries every way to the network, and prints how each is refused; the argument is a port of the host that is served. */
public final class NetRefused {
    private interface Attempt {
        Object run() throws Exception;
    }

    private NetRefused() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("tls")) {
            trusted();
            return;
        }
        int port = Integer.parseInt(args[0]);
        InetSocketAddress served = new InetSocketAddress("127.0.0.1", port);
        attempt("Socket", () -> new Socket("127.0.0.1", port));
        attempt("Socket localhost", () -> new Socket("localhost", port));
        attempt("Socket wildcard", () -> new Socket("0.0.0.0", port));
        attempt("Socket v6", () -> new Socket("::1", port));
        attempt("Socket by name", () -> new Socket("example.com", port));
        attempt("SocketChannel", () -> SocketChannel.open(served));
        attempt("SocketChannel non-blocking", () -> {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            return channel.connect(served);
        });
        attempt("Asynchronous", () -> {
            try {
                return AsynchronousSocketChannel.open().connect(served).get();
            } catch (ExecutionException e) {
                throw (Exception) e.getCause();
            }
        });
        attempt(
                "HttpURLConnection",
                () -> URI.create("http://127.0.0.1:" + port + "/").toURL().openStream());
        attempt(
                "HttpClient",
                () -> HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()));
        listen(port, served);
        look();
        System.out.println("end");
    }

    private static void listen(int port, InetSocketAddress served) {
        attempt("ServerSocket", () -> new ServerSocket(port + 1));
        attempt("ServerSocket 0", () -> new ServerSocket(0));
        attempt("ServerSocketChannel", () -> ServerSocketChannel.open().bind(new InetSocketAddress(0)));
        attempt(
                "AsynchronousServer",
                () -> AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(0)));
        attempt("HttpServer", () -> com.sun.net.httpserver.HttpServer.create(new InetSocketAddress(port + 1), 0));
        attempt("Bound Socket", () -> {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(port + 1));
            return socket;
        });
        attempt("DatagramSocket", () -> new DatagramSocket());
        attempt("DatagramSocket port", () -> new DatagramSocket(port + 1));
        attempt("MulticastSocket", () -> new MulticastSocket(port + 1));
        attempt("DatagramChannel send", () -> DatagramChannel.open().send(ByteBuffer.allocate(1), served));
        attempt("DatagramChannel connect", () -> DatagramChannel.open().connect(served));
    }

    /** How many authorities the default TLS context trusts. */
    private static void trusted() throws Exception {
        SSLContext.getDefault();
        SSLSocketFactory.getDefault();
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        System.out.println("trusted " + ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers().length);
    }

    private static void look() throws IOException {
        attempt("RMI", () -> java.rmi.registry.LocateRegistry.createRegistry(0));
        attempt("reachable", () -> InetAddress.getByName("127.0.0.1").isReachable(1));
        attempt("lookup", () -> InetAddress.getAllByName("example.com"));
        for (String name : Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .map(NetworkInterface::getName)
                .toList()) {
            System.out.println("interface " + name);
        }
        System.out.println("interfaces " + NetworkInterface.networkInterfaces().count());
        System.out.println("localhost " + InetAddress.getLocalHost());
        System.out.println(
                "reverse " + InetAddress.getByAddress(new byte[] {8, 8, 8, 8}).getHostName());
    }

    private static void attempt(String what, Attempt attempt) {
        try {
            System.out.println(what + ": DONE " + attempt.run());
        } catch (IOException e) {
            System.out.println(what + ": " + e.getClass().getName() + ": " + e.getMessage());
        } catch (Exception e) {
            System.out.println(what + ": ODD " + e);
        }
    }
}
