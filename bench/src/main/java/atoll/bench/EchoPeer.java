package atoll.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back what comes to a free port of the loopback, until it is closed. */
final class EchoPeer implements AutoCloseable {
    private static final int BACKLOG = 50;

    private final ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));

    EchoPeer() throws IOException {
        Thread.startVirtualThread(this::accepts);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accepts() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.startVirtualThread(() -> echoes(socket));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private static void echoes(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The other side has gone.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
