package atoll.system.control;

import atoll.contract.control.Control;
import atoll.contract.control.ControlFault;
import java.atoll.Headroom;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections of one client. Its methods run on threads of the process, which may be killed in them and may be at the ends of their stacks; what
 * they leave open {@link #leaveAll} closes.
 */
final class ControlConnections implements Control {
    private static final int MOST_CONNECTIONS = 64;

    private final ControlServer server;
    private final String client;

    // Guarded by this.
    private final Map<Integer, Piped> open = new HashMap<>();
    private int last;

    ControlConnections(ControlServer server, String client) {
        this.server = server;
        this.client = client;
    }

    @Override
    public int look() throws IOException {
        return connect(Power.LOOK);
    }

    @Override
    public int change() throws IOException {
        return connect(Power.CHANGE);
    }

    @Override
    public int session() throws IOException {
        return connect(Power.SESSION);
    }

    private int connect(Power power) throws IOException {
        Headroom.need();
        Piped piped = new Piped();
        int number = enter(piped);
        if (!server.offer(piped, client, power)) {
            close(number);
            throw ControlFault.TOO_MANY.because("so many connect to the system");
        }
        return number;
    }

    private synchronized int enter(Piped piped) throws IOException {
        if (open.size() == MOST_CONNECTIONS) {
            throw ControlFault.TOO_MANY.because("there are " + MOST_CONNECTIONS + " connections");
        }
        open.put(++last, piped);
        return last;
    }

    private synchronized Piped known(int connection) throws IOException {
        Piped piped = open.get(connection);
        if (piped == null) {
            throw ControlFault.INVALID.because("no connection " + connection);
        }
        return piped;
    }

    @Override
    public byte[] read(int connection, int most) throws IOException {
        Headroom.need();
        Piped piped = known(connection);
        if (most < 1) {
            throw ControlFault.INVALID.because(most + " bytes");
        }
        byte[] into = new byte[Math.min(most, MOST)];
        try {
            return Arrays.copyOf(into, piped.hears.readNow(into));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public void write(int connection, byte[] bytes) throws IOException {
        Headroom.need();
        Piped piped = known(connection);
        try {
            piped.asks.writeNow(bytes);
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (IOException e) {
            throw ControlFault.ENDED.because("the answer on connection " + connection + " is whole");
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return ControlFault.INTERRUPTED.because("the calling thread was interrupted");
    }

    @Override
    public void close(int connection) {
        Headroom.need();
        Piped piped;
        synchronized (this) {
            piped = open.get(connection);
        }
        if (piped != null) {
            // A thread that is killed between leaves it in the table, where the end of its process finds it.
            piped.leave();
            remove(connection);
        }
    }

    private synchronized void remove(int connection) {
        open.remove(connection);
    }

    /** The process is gone. On a thread of the host's. */
    synchronized void leaveAll() {
        open.values().forEach(Piped::leave);
        open.clear();
    }
}
