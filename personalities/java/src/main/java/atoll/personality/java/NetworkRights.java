package atoll.personality.java;

import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a process may do on the network: listen on granted ports, connect to granted hosts and to its own ports. */
final class NetworkRights {
    private final Grants grants;
    private final String who;
    private final Set<Integer> bound = ConcurrentHashMap.newKeySet();

    /** Addresses that granted names resolved to. */
    private final Map<String, String> names = new ConcurrentHashMap<>();

    NetworkRights(Grants grants, String who) {
        this.grants = grants;
        this.who = who;
    }

    void bind(int port) throws BindException {
        boolean any = !grants.listen.isEmpty() || !grants.connect.isEmpty();
        if (port == 0 ? !any : !grants.listen.contains(port)) {
            throw new BindException("Permission denied: " + who + " may not listen on port " + port + "; --listen "
                    + port + " grants it");
        }
        bound.add(port);
    }

    void connect(InetAddress address, int port) throws ConnectException {
        if (address.isLoopbackAddress() && bound.contains(port) || granted(address, port)) {
            return;
        }
        String host = names.getOrDefault(address.getHostAddress(), address.getHostAddress());
        throw new ConnectException("Connection refused: " + who + " may not connect to " + host + ":" + port
                + "; --connect " + host + ":" + port + " grants it");
    }

    private boolean granted(InetAddress address, int port) {
        for (Grants.Destination d : grants.connect) {
            boolean portFits = d.port() == 0 || d.port() == port;
            if (portFits && (d.host().equals("*") || matches(d.host(), address))) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String host, InetAddress address) {
        if (host.equals("localhost") && address.isLoopbackAddress() || host.equals(address.getHostAddress())) {
            return true;
        }
        if (!known(host)) {
            return false;
        }
        try {
            for (InetAddress a : InetAddress.getAllByName(host)) {
                if (a.equals(address)) {
                    names.put(address.getHostAddress(), host);
                    return true;
                }
            }
        } catch (UnknownHostException e) {
            return false;
        }
        return false;
    }

    void resolve(String host) throws UnknownHostException {
        if (!host.equals("localhost") && !known(host)) {
            throw new UnknownHostException(
                    host + ": " + who + " may not look it up; --connect " + host + ":PORT grants it");
        }
    }

    private boolean known(String host) {
        return grants.connect.stream()
                .anyMatch(d -> d.host().equals("*") || d.host().equalsIgnoreCase(host));
    }
}
