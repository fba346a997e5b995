import atoll.contract.Names;
import atoll.contract.net.NetFault;
import atoll.contract.net.SocketEnd;
import atoll.contract.net.SocketKind;
import atoll.contract.net.Sockets;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code Detour NAME PORT TO MOST}: the name is this machine, its port is TO, and MOST connections may be made. */
public final class Detour implements Sockets {
    private final String[] args;
    private final AtomicInteger left;

    private Detour(String[] args) {
        this.args = args;
        left = new AtomicInteger(Integer.parseInt(args[3]));
    }

    public static void main(String[] args) throws InterruptedException {
        Names.serve("sockets", Sockets.class, new Detour(args));
        new CountDownLatch(1).await();
    }

    public SocketEnd bind(SocketKind kind, String host, int port) {
        return new SocketEnd(host, port);
    }

    public SocketEnd connect(SocketKind kind, String host, int port) throws IOException {
        if (left.getAndDecrement() <= 0) {
            throw NetFault.DENIED.because(args[3] + " connections have been made");
        }
        return send(host, port, false);
    }

    public SocketEnd send(String host, int port, boolean answer) {
        boolean there = port == Integer.parseInt(args[1]);
        return there ? new SocketEnd("127.0.0.1", Integer.parseInt(args[2])) : new SocketEnd(host, port);
    }

    public String[] lookup(String name) throws IOException {
        if (!name.equals(args[0])) { throw NetFault.UNKNOWN_HOST.because(name); }
        return new String[] {"127.0.0.1"};
    }

    public String name(String host) { return host; }
}
