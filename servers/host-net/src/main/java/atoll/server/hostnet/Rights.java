package atoll.server.hostnet;

import atoll.contract.net.NetFault;
import atoll.contract.net.SocketKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one client may do: {@code listen:PORT}, with 0 for any free one; {@code connect:HOST:PORT}, with the host {@code *} and
 * the port 0 for all; {@code sockets:NUMBER} at a time. Nothing else.
 */
final class Rights {
    private static final int MOST_PORT = 65_535;

    private record Destination(String host, int port) {
        boolean covers(String name, InetAddress address) {
            return host.equals("*")
                    || host.equalsIgnoreCase(name)
                    || host.equals(address.getHostAddress())
                    || host.equals("localhost") && isHere(address);
        }

        /** Whether it names the address, by what its name resolves to if by nothing else. */
        boolean reaches(InetAddress address, int wanted) throws IOException {
            if (port != 0 && port != wanted) {
                return false;
            }
            return covers("", address)
                    || !isDigits(host) && List.of(known(host)).contains(address);
        }
    }

    private final String client;
    private final Set<Integer> listen = new HashSet<>();
    private final List<Destination> connect = new ArrayList<>();
    private int sockets;

    private Rights(String client) {
        this.client = client;
    }

    static Rights parse(String text) {
        int equals = text.indexOf('=');
        Rights rights = new Rights(text.substring(0, equals));
        for (String right : text.substring(equals + 1).split(",")) {
            if (!right.isEmpty()) {
                rights.add(right);
            }
        }
        return rights;
    }

    private void add(String right) {
        int colon = right.indexOf(':');
        int last = right.lastIndexOf(':');
        int number = Integer.parseInt(right.substring(last + 1));
        switch (right.substring(0, colon)) {
            case "listen" -> listen.add(number);
            case "connect" -> connect.add(new Destination(right.substring(colon + 1, last), number));
            case "sockets" -> sockets = number;
            default -> throw new IllegalArgumentException("no right: " + right);
        }
    }

    String client() {
        return client;
    }

    int sockets() {
        return sockets;
    }

    /** Linux takes the wildcard for the loopback. */
    private static boolean isHere(InetAddress address) {
        return address.isLoopbackAddress() || address.isAnyLocalAddress();
    }

    static void checkPort(int port) throws IOException {
        if (port < 0 || port > MOST_PORT) {
            throw NetFault.INVALID.because("port " + port);
        }
    }

    /** Where to listen. */
    InetSocketAddress here(String host, int port) throws IOException {
        checkPort(port);
        if (!listen.contains(port)) {
            throw NetFault.DENIED.because(client + " (Net.listen) may not listen on port " + port
                    + "; NetRights.listen(" + port + ") grants it");
        }
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(addresses(host)[0], port);
    }

    /** Where to connect to: the first address of the host, as {@code java.net} does. */
    InetSocketAddress there(String host, int port) throws IOException {
        checkPort(port);
        InetAddress[] found = names(host) ? addresses(host) : new InetAddress[0];
        if (found.length > 0) {
            for (Destination to : connect) {
                if ((to.port == 0 || to.port == port) && to.covers(host, found[0])) {
                    return new InetSocketAddress(found[0], port);
                }
            }
        }
        throw NetFault.DENIED.because(client + " (Net.connect) may not connect to " + host + ":" + port
                + "; NetRights.connect(\"" + host + "\", " + port + ") grants it");
    }

    /** Where a socket of the client's own is bound: a free port is whoever's who may do anything. */
    void checkBind(SocketKind kind, int port) throws IOException {
        checkPort(port);
        boolean sends = port == 0 && kind != SocketKind.LISTENER;
        if (!listen.contains(port) && !(sends && !(listen.isEmpty() && connect.isEmpty()))) {
            throw NetFault.DENIED.because(client + " (Sockets.bind) may not listen on port " + port
                    + "; NetRights.listen(" + port + ") grants it, --listen " + port + " on the command line");
        }
    }

    /** Where a socket of the client's own goes. */
    void checkReach(String digits, int port) throws IOException {
        checkPort(port);
        InetAddress address = literal(digits);
        for (Destination to : connect) {
            if (to.reaches(address, port)) {
                return;
            }
        }
        throw NetFault.DENIED.because(client + " (Sockets.connect) may not connect to " + digits + ":" + port
                + "; NetRights.connect(\"" + digits + "\", " + port + ") grants it, --connect " + digits + ":" + port
                + " on the command line");
    }

    /** The name in some right that leads to the address, or the digits. */
    String name(String digits) throws IOException {
        InetAddress address = literal(digits);
        if (address.isLoopbackAddress()) {
            return "localhost";
        }
        for (Destination to : connect) {
            if (!to.host.equals("*") && to.reaches(address, to.port)) {
                return to.host;
            }
        }
        return digits;
    }

    private static InetAddress literal(String digits) throws IOException {
        try {
            return InetAddress.ofLiteral(digits);
        } catch (IllegalArgumentException e) {
            throw NetFault.INVALID.because("not an address: " + digits);
        }
    }

    /** The addresses of a host that is in some right, as digits. */
    String[] lookup(String host) throws IOException {
        if (!names(host)) {
            throw NetFault.UNKNOWN_HOST.because(host + ": " + client
                    + " (Net.lookup) may not look it up; NetRights.connect(\"" + host + "\", PORT) grants it");
        }
        InetAddress[] found = addresses(host);
        String[] digits = new String[found.length];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = found[i].getHostAddress();
        }
        return digits;
    }

    /** Whether the resolver may be asked. Digits need none, and who asks for this machine learns nothing. */
    private boolean names(String host) {
        if (isDigits(host) || host.equals("localhost")) {
            return true;
        }
        for (Destination to : connect) {
            if (to.host.equals("*") || to.host.equalsIgnoreCase(host)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigits(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    private static InetAddress[] known(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            return new InetAddress[0];
        }
    }

    private static InetAddress[] addresses(String host) throws IOException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw NetFault.UNKNOWN_HOST.because(String.valueOf(e.getMessage()));
        }
    }
}
