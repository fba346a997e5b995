package atoll.server.hostnet;

import atoll.contract.Region;
import atoll.contract.net.NetFault;
import atoll.contract.net.SocketOption;
import atoll.contract.net.SocketPair;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A connection. Its channel blocks, so a read is one call of the host's on the caller's thread. Who shares a connection with
 * itself, from two threads that read, gets each byte once.
 */
final class Connected extends Opened {
    /** The most that a read with a timeout, or one without a region, gets at a time. */
    private static final int PIECE = 32 << 10;

    private static final int SMALL_PIECE = 2 << 10;

    private static final int NO_LINGER = -1;

    private final SocketChannel channel;
    private final Object reads = new Object();
    private final Object writes = new Object();

    /** Outside the heap, for clients without regions. Guarded by {@link #reads}. */
    private @Nullable ByteBuffer incoming;

    /** Guarded by {@link #writes}. */
    private @Nullable ByteBuffer outgoing;

    Connected(SocketChannel channel, long endings) {
        super(channel, endings);
        this.channel = channel;
    }

    void connect(InetSocketAddress to, int timeout) throws IOException {
        if (timeout == 0) {
            channel.connect(to);
        } else {
            channel.socket().connect(to, timeout);
        }
    }

    SocketPair pair() throws IOException {
        return new SocketPair(end(channel.getLocalAddress()), end(channel.getRemoteAddress()));
    }

    int read(Region into, int at, int length, int timeout) throws IOException {
        if (timeout == 0) {
            return into.readFrom(channel, at, length);
        }
        byte[] bytes = new byte[Math.min(length, PIECE)];
        int got = timed(bytes, timeout);
        if (got > 0) {
            into.write(at, bytes, 0, got);
        }
        return got;
    }

    /** The JDK's channels know no timeouts, but their sockets do. */
    private int timed(byte[] bytes, int timeout) throws IOException {
        Socket socket = channel.socket();
        socket.setSoTimeout(timeout);
        return socket.getInputStream().read(bytes);
    }

    byte[] receive(int most, int timeout) throws IOException {
        if (timeout > 0) {
            byte[] bytes = new byte[Math.min(most, PIECE)];
            return java.util.Arrays.copyOf(bytes, Math.max(0, timed(bytes, timeout)));
        }
        synchronized (reads) {
            ByteBuffer buffer = incoming == null ? ByteBuffer.allocateDirect(SMALL_PIECE) : incoming;
            int got = channel.read(buffer.clear().limit(Math.min(most, buffer.capacity())));
            byte[] bytes = new byte[Math.max(0, got)];
            buffer.flip().get(bytes);
            // There may be more where so much came from.
            incoming = got == buffer.capacity() && got < PIECE ? ByteBuffer.allocateDirect(PIECE) : buffer;
            return bytes;
        }
    }

    void write(Region from, int at, int length) throws IOException {
        int done = 0;
        while (done < length) {
            done += from.writeTo(channel, at + done, length - done);
        }
    }

    void send(byte[] bytes) throws IOException {
        synchronized (writes) {
            ByteBuffer buffer = outgoing;
            if (buffer == null || buffer.capacity() < Math.min(bytes.length, PIECE)) {
                buffer = ByteBuffer.allocateDirect(bytes.length <= SMALL_PIECE ? SMALL_PIECE : PIECE);
                outgoing = buffer;
            }
            for (int done = 0; done < bytes.length; done += buffer.limit()) {
                buffer.clear()
                        .put(bytes, done, Math.min(buffer.capacity(), bytes.length - done))
                        .flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        }
    }

    int available() throws IOException {
        return channel.socket().getInputStream().available();
    }

    void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    int option(SocketOption option) throws IOException {
        return switch (option) {
            case NO_DELAY -> channel.getOption(StandardSocketOptions.TCP_NODELAY) ? 1 : 0;
            case KEEP_ALIVE -> channel.getOption(StandardSocketOptions.SO_KEEPALIVE) ? 1 : 0;
            case LINGER -> channel.getOption(StandardSocketOptions.SO_LINGER);
            case SEND_BUFFER -> channel.getOption(StandardSocketOptions.SO_SNDBUF);
            case RECEIVE_BUFFER -> channel.getOption(StandardSocketOptions.SO_RCVBUF);
        };
    }

    void setOption(SocketOption option, int value) throws IOException {
        switch (option) {
            case NO_DELAY -> channel.setOption(StandardSocketOptions.TCP_NODELAY, value != 0);
            case KEEP_ALIVE -> channel.setOption(StandardSocketOptions.SO_KEEPALIVE, value != 0);
            case LINGER -> channel.setOption(StandardSocketOptions.SO_LINGER, value == 0 ? 0 : NO_LINGER);
            case SEND_BUFFER -> channel.setOption(StandardSocketOptions.SO_SNDBUF, value);
            case RECEIVE_BUFFER -> channel.setOption(StandardSocketOptions.SO_RCVBUF, value);
        }
    }

    static void check(SocketOption option, int value) throws IOException {
        boolean right = switch (option) {
            case NO_DELAY, KEEP_ALIVE -> true;
            // A close that waits would hold the thread that does it, which may be that of a client that is killed.
            case LINGER -> value <= 0;
            case SEND_BUFFER, RECEIVE_BUFFER -> value > 0;
        };
        if (!right) {
            throw NetFault.INVALID.because(option + " " + value);
        }
    }
}
