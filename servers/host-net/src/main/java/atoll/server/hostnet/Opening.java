package atoll.server.hostnet;

import atoll.contract.net.SocketEnd;
import atoll.contract.net.SocketPair;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * How a socket comes to be, in two steps: between them it is noted, so that nobody waits in a socket that is not. Classes and
 * not lambdas, as in {@link Use}.
 */
interface Opening<S extends Opened, T> {
    /** The socket, with which nothing is done yet. */
    S made() throws IOException;

    /** What the client is told of it. */
    T begin(S made) throws IOException;

    /** {@code endings}: as for {@link Opened}. */
    record Connect(long endings, InetSocketAddress to, int timeout) implements Opening<Connected, SocketPair> {
        @Override
        public Connected made() throws IOException {
            return new Connected(SocketChannel.open(), endings);
        }

        @Override
        public SocketPair begin(Connected made) throws IOException {
            made.connect(to, timeout);
            return made.pair();
        }
    }

    /** {@code endings}: as for {@link Opened}. */
    record Listen(long endings, InetSocketAddress here, int backlog) implements Opening<Listening, SocketEnd> {
        @Override
        public Listening made() throws IOException {
            return new Listening(ServerSocketChannel.open(), endings);
        }

        @Override
        public SocketEnd begin(Listening made) throws IOException {
            made.bind(here, backlog);
            return made.local();
        }
    }

    /** Belongs to whom the listener belongs to, who may have ended while it waited. */
    record Accept(Listening from, int timeout) implements Opening<Connected, SocketPair> {
        @Override
        public Connected made() throws IOException {
            return new Connected(from.accept(timeout), from.endings);
        }

        @Override
        public SocketPair begin(Connected made) throws IOException {
            return made.pair();
        }
    }
}
