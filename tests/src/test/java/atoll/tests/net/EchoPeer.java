package atoll.tests.net;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back what comes to its port of the loopback, by TCP and UDP, until it is closed. */
public final class EchoPeer implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final int MOST = 10_000;

    private final ServerSocket server;
    private final DatagramSocket datagrams;

    public EchoPeer(int port) throws IOException {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        server = new ServerSocket(port, BACKLOG, here);
        datagrams = new DatagramSocket(port, here);
        Thread.startVirtualThread(this::accepts);
        Thread.startVirtualThread(this::answers);
    }

    private void accepts() {
        try {
            while (true) {
                Socket socket = server.accept();
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

    private void answers() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[MOST], MOST);
                datagrams.receive(packet);
                datagrams.send(packet);
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        datagrams.close();
    }
}
