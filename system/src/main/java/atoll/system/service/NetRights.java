package atoll.system.service;

import atoll.personality.java.Grants;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What one client of a net server may do; nothing at first. */
public final class NetRights {
    private static final int MOST_SOCKETS = 1_000;
    private static final int MOST_PORT = 65_535;

    private record Destination(String host, int port) {}

    private final TreeSet<Integer> listen = new TreeSet<>();
    private final List<Destination> connect = new ArrayList<>();
    private int sockets = MOST_SOCKETS;

    public NetRights() {}

    /** What these grants allow; {@link IllegalArgumentException} for a host whose name has a comma or an equals sign. */
    public static NetRights of(Grants grants) {
        NetRights rights = new NetRights();
        grants.listening().forEach(rights::listen);
        grants.connecting(rights::connect);
        return rights;
    }

    /** It may listen on that port of the host; 0 stands for any free one. */
    public NetRights listen(int port) {
        checkPort(port);
        listen.add(port);
        return this;
    }

    /** It may look up the host and connect to it; port 0 stands for all ports, host {@code *} for all. */
    public NetRights connect(String host, int port) {
        checkPort(port);
        checkWord(host);
        connect.add(new Destination(host, port));
        return this;
    }

    /** It may have so many sockets open at a time; 1,000 if not said. */
    public NetRights sockets(int most) {
        sockets = most;
        return this;
    }

    boolean isNothing() {
        return listen.isEmpty() && connect.isEmpty();
    }

    private static void checkPort(int port) {
        if (port < 0 || port > MOST_PORT) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    /** What stands in an argument of the server must not end there. */
    static void checkWord(String word) {
        if (word.isEmpty() || word.indexOf(',') >= 0 || word.indexOf('=') >= 0) {
            throw new IllegalArgumentException(
                    "\"" + word + "\" is no name: it is empty, or has a comma or an equals sign");
        }
    }

    /** As an argument of the server. */
    String text(String client) {
        StringBuilder text = new StringBuilder(client).append("=sockets:").append(sockets);
        for (int port : listen) {
            text.append(",listen:").append(port);
        }
        for (Destination to : connect) {
            text.append(",connect:").append(to.host()).append(':').append(to.port());
        }
        return text.toString();
    }

    /** What the server needs itself to do that for a client. */
    void give(Grants server) {
        for (int port : listen) {
            server.listen(port);
        }
        for (Destination to : connect) {
            server.connect(to.host(), to.port());
        }
    }
}
