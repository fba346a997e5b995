package atoll.server.hostnet;

import atoll.contract.net.SocketEnd;
import atoll.contract.net.SocketKind;
import atoll.contract.net.Sockets;
import java.io.IOException;

/**
 * Where one client's own sockets go: where they were to, if the client's rights reach there. Nothing is kept of them. Calls that
 * may ask the resolver look for room first, for that has locks.
 */
final class Signpost implements Sockets {
    private final Rights rights;

    Signpost(Rights rights) {
        this.rights = rights;
    }

    @Override
    public SocketEnd bind(SocketKind kind, String host, int port) throws IOException {
        rights.checkBind(kind, port);
        return new SocketEnd(host, port);
    }

    @Override
    public SocketEnd connect(SocketKind kind, String host, int port) throws IOException {
        Depth.need();
        rights.checkReach(host, port);
        return new SocketEnd(host, port);
    }

    @Override
    public SocketEnd send(String host, int port, boolean answer) throws IOException {
        if (!answer) {
            Depth.need();
            rights.checkReach(host, port);
        }
        return new SocketEnd(host, port);
    }

    @Override
    public String[] lookup(String name) throws IOException {
        Depth.need();
        return rights.lookup(name);
    }

    @Override
    public String name(String host) throws IOException {
        Depth.need();
        return rights.name(host);
    }
}
