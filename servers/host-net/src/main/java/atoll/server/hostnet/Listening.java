package atoll.server.hostnet;

import atoll.contract.net.SocketEnd;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A listening socket. */
final class Listening extends Opened {
    private final ServerSocketChannel channel;

    Listening(ServerSocketChannel channel, long endings) {
        super(channel, endings);
        this.channel = channel;
    }

    void bind(InetSocketAddress to, int backlog) throws IOException {
        channel.bind(to, backlog);
    }

    SocketEnd local() throws IOException {
        return end(channel.getLocalAddress());
    }

    /** Waits in the host, on the caller's thread. */
    SocketChannel accept(int timeout) throws IOException {
        if (timeout == 0) {
            return channel.accept();
        }
        channel.socket().setSoTimeout(timeout);
        return channel.socket().accept().getChannel();
    }
}
