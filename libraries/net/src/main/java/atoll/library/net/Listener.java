package atoll.library.net;

import atoll.contract.PeerDied;
import atoll.contract.net.Net;
import atoll.contract.net.NetFault;
import atoll.contract.net.SocketEnd;
import atoll.contract.net.SocketId;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;

/**
 * Listens, as a {@code ServerSocket}. When the server dies, it listens again at the same port in the next one: who connects
 * meanwhile is refused, and who was connected and not accepted is reset. If the port cannot be had again, {@link #accept}
 * ends in an exception, and so do all that follow; if one server dies after the other while it is asked for, the next call
 * asks again. For several threads.
 */
public final class Listener implements Closeable {
    private final Net net;
    private final SocketId id;
    private final String host;
    private final SocketEnd local;
    private final int backlog;
    private volatile int timeout;
    private volatile boolean closed;

    Listener(Net net, SocketId id, String host, SocketEnd local, int backlog) {
        this.net = net;
        this.id = id;
        this.host = host;
        this.local = local;
        this.backlog = backlog;
    }

    /** Waits for the next connection. */
    public Connection accept() throws IOException {
        long start = System.nanoTime();
        while (true) {
            if (closed) {
                throw new SocketException("Socket closed");
            }
            SocketId next = Ids.next();
            try {
                return new Connection(net, next, net.accept(id, next, left(start)));
            } catch (PeerDied e) {
                listenAgain();
            } catch (IOException e) {
                if (closed) {
                    throw new SocketException("Socket closed");
                }
                if (NetFault.in(e) != NetFault.STALE) {
                    throw NetErrors.ofAccept(e);
                }
                listenAgain();
            }
        }
    }

    /** What is left of the timeout, at least a millisecond. */
    private int left(long start) {
        int all = timeout;
        if (all == 0) {
            return 0;
        }
        long past = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return (int) Math.max(1, all - past);
    }

    /** Under the same id, so that of several threads that do one listens. */
    private void listenAgain() throws IOException {
        try {
            net.listen(id, host, local.port(), backlog);
        } catch (PeerDied e) {
            // And the next servers as well; there will be another.
            throw NetErrors.ofListen(e);
        } catch (IOException e) {
            closed = true;
            throw NetErrors.ofListen(e);
        }
        if (closed) {
            // By another thread, meanwhile.
            net.close(id);
        }
    }

    /** {@link #accept} waits no longer than so many milliseconds; 0: as long as it takes. */
    public void timeout(int millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout " + millis);
        }
        timeout = millis;
    }

    /** Where it listens. */
    public InetSocketAddress local() {
        return Network.address(local);
    }

    public boolean isClosed() {
        return closed;
    }

    /** Ends {@link #accept} in other threads. */
    @Override
    public void close() throws IOException {
        closed = true;
        try {
            net.close(id);
        } catch (PeerDied e) {
            // And the socket with it.
        }
    }
}
