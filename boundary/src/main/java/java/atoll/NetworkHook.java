package java.atoll;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.ConcurrentHashMap;

/** {@link Hook} for the network. */
public final class NetworkHook {
    /** Who has what open; keys are JDK objects that are equal only to themselves. */
    private static final ConcurrentHashMap<Object, Network> OWNERS = new ConcurrentHashMap<>();

    private NetworkHook() {}

    private static Network network() {
        World world = Identity.current();
        return world == null ? null : world.network();
    }

    // -- opening and closing

    /** {@code Net.socket}: gives the new descriptor back. */
    public static Object socket(Object descriptor, boolean stream) {
        return register(descriptor, stream ? Network.Kind.STREAM : Network.Kind.DATAGRAM);
    }

    public static Object serverSocket(Object descriptor) {
        return register(descriptor, Network.Kind.SERVER);
    }

    public static Object localSocket(Object descriptor) {
        return register(descriptor, Network.Kind.LOCAL);
    }

    /** Selectors, groups and descriptors that no factory of sockets made. */
    public static void opened(Object thing) {
        register(thing, Network.Kind.LOCAL);
    }

    private static Object register(Object thing, Network.Kind kind) {
        Network network = network();
        if (network != null && thing != null && OWNERS.putIfAbsent(thing, network) == null) {
            network.opened(thing, kind);
        }
        return thing;
    }

    /** Before the JDK closes a descriptor, by whatever thread: its owner hears of it. */
    public static void closing(Object thing) {
        Network owner = OWNERS.remove(thing);
        if (owner != null) {
            owner.closing(thing);
        }
    }

    // -- ports

    /** Where the host is to bind, or null when it is as asked. */
    public static InetSocketAddress bind(Object socket, Object address, int port) throws IOException {
        Network network = network();
        return network == null ? null : network.bind((FileDescriptor) socket, (InetAddress) address, port);
    }

    public static void bound(Object socket) throws IOException {
        Network network = network();
        if (network != null) {
            network.bound((FileDescriptor) socket);
        }
    }

    /** Where the host is to connect, or null when it is as asked. */
    public static InetSocketAddress connect(Object socket, Object address, int port) throws IOException {
        Network network = network();
        return network == null ? null : network.connect((FileDescriptor) socket, (InetAddress) address, port);
    }

    public static Object send(Object target) throws IOException {
        Network network = network();
        return network == null ? target : network.send((InetSocketAddress) target);
    }

    public static Object sender(Object host) {
        Network network = network();
        return network == null ? host : network.sender((InetSocketAddress) host);
    }

    /** {@code Net.localAddress}: the first call with the descriptor of an accepted connection. */
    public static Object local(Object host, Object socket) {
        Network network = network();
        if (network == null) {
            return host;
        }
        register(socket, Network.Kind.STREAM);
        return network.local((FileDescriptor) socket, (InetSocketAddress) host);
    }

    // -- names, and what the host's network looks like

    public static void resolve(String host) throws IOException {
        Network network = network();
        if (network != null && host != null) {
            network.resolve(host);
        }
    }

    /** Whether a process looks a name up elsewhere than at the host. */
    public static boolean looksUp(Object host) {
        Network network = network();
        return network != null && network.looksUp();
    }

    public static Object lookUp(Object host) throws IOException {
        return Identity.current().network().lookUp((String) host);
    }

    /** An address whose look-up was refused is refused again, with the reason, where it is used. */
    public static void named(Object address) throws IOException {
        if (address instanceof InetSocketAddress inet && inet.isUnresolved()) {
            resolve(inet.getHostString());
        }
    }

    public static Object nameOf(Object address) {
        Network network = network();
        return network == null ? ((InetAddress) address).getHostAddress() : network.nameOf((InetAddress) address);
    }

    public static Object localHost() throws IOException {
        return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    }

    public static void probes(Object address) throws IOException {
        Network network = network();
        if (network != null) {
            network.refuse("probe the host " + ((InetAddress) address).getHostAddress());
        }
    }

    public static void joins(Object group) throws IOException {
        Network network = network();
        if (network != null) {
            network.refuse("join the multicast group " + ((InetAddress) group).getHostAddress());
        }
    }

    /** RMI keeps one table of objects, and of connections, for the whole JVM: a call would run as whoever came first. */
    public static void remote() throws IOException {
        Network network = network();
        if (network != null) {
            network.refuse("use RMI");
        }
    }

    /** A network interface of the host, if a process may see it: the loopback only. */
    public static Object seenInterface(Object found) throws SocketException {
        return network() == null || found == null || ((NetworkInterface) found).isLoopback() ? found : null;
    }

    public static Object interfaces() throws SocketException {
        return Collections.enumeration(Collections.singleton(loopback()));
    }

    public static Object interfaceStream() throws SocketException {
        return java.util.stream.Stream.of(loopback());
    }

    private static NetworkInterface loopback() throws SocketException {
        NetworkInterface found = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        if (found == null) {
            throw new SocketException("No network interfaces configured");
        }
        return found;
    }

    // -- UNIX sockets

    public static byte[] madePath(Object path) throws IOException {
        return Identity.current().network().socketPath((Path) path, true);
    }

    public static byte[] connectPath(Object path) throws IOException {
        return Identity.current().network().socketPath((Path) path, false);
    }

    /** The address of a UNIX socket in the guest's words; any other address as it is. */
    public static Object localPath(Object address) {
        Network network = network();
        if (network == null
                || !(address instanceof UnixDomainSocketAddress unix)
                || unix.getPath().toString().isEmpty()) {
            return address;
        }
        return UnixDomainSocketAddress.of(network.socketPath(unix.getPath()));
    }
}
