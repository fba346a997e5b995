package atoll.personality.java.net;

import atoll.personality.java.audit.Audit;
import atoll.personality.java.files.PathCalls;
import java.atoll.Access;
import java.atoll.Network;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The network of one process: its rights, and what it has open. */
public final class ProcessNetwork extends Network {
    private static final Charset JNU = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final NetworkGrants grants;
    private final PortSpace space;
    private final PathCalls paths;
    private final String who;
    private final Runnable poll;
    private final @Nullable Audit audit;
    private final OpenThings open = new OpenThings();

    /** Digits of addresses that granted names resolved to, and the names. */
    private final Map<String, String> names = new ConcurrentHashMap<>();

    /** What an audited process looked up. */
    private final Set<String> lookedUp = ConcurrentHashMap.newKeySet();

    /** Who sent a datagram lately, as the process and as the host sees them: they may be answered. */
    private final Map<InetSocketAddress, InetSocketAddress> senders = Recent.map();

    /** Who says where sockets go, as far as the grants reach; null: nobody, they go where they are to. */
    private final @Nullable SocketServer server;

    private final Moved moved = new Moved();
    private final HostNames hosts = new HostNames();

    /** The network of the process called {@code who}; {@code poll} ends its running thread when it was killed. */
    public ProcessNetwork(
            NetworkGrants grants, PortSpace space, PathCalls paths, String who, Runnable poll, @Nullable Audit audit) {
        this.grants = grants;
        this.server = grants.server() == null ? null : new SocketServer(grants.server());
        this.space = space;
        this.paths = paths;
        this.who = who;
        this.poll = poll;
        this.audit = audit;
    }

    // -- opening and closing

    @Override
    protected void opened(Object thing, Kind kind) {
        open.add(thing, kind);
        poll.run();
    }

    @Override
    protected void closing(Object thing) {
        open.remove(thing);
        if (thing instanceof FileDescriptor socket) {
            space.closed(socket);
            moved.closed(socket);
        }
    }

    /** Wakes all that block in a socket, channel or selector; for a process that is being killed. */
    public void wakeAll() {
        open.wakeAll();
    }

    /** Closes everything; returns how many that were. For a process without living threads. */
    public int closeAll() {
        for (Object thing : open.drain()) {
            java.atoll.NetworkHook.closing(thing);
            Descriptors.close(thing);
        }
        return open.released();
    }

    private Kind kind(FileDescriptor socket) {
        return Objects.requireNonNullElse(open.kind(socket), Kind.STREAM);
    }

    // -- listening

    @Override
    protected InetSocketAddress bind(FileDescriptor socket, InetAddress address, int port) throws IOException {
        Kind kind = kind(socket);
        PortSpace.Bound bound = space.of(socket);
        if (bound != null && bound.owner() == this && bound.port() == port && bound.host() != 0) {
            return new InetSocketAddress(address, bound.host());
        }
        if (server == null || port == 0 && kind != Kind.SERVER || inPortSpace(port)) {
            return permit(socket, kind, address, port);
        }
        InetSocketAddress to = server.bind(kind, address, port);
        InetSocketAddress permitted = permit(socket, kind, to.getAddress(), to.getPort());
        if (port != 0 && to.getPort() != port) {
            moved.binds(socket, kind != Kind.DATAGRAM, port);
        }
        return permitted;
    }

    /** Whether such a port to listen on is one of the kernel's loopback only, where no server has a say. */
    private boolean inPortSpace(int port) {
        return grants.localListen().contains(port) && !grants.listen().contains(port);
    }

    /** The host's address and port, if the grants reach there. */
    private InetSocketAddress permit(FileDescriptor socket, Kind kind, InetAddress address, int port)
            throws IOException {
        if (port == 0) {
            return bindFree(kind, address);
        }
        if (grants.listen().contains(port)) {
            return new InetSocketAddress(address, port);
        }
        if (!grants.localListen().contains(port) && audit != null) {
            audit.option("--listen", Integer.toString(port));
            return new InetSocketAddress(address, port);
        }
        if (!grants.localListen().contains(port)) {
            throw new BindException("Permission denied: " + who + " may not listen on port " + port + "; --listen "
                    + port + " grants it on the host, --listen local:" + port + " among processes");
        }
        space.reserve(socket, this, kind, port);
        return new InetSocketAddress(LOOPBACK, 0);
    }

