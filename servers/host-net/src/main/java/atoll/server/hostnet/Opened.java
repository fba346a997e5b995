package atoll.server.hostnet;

import atoll.contract.net.SocketEnd;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.Channel;

/** A socket of a client. */
abstract class Opened {
    private final Channel socket;

    /** The endings of processes of the client that had been seen when it was opened; with the next one it is nobody's. */
    final long endings;

    Opened(Channel socket, long endings) {
        this.socket = socket;
        this.endings = endings;
    }

    final boolean isOpen() {
        return socket.isOpen();
    }

    /** Closes it, and lets threads go that are in it. Does not wait. */
    final void close() throws IOException {
        socket.close();
    }

    static SocketEnd end(SocketAddress address) {
        InetSocketAddress inet = (InetSocketAddress) address;
        return new SocketEnd(inet.getAddress().getHostAddress(), inet.getPort());
    }
}
