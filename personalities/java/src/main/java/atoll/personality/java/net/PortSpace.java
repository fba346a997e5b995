package atoll.personality.java.net;

import java.atoll.Network.Kind;
import java.io.FileDescriptor;
import java.net.BindException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ports that processes of this kernel have bound. A port of the kernel's own loopback is a name: behind it is a port
 * of 127.0.0.1 that the host chose, so that bytes move at the host's speed, and look-ups here lead from one to the other.
 */
public final class PortSpace {
    /** Streams and datagrams count their ports apart. */
    private record Port(boolean stream, int number) {}

    /**
     * A bound socket.
     *
     * @param port as the process sees it
     * @param host as the host sees it; 0 until it is known
     * @param hidden whether only the port space leads to it
     */
    record Bound(Object owner, Kind kind, int port, int host, boolean hidden) {}

    // Guarded by this. No lock of a process is ever taken inside.
    private final IdentityHashMap<FileDescriptor, Bound> sockets = new IdentityHashMap<>();
    private final Map<Port, FileDescriptor> names = new HashMap<>();
    private final Map<Port, FileDescriptor> hosts = new HashMap<>();

    /** Takes {@code port} of the kernel's loopback for {@code socket}; {@link #bound} completes it. */
    synchronized void reserve(FileDescriptor socket, Object owner, Kind kind, int port) throws BindException {
        Port name = new Port(kind != Kind.DATAGRAM, port);
        FileDescriptor holder = names.putIfAbsent(name, socket);
        if (holder != null && holder != socket) {
            throw new BindException("Address already in use");
        }
        sockets.putIfAbsent(socket, new Bound(owner, kind, port, 0, true));
    }

    /** The host bound {@code socket} to {@code host}. */
    synchronized void bound(FileDescriptor socket, Object owner, Kind kind, int host, boolean hidden) {
        Bound before = sockets.get(socket);
        int port = before == null ? host : before.port();
        boolean stream = kind != Kind.DATAGRAM;
        sockets.put(socket, new Bound(owner, kind, port, host, hidden));
        names.putIfAbsent(new Port(stream, port), socket);
        hosts.putIfAbsent(new Port(stream, host), socket);
    }

    synchronized void closed(FileDescriptor socket) {
        Bound bound = sockets.remove(socket);
        if (bound != null) {
            boolean stream = bound.kind() != Kind.DATAGRAM;
            names.remove(new Port(stream, bound.port()), socket);
            hosts.remove(new Port(stream, bound.host()), socket);
        }
    }

    synchronized @Nullable Bound of(FileDescriptor socket) {
        return sockets.get(socket);
    }

    /** Who has the port of the kernel's loopback. */
    synchronized @Nullable Bound named(boolean stream, int port) {
        return find(names.get(new Port(stream, port)));
    }

    /** Who has the port of the host. */
    synchronized @Nullable Bound at(boolean stream, int host) {
        return find(hosts.get(new Port(stream, host)));
    }

    private @Nullable Bound find(@Nullable FileDescriptor socket) {
        return socket == null ? null : sockets.get(socket);
    }
}