    private InetSocketAddress bindFree(Kind kind, InetAddress address) throws IOException {
        boolean host = grants.listen().contains(0);
        boolean local = grants.localListen().contains(0);
        boolean refused = kind == Kind.SERVER ? !host && !local : grants.none();
        if (refused && audit != null) {
            if (kind == Kind.SERVER) {
                audit.option("--listen", "0");
            }
            return new InetSocketAddress(address, 0);
        }
        if (refused) {
            throw new BindException("Permission denied: " + who + " may not listen on a free port; --listen 0 grants it"
                    + " on the host, --listen local:0 among processes"
                    + (kind == Kind.SERVER ? "" : ", --connect HOST:PORT for what is sent there"));
        }
        return new InetSocketAddress(inside(kind) ? LOOPBACK : address, 0);
    }

    /** Whether a free port of such a socket is one of the kernel's loopback only. */
    private boolean inside(Kind kind) {
        return kind == Kind.SERVER ? !grants.listen().contains(0) : !grants.beyondLoopback();
    }

    @Override
    protected void bound(FileDescriptor socket) throws IOException {
        int host = Descriptors.localPort(socket);
        Kind kind = kind(socket);
        PortSpace.Bound before = space.of(socket);
        boolean hidden = before == null ? !grants.listen().contains(host) && inside(kind) : before.hidden();
        space.bound(socket, this, kind, host, hidden);
        moved.bound(socket, host);
    }

    @Override
    protected InetSocketAddress local(FileDescriptor socket, InetSocketAddress host) {
        boolean stream = kind(socket) != Kind.DATAGRAM;
        return moved.local(stream, inside(stream, host));
    }

    @Override
    protected InetSocketAddress sender(InetSocketAddress host) {
        InetSocketAddress seen = inside(false, host);
        senders.put(seen, host);
        return moved.peer(seen);
    }

    /** An address of the host's loopback as the port space names it. */
    private InetSocketAddress inside(boolean stream, InetSocketAddress host) {
        if (host.getAddress() != null && here(host.getAddress())) {
            PortSpace.Bound bound = space.at(stream, host.getPort());
            if (bound != null && bound.hidden() && bound.port() != host.getPort()) {
                return new InetSocketAddress(host.getAddress(), bound.port());
            }
        }
        return host;
    }

    // -- connecting

    @Override
    protected InetSocketAddress connect(FileDescriptor socket, InetAddress address, int port) throws IOException {
        boolean stream = kind(socket) != Kind.DATAGRAM;
        int own = here(address) ? moved.host(stream, port) : port;
        InetSocketAddress near = near(stream, address, own);
        if (near != null) {
            return near;
        }
        if (server == null) {
            return permit(address, port);
        }
        InetSocketAddress to = server.connect(stream, address, port);
        if (!stream) {
            moved.sent(new InetSocketAddress(address, port), to);
        }
        return reach(stream, to);
    }

    @Override
    protected InetSocketAddress send(InetSocketAddress target) throws IOException {
        InetSocketAddress sender = senders.get(target);
        if (sender != null && (server == null || !sender.equals(target))) {
            return sender;
        }
        InetAddress address = target.getAddress();
        int port = target.getPort();
        InetSocketAddress to = near(false, address, here(address) ? moved.host(false, port) : port);
        if (to == null) {
            to = server == null ? permit(address, port) : asked(server, target, sender != null);
        }
        return to.getPort() == port && to.getAddress().equals(address) ? target : to;
    }

    /** {@code answer}: who is there may be answered, wherever the grants reach. */
    private InetSocketAddress asked(SocketServer by, InetSocketAddress target, boolean answer) throws IOException {
        InetSocketAddress named = by.send(target, answer);
        moved.sent(target, named);
        return answer && named == target ? target : reach(false, named);
    }

