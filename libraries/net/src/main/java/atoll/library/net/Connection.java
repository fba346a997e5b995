package atoll.library.net;

import atoll.contract.PeerDied;
import atoll.contract.Region;
import atoll.contract.net.Net;
import atoll.contract.net.SocketId;
import atoll.contract.net.SocketOption;
import atoll.contract.net.SocketPair;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Objects;

/**
 * A connection, as a {@code Socket}. When the server dies it is reset: what was not read is lost, and of the last write nobody
 * knows. One thread reads at a time, and one writes.
 */
public final class Connection implements Closeable {
    /** Up to here it is cheaper to have arrays copied than to lend a region; measured by {@code ./atoll bench http}. */
    private static final int SMALL = 512;

    private final Net net;
    private final SocketId id;
    private final SocketPair ends;
    private final Half incoming = new Half();
    private final Half outgoing = new Half();
    private final InputStream in = new Incoming(this);
    private final OutputStream out = new Outgoing(this);
    private volatile int timeout;
    private volatile boolean closed;
    private volatile boolean outputShut;
    private volatile boolean inputShut;

    Connection(Net net, SocketId id, SocketPair ends) {
        this.net = net;
        this.id = id;
        this.ends = ends;
    }

    /** Closing it closes the connection. */
    public InputStream inputStream() {
        return in;
    }

    /** Not buffered. Closing it closes the connection. */
    public OutputStream outputStream() {
        return out;
    }

    private interface Call {
        int run() throws IOException;
    }

    /** A call to the server, with the errors of {@code java.net}. */
    private int call(Call call) throws IOException {
        if (closed) {
            throw new SocketException("Socket closed");
        }
        try {
            return call.run();
        } catch (IOException | PeerDied e) {
            throw failed(e);
        }
    }

    /** The same, when no other thread is in that half. */
    private int call(Half half, Call call) throws IOException {
        half.enter();
        try {
            return call(call);
        } finally {
            half.leave();
        }
    }

    /** What another thread closed is closed, whatever the server then said of it. */
    private IOException failed(Exception thrown) {
        if (thrown instanceof SocketException already) {
            return already;
        }
        return closed ? new SocketException("Socket closed") : NetErrors.ofConnection(thrown);
    }

    /** What is there, at least one byte; -1 at the end. {@code SocketTimeoutException}, {@code SocketException}. */
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        if (length == 0) {
            return 0;
        }
        return call(incoming, () -> {
            int got = incoming.small ? receive(into, from, length) : readByRegion(into, from, length);
            incoming.small = got <= SMALL;
            return got;
        });
    }

    private int receive(byte[] into, int from, int length) throws IOException {
        byte[] got = net.receive(id, length, timeout);
        System.arraycopy(got, 0, into, from, got.length);
        return got.length == 0 ? -1 : got.length;
    }

    private int readByRegion(byte[] into, int from, int length) throws IOException {
        Region region = incoming.region(length);
        int got = net.read(id, region, 0, Math.min(length, region.size()), timeout);
        if (got > 0) {
            region.read(0, into, from, got);
        }
        return got;
    }

    /** All of it. */
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        call(outgoing, () -> {
            if (length <= SMALL) {
                net.send(id, Arrays.copyOfRange(bytes, from, from + length));
            } else {
                writeByRegion(bytes, from, length);
            }
            return length;
        });
    }

    private void writeByRegion(byte[] bytes, int from, int length) throws IOException {
        Region region = outgoing.region(length);
        for (int done = 0; done < length; ) {
            int piece = Math.min(length - done, region.size());
            region.write(0, bytes, from + done, piece);
            net.write(id, region, 0, piece);
            done += piece;
        }
    }

    /** As {@link #read(byte[], int, int)}, into a region, which is not copied. */
    public int read(Region into, int at, int length) throws IOException {
        Objects.checkFromIndexSize(at, length, into.size());
        return length == 0 ? 0 : call(incoming, () -> net.read(id, into, at, length, timeout));
    }

    /** As {@link #write(byte[], int, int)}, from a region, which is not copied. */
    public void write(Region from, int at, int length) throws IOException {
        Objects.checkFromIndexSize(at, length, from.size());
        call(outgoing, () -> {
            net.write(id, from, at, length);
            return length;
        });
    }

    int available() throws IOException {
        return call(() -> inputShut ? 0 : net.available(id));
    }

    /** The peer sees the end of the stream. */
    public void shutdownOutput() throws IOException {
        call(() -> {
            if (outputShut) {
                throw new SocketException("Socket output is already shutdown");
            }
            net.shutdownOutput(id);
            outputShut = true;
            return 0;
        });
    }

    /** From now on the end of the stream is read. */
    public void shutdownInput() throws IOException {
        call(() -> {
            if (inputShut) {
                throw new SocketException("Socket input is already shutdown");
            }
            net.shutdownInput(id);
            inputShut = true;
            return 0;
        });
    }

    /** Reads wait no longer than so many milliseconds; 0: as long as it takes. */
    public void timeout(int millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout " + millis);
        }
        timeout = millis;
    }

    public int option(SocketOption option) throws IOException {
        return call(() -> net.option(id, option));
    }

    public void option(SocketOption option, int value) throws IOException {
        call(() -> {
            net.setOption(id, option, value);
            return value;
        });
    }

    public InetSocketAddress local() {
        return Network.address(ends.local());
    }

    public InetSocketAddress remote() {
        return Network.address(ends.remote());
    }

    public boolean isClosed() {
        return closed;
    }

    /** Ends reads and writes in other threads. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            net.close(id);
        } catch (PeerDied e) {
            // And the connection with it.
        } finally {
            incoming.end();
            outgoing.end();
        }
    }
}
