package atoll.server.hostnet;

import atoll.contract.net.SocketEnd;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** A socket of a client. */
abstract class Opened {
    /** The endings of processes of the client that had been seen when it was opened; with the next one it is nobody's. */
    final long endings;

    Opened(long endings) {
        this.endings = endings;
    }

    abstract boolean isOpen();

    /** Closes it, and lets threads go that are in it. Does not wait. */
    abstract void close() throws IOException;

    static SocketEnd end(SocketAddress address) {
        InetSocketAddress inet = (InetSocketAddress) address;
        return new SocketEnd(inet.getAddress().getHostAddress(), inet.getPort());
    }
}
