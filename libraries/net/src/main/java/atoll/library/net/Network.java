package atoll.library.net;

import atoll.contract.PeerDied;
import atoll.contract.net.Net;
import atoll.contract.net.SocketEnd;
import atoll.contract.net.SocketId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Connections and listeners over a {@link Net}. Errors are those of {@code java.net}. */
public final class Network {
    private static final int BACKLOG = 50;

    private final Net net;

    public Network(Net net) {
        this.net = net;
    }

    /** Waits as long as the host does. */
    public Connection connect(String host, int port) throws IOException {
        return connect(host, port, 0);
    }

    /** {@code timeout} in milliseconds; 0: none. */
    public Connection connect(String host, int port, int timeout) throws IOException {
        SocketId id = Ids.next();
        try {
            return new Connection(net, id, net.connect(id, host, port, timeout));
        } catch (IOException | PeerDied e) {
            throw NetErrors.ofConnect(e, host);
        }
    }

    /** On all addresses of the host; port 0 stands for a free one. */
    public Listener listen(int port) throws IOException {
        return listen("", port, BACKLOG);
    }

    /** On one address, or all for the empty string; {@code backlog} connections wait to be accepted. */
    public Listener listen(String host, int port, int backlog) throws IOException {
        SocketId id = Ids.next();
        try {
            return new Listener(net, id, host, net.listen(id, host, port, backlog), backlog);
        } catch (IOException | PeerDied e) {
            throw NetErrors.ofListen(e);
        }
    }

    /** The addresses of a host that may be connected to. */
    public InetAddress[] lookup(String host) throws IOException {
        try {
            String[] digits = net.lookup(host);
            InetAddress[] found = new InetAddress[digits.length];
            for (int i = 0; i < found.length; i++) {
                found[i] = InetAddress.getByAddress(
                        host, InetAddress.ofLiteral(digits[i]).getAddress());
            }
            return found;
        } catch (IOException | PeerDied e) {
            throw NetErrors.ofLookup(e, host);
        }
    }

    static InetSocketAddress address(SocketEnd end) {
        return new InetSocketAddress(InetAddress.ofLiteral(end.host()), end.port());
    }
}
