package atoll.server.hostnet;

import atoll.contract.Region;
import atoll.contract.net.Net;
import atoll.contract.net.NetFault;
import atoll.contract.net.SocketEnd;
import atoll.contract.net.SocketId;
import atoll.contract.net.SocketOption;
import atoll.contract.net.SocketPair;
import atoll.contract.process.ClientEndings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The net as one client has it: its rights, its sockets. Windows have nothing in common, so a client can neither name
 * another's sockets nor break what another needs.
 *
 * <p>Races with the end of a client's process, which {@link ClientEndings#endings} counts before the server is signalled:
 * <ol>
 *   <li>a socket is opened meanwhile: it is noted first, and then looked whether the count has grown ({@link #keep}); what
 *       is noted later than the look of {@link #sweep} sees the growth itself.
 *   <li>a thread begins to wait in a socket meanwhile: the socket was noted before, and is closed.
 *   <li>the next process of the client opens sockets while those of the last one are swept: its count is higher. It may use
 *       the same ids and the same port: what opens sweeps first, and what another sweep has forgotten is closed.
 * </ol>
 */
final class Window implements Net {
    private final Rights rights;
    private final ClientEndings clients;
    private final ConcurrentHashMap<SocketId, Opened> sockets = new ConcurrentHashMap<>();

    /** What was opened before so many endings is closed; what is noted later is looked at by who notes it. */
    private volatile long swept;

    Window(Rights rights, ClientEndings clients) {
        this.rights = rights;
        this.clients = clients;
    }

    private long endings() {
        return clients.endings(rights.client());
    }

    // -- opening and closing

    @Override
    public SocketPair connect(SocketId id, String host, int port, int timeout) throws IOException {
        Depth.need();
        checkTimeout(timeout);
        InetSocketAddress to = rights.there(host, port);
        sweep();
        return open(id, new Opening.Connect(endings(), to, timeout));
    }

    @Override
    public String[] lookup(String host) throws IOException {
        return rights.lookup(host);
    }

    @Override
    public SocketEnd listen(SocketId id, String host, int port, int backlog) throws IOException {
        Depth.need();
        InetSocketAddress here = rights.here(host, port);
        sweep();
        if (sockets.get(id) instanceof Listening already) {
            return already.local();
        }
        return open(id, new Opening.Listen(endings(), here, backlog));
    }

    @Override
    public SocketPair accept(SocketId listener, SocketId id, int timeout) throws IOException {
        Depth.need();
        checkTimeout(timeout);
        sweep();
        if (!(opened(listener) instanceof Listening from)) {
            throw NetFault.INVALID.because("a connection accepts none");
        }
        return open(id, new Opening.Accept(from, timeout));
    }

    private <S extends Opened, T> T open(SocketId id, Opening<S, T> opening) throws IOException {
        checkRoom();
        S made;
        try {
            made = opening.made();
        } catch (IOException e) {
            // What can be closed already is the listener that a connection was to come from.
            throw Fault.of(e, false);
        }
        keep(id, made);
        boolean done = false;
        try {
            T told = opening.begin(made);
            done = true;
            return told;
        } catch (IOException e) {
            throw Fault.of(e, made.isOpen());
        } finally {
            if (!done) {
                drop(id, made);
            }
        }
    }

    private void checkRoom() throws IOException {
        if (sockets.size() >= rights.sockets()) {
            throw NetFault.TOO_MANY.because(rights.client() + " has " + rights.sockets()
                    + " sockets open; NetRights.sockets(" + 2L * rights.sockets() + ") allows more");
        }
    }

    private static void checkTimeout(int timeout) throws IOException {
        if (timeout < 0) {
            throw NetFault.INVALID.because("timeout " + timeout);
        }
    }

    /** Notes a socket; closes it when it cannot be. */
    private void keep(SocketId id, Opened made) throws IOException {
        if (sockets.putIfAbsent(id, made) != null) {
            made.close();
            throw NetFault.INVALID.because("the id is in use");
        }
        if (endings() != made.endings) {
            drop(id, made);
            throw NetFault.CLOSED.because("a process of " + rights.client() + " has ended");
        }
    }

    /** Closes before it forgets: who no longer finds a listener here may take its port. */
    private void drop(SocketId id, Opened made) {
        try {
            made.close();
        } catch (IOException e) {
            // It is gone for the client, and the host has nothing more to say of it.
        }
        sockets.remove(id, made);
    }

    /** Closes what belongs to processes that have ended. */
    void sweep() {
        long now = endings();
        if (now == swept) {
            return;
        }
        for (Map.Entry<SocketId, Opened> one : sockets.entrySet()) {
            if (one.getValue().endings < now) {
                drop(one.getKey(), one.getValue());
            }
        }
        swept = now;
    }

    @Override
    public void close(SocketId id) throws IOException {
        Opened socket = sockets.get(id);
        if (socket != null) {
            try {
                socket.close();
            } finally {
                sockets.remove(id, socket);
            }
        }
    }

    // -- bytes

    private Opened opened(SocketId id) throws IOException {
        Opened socket = sockets.get(id);
        if (socket == null) {
            throw NetFault.STALE.because("nothing is open under this id");
        }
        return socket;
    }

    private Connected connected(SocketId id) throws IOException {
        Opened socket = opened(id);
        if (socket instanceof Connected connected) {
            return connected;
        }
        throw NetFault.INVALID.because("it only listens");
    }

    private int use(SocketId id, Use use) throws IOException {
        Connected socket = connected(id);
        try {
            return use.on(socket);
        } catch (IOException e) {
            throw Fault.of(e, socket.isOpen());
        }
    }

    @Override
    public int read(SocketId id, Region into, int at, int length, int timeout) throws IOException {
        checkTimeout(timeout);
        return use(id, new Use.Read(into, at, length, timeout));
    }

    @Override
    public void write(SocketId id, Region from, int at, int length) throws IOException {
        use(id, new Use.Write(from, at, length));
    }

    @Override
    public byte[] receive(SocketId id, int most, int timeout) throws IOException {
        checkTimeout(timeout);
        if (most < 1) {
            throw NetFault.INVALID.because("at most " + most + " bytes");
        }
        Use.Receive receive = new Use.Receive(most, timeout);
        use(id, receive);
        return receive.bytes;
    }

    @Override
    public void send(SocketId id, byte[] bytes) throws IOException {
        use(id, new Use.Send(bytes));
    }

    @Override
    public int available(SocketId id) throws IOException {
        return use(id, new Use.Available());
    }

    @Override
    public void shutdownOutput(SocketId id) throws IOException {
        use(id, new Use.ShutdownOutput());
    }

    @Override
    public void shutdownInput(SocketId id) throws IOException {
        use(id, new Use.ShutdownInput());
    }

    @Override
    public int option(SocketId id, SocketOption option) throws IOException {
        return use(id, new Use.GetOption(option));
    }

    @Override
    public void setOption(SocketId id, SocketOption option, int value) throws IOException {
        Connected.check(option, value);
        use(id, new Use.SetOption(option, value));
    }
}
