package workload;

import atoll.contract.Names;
import atoll.contract.net.Net;
import atoll.contract.net.SocketId;
import atoll.library.net.Listener;
import atoll.library.net.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * {@code HttpServer HOW PORT}: a small HTTP/1.1 server with connections that are kept, a thread for each; says "ready" once it
 * listens. {@code GET /N} is answered with N bytes. Its sockets are those of {@code java.net} ("plain"), of the net server
 * given as "net" by the library ("served"), or of that one by its methods without regions ("copied").
 */
public final class HttpServer {
    private static final int BACKLOG = 200;
    private static final int ROOM = 1 << 13;
    private static final String HERE = "127.0.0.1";

    private HttpServer() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[1]);
        switch (args[0]) {
            case "plain" -> plain(port);
            case "served" -> served(port);
            default -> copied(port);
        }
    }

    private static void plain(int port) throws IOException {
        ServerSocket door = new ServerSocket(port, BACKLOG, InetAddress.getByName(HERE));
        System.out.println("ready");
        while (true) {
            Socket socket = door.accept();
            socket.setTcpNoDelay(true);
            serve(socket.getInputStream(), socket.getOutputStream());
        }
    }

    private static void served(int port) throws IOException {
        Listener door = new Network(Names.find("net", Net.class)).listen(HERE, port, BACKLOG);
        System.out.println("ready");
        while (true) {
            var connection = door.accept();
            connection.option(atoll.contract.net.SocketOption.NO_DELAY, 1);
            serve(connection.inputStream(), connection.outputStream());
        }
    }

    private static void copied(int port) throws IOException {
        Net net = Names.find("net", Net.class);
        SocketId door = new SocketId(0, 0);
        net.listen(door, HERE, port, BACKLOG);
        System.out.println("ready");
        for (long i = 1; ; i++) {
            SocketId id = new SocketId(i, 0);
            net.accept(door, id, 0);
            net.setOption(id, atoll.contract.net.SocketOption.NO_DELAY, 1);
            serve(new CopiedIn(net, id), new CopiedOut(net, id));
        }
    }

    private static final class CopiedIn extends InputStream {
        private final Net net;
        private final SocketId id;

        CopiedIn(Net net, SocketId id) {
            this.net = net;
            this.id = id;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            byte[] got = net.receive(id, length, 0);
            System.arraycopy(got, 0, into, from, got.length);
            return got.length == 0 ? -1 : got.length;
        }

        @Override
        public void close() throws IOException {
            net.close(id);
        }
    }

    private static final class CopiedOut extends OutputStream {
        private final Net net;
        private final SocketId id;

        CopiedOut(Net net, SocketId id) {
            this.net = net;
            this.id = id;
        }

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            net.send(id, from == 0 && length == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, from + length));
        }
    }

    private static void serve(InputStream in, OutputStream out) {
        new Thread(() -> {
                    try (in) {
                        answer(in, out);
                    } catch (IOException e) {
                        // The other side is gone.
                    }
                })
                .start();
    }

    /** Request by request, until there are no more. The same code whatever the sockets are. */
    private static void answer(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[ROOM];
        int count = 0;
        while (true) {
            int end;
            while ((end = end(buffer, count)) < 0) {
                int got = in.read(buffer, count, ROOM - count);
                if (got < 0) {
                    return;
                }
                count += got;
            }
            out.write(response(size(buffer)));
            count -= end;
            System.arraycopy(buffer, end, buffer, 0, count);
        }
    }

    /** Where the first request ends, or -1. */
    private static int end(byte[] buffer, int count) {
        for (int i = 3; i < count; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** The number after the slash. */
    private static int size(byte[] request) {
        int size = 0;
        for (int i = "GET /".length(); request[i] >= '0' && request[i] <= '9'; i++) {
            size = size * 10 + request[i] - '0';
        }
        return size;
    }

    private static byte[] response(int size) {
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: " + size
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(head, head.length + size);
        Arrays.fill(all, head.length, all.length, (byte) ('a' + size % 26));
        return all;
    }
}
