package atoll.tests.net;

import atoll.contract.net.SocketOption;
import atoll.library.net.Connection;
import atoll.library.net.Listener;
import atoll.library.net.Network;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The same calls by {@code java.net} and through the net server. */
interface Sockets {
    Peer connect(int port, int timeout) throws IOException;

    Door listen(int port, int backlog) throws IOException;

    /** A listening socket. */
    interface Door extends Closeable {
        Peer accept() throws IOException;

        void timeout(int millis) throws IOException;

        int port();
    }

    /** One end of a connection. */
    interface Peer extends Closeable {
        InputStream in() throws IOException;

        OutputStream out() throws IOException;

        void timeout(int millis) throws IOException;

        void shutdownOutput() throws IOException;

        void shutdownInput() throws IOException;

        /** When it is closed, the other side is reset. */
        void willReset() throws IOException;
    }

    /** By {@code java.net}. */
    record Plain() implements Sockets {
        @Override
        public Peer connect(int port, int timeout) throws IOException {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeout);
            return new PlainPeer(socket);
        }

        @Override
        public Door listen(int port, int backlog) throws IOException {
            return new PlainDoor(new ServerSocket(port, backlog, InetAddress.getLoopbackAddress()));
        }
    }

    /** A listening socket of {@code java.net}. */
    record PlainDoor(ServerSocket socket) implements Door {
        @Override
        public Peer accept() throws IOException {
            return new PlainPeer(socket.accept());
        }

        @Override
        public void timeout(int millis) throws IOException {
            socket.setSoTimeout(millis);
        }

        @Override
        public int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** A connection of {@code java.net}. */
    record PlainPeer(Socket socket) implements Peer {
        @Override
        public InputStream in() throws IOException {
            return socket.getInputStream();
        }

        @Override
        public OutputStream out() throws IOException {
            return socket.getOutputStream();
        }

        @Override
        public void timeout(int millis) throws IOException {
            socket.setSoTimeout(millis);
        }

        @Override
        public void shutdownOutput() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public void shutdownInput() throws IOException {
            socket.shutdownInput();
        }

        @Override
        public void willReset() throws IOException {
            socket.setSoLinger(true, 0);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Through the net server. */
    record Served(Network network) implements Sockets {
        @Override
        public Peer connect(int port, int timeout) throws IOException {
            return new ServedPeer(network.connect("127.0.0.1", port, timeout));
        }

        @Override
        public Door listen(int port, int backlog) throws IOException {
            return new ServedDoor(network.listen("127.0.0.1", port, backlog));
        }
    }

    /** A listening socket of the net server. */
    record ServedDoor(Listener listener) implements Door {
        @Override
        public Peer accept() throws IOException {
            return new ServedPeer(listener.accept());
        }

        @Override
        public void timeout(int millis) {
            listener.timeout(millis);
        }

        @Override
        public int port() {
            return listener.local().getPort();
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    /** A connection of the net server. */
    record ServedPeer(Connection connection) implements Peer {
        @Override
        public InputStream in() {
            return connection.inputStream();
        }

        @Override
        public OutputStream out() {
            return connection.outputStream();
        }

        @Override
        public void timeout(int millis) {
            connection.timeout(millis);
        }

        @Override
        public void shutdownOutput() throws IOException {
            connection.shutdownOutput();
        }

        @Override
        public void shutdownInput() throws IOException {
            connection.shutdownInput();
        }

        @Override
        public void willReset() throws IOException {
            connection.option(SocketOption.LINGER, 0);
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