    /** Where a server wants a socket to go. */
    private InetSocketAddress reach(boolean stream, InetSocketAddress to) throws IOException {
        InetSocketAddress near = near(stream, to.getAddress(), to.getPort());
        return near != null ? near : permit(to.getAddress(), to.getPort());
    }

    /** The host's address of what a process of this kernel has bound, if this one reaches it there; null: look elsewhere. */
    private @Nullable InetSocketAddress near(boolean stream, InetAddress address, int port) throws IOException {
        if (here(address)) {
            PortSpace.Bound bound = space.named(stream, port);
            boolean local = grants.localConnect().contains(port)
                    || grants.localConnect().contains(0)
                    || bound != null && bound.owner() == this;
            if (bound != null && local) {
                return new InetSocketAddress(bound.hidden() ? LOOPBACK : address, bound.host());
            }
            PortSpace.Bound behind = space.at(stream, port);
            boolean hidden = behind != null && behind.hidden() && behind.owner() != this;
            if (local && !granted(address, port) || hidden && granted(address, port)) {
                throw new ConnectException("Connection refused");
            }
        }
        return null;
    }

    private InetSocketAddress permit(InetAddress address, int port) throws IOException {
        if (granted(address, port)) {
            return new InetSocketAddress(address, port);
        }
        String host = nameFor(address);
        if (audit != null) {
            audit.option("--connect", host + ":" + port);
            return new InetSocketAddress(address, port);
        }
        throw new ConnectException("Connection refused: " + who + " may not connect to " + host + ":" + port
                + "; --connect " + host + ":" + port + " grants it"
                + (here(address) ? ", --connect local:" + port + " among processes" : ""));
    }

    /** As a grant names it: by what was looked up, else by its digits. */
    private String nameFor(InetAddress address) {
        for (String name : lookedUp) {
            if (matches(name, address)) {
                break;
            }
        }
        String digits = address.getHostAddress();
        return names.getOrDefault(digits, address instanceof Inet6Address ? "[" + digits + "]" : digits);
    }

    /** The loopback; Linux takes the wildcard for it. */
    private static boolean here(InetAddress address) {
        return address.isLoopbackAddress() || address.isAnyLocalAddress();
    }

    private boolean granted(InetAddress address, int port) {
        for (Destination d : grants.connect()) {
            if (d.covers(port) && (d.host().equals("*") || matches(d.host(), address))) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String host, InetAddress address) {
        if (host.equals("localhost") && here(address) || host.equals(address.getHostAddress())) {
            return true;
        }
        if (server != null) {
            // Nothing to remember for nameOf, which asks the server.
            return hosts.means(host, address);
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

    // -- names

    @Override
    protected void resolve(String host) throws UnknownHostException {
        if (audit != null) {
            lookedUp.add(host);
        } else if (!host.equals("localhost") && !grants.names(host)) {
            throw new UnknownHostException(
                    host + ": " + who + " may not look it up; --connect " + host + ":PORT grants it");
        }
    }

    @Override
    protected boolean looksUp() {
        return server != null;
    }

    @Override
    protected InetAddress[] lookUp(String host) throws UnknownHostException {
        return Objects.requireNonNull(server).lookup(host);
    }

    @Override
    protected String nameOf(InetAddress address) {
        if (server != null) {
            return server.name(address);
        }
        String digits = address.getHostAddress();
        return address.isLoopbackAddress() ? "localhost" : names.getOrDefault(digits, digits);
    }

    @Override
    protected void refuse(String what) throws SocketException {
        throw new SocketException("Permission denied: " + who + " may not " + what + "; no grant allows it");
    }

    // -- UNIX sockets

    @Override
    protected byte[] socketPath(Path path, boolean make) throws IOException {
        String guest = path.toString();
        if (guest.isEmpty()) {
            return new byte[0];
        }
        if (make) {
            return paths.toHost(guest, Access.EDIT).getBytes(JNU);
        }
        String host = paths.pin(guest, open::connected);
        if (host == null) {
            return PathCalls.NOWHERE.getBytes(JNU);
        }
        open.connecting();
        poll.run();
        return host.getBytes(JNU);
    }

    @Override
    protected Path socketPath(Path host) {
        return Path.of(paths.toGuest(host.toString()));
    }
}
