package java.atoll;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * The network as one process sees it: every socket call of the JDK asks here, whatever API it came from. Ports are those
 * of the process's port space; what the host is asked for may differ.
 */
public abstract class Network {
    /** What a socket is for, known when it is made. */
    public enum Kind {
        /** Listens. */
        SERVER,
        /** Connects, or was accepted. */
        STREAM,
        DATAGRAM,
        /** Not in a port space: UNIX sockets, pipes. */
        LOCAL
    }

    /** A descriptor, selector or group that the process has open from now on. */
    protected abstract void opened(Object thing, Kind kind);

    /** It is about to be closed; may be called on any thread. */
    protected abstract void closing(Object thing);

    /** The host's address and port to bind to; a port 0 means that {@link #bound} will learn it. */
    protected abstract InetSocketAddress bind(FileDescriptor socket, InetAddress address, int port) throws IOException;

    protected abstract void bound(FileDescriptor socket) throws IOException;

    /** The host's address and port to connect to. */
    protected abstract InetSocketAddress connect(FileDescriptor socket, InetAddress address, int port)
            throws IOException;

    /** The host's address for a datagram to {@code target}. */
    protected abstract InetSocketAddress send(InetSocketAddress target) throws IOException;

    /** The process's name for the host's address of a datagram's sender. */
    protected abstract InetSocketAddress sender(InetSocketAddress host);

    /** The process's name for the host's address of one of its sockets. */
    protected abstract InetSocketAddress local(FileDescriptor socket, InetSocketAddress host);

    protected abstract void resolve(String host) throws IOException;

    /** Whether {@link #lookUp} says what names resolve to, and not the host. */
    protected abstract boolean looksUp();

    protected abstract InetAddress[] lookUp(String host) throws IOException;

    /** The name of an address, or its digits. */
    protected abstract String nameOf(InetAddress address);

    /** Refuses what no grant allows. */
    protected abstract void refuse(String what) throws IOException;

    /** Host path of a UNIX socket to make, held until {@link World#release}; of one to connect to otherwise. */
    protected abstract byte[] socketPath(Path path, boolean make) throws IOException;

    /** Guest path of the UNIX socket at a host path. */
    protected abstract Path socketPath(Path host);
}
