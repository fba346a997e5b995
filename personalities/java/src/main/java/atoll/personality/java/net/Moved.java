package atoll.personality.java.net;

import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the net server put elsewhere: the program sees its ports, and who answers its datagrams, where it asked for them. */
final class Moved {
    private record Port(boolean stream, int number) {}

    /** A socket that is bound elsewhere; the host's port is 0 until it is known. */
    private record Place(boolean stream, int asked, int host) {}

    // Guarded by this. No lock of a process is ever taken inside.
    private final IdentityHashMap<FileDescriptor, Place> sockets = new IdentityHashMap<>();
    private final Map<Port, Integer> asked = new HashMap<>();
    private final Map<Port, Integer> hosts = new HashMap<>();

    /** By the host's address, the one that the program sent to. */
    private final Map<InetSocketAddress, InetSocketAddress> peers = Recent.map();

    private volatile boolean any;

    /** The socket is about to be bound to another port than {@code port}. */
    synchronized void binds(FileDescriptor socket, boolean stream, int port) {
        any = true;
        sockets.put(socket, new Place(stream, port, 0));
    }

    synchronized void bound(FileDescriptor socket, int host) {
        Place place = sockets.get(socket);
        if (place != null) {
            sockets.put(socket, new Place(place.stream, place.asked, host));
            asked.put(new Port(place.stream, host), place.asked);
            hosts.put(new Port(place.stream, place.asked), host);
        }
    }

    void closed(FileDescriptor socket) {
        if (any) {
            forget(socket);
        }
    }

    private synchronized void forget(FileDescriptor socket) {
        Place place = sockets.remove(socket);
        if (place != null) {
            asked.remove(new Port(place.stream, place.host), place.asked);
            hosts.remove(new Port(place.stream, place.asked), place.host);
        }
    }

    /** The process's name for an address of one of its sockets. */
    InetSocketAddress local(boolean stream, InetSocketAddress host) {
        Integer port = any ? port(asked, stream, host.getPort()) : null;
        return port == null ? host : new InetSocketAddress(host.getAddress(), port);
    }

    /** The host's port of the socket that this process has bound to {@code port}; the same if that was not moved. */
    int host(boolean stream, int port) {
        Integer host = any ? port(hosts, stream, port) : null;
        return host == null ? port : host;
    }

    private synchronized @Nullable Integer port(Map<Port, Integer> in, boolean stream, int number) {
        return in.get(new Port(stream, number));
    }

    /** A datagram to {@code to} went to {@code host}. */
    void sent(InetSocketAddress to, InetSocketAddress host) {
        if (!to.equals(host)) {
            any = true;
            peers.put(host, to);
        } else if (any) {
            peers.remove(host);
        }
    }

    /** The process's name for who sent a datagram. */
    InetSocketAddress peer(InetSocketAddress host) {
        return any ? peers.getOrDefault(host, host) : host;
    }
}
