package atoll.system.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the owner's other JVMs reach a system. */
public final class ControlSocket implements AutoCloseable {
    private final Path path;
    private final ServerSocketChannel socket;
    private final ControlServer server;

    private ControlSocket(Path path, ServerSocketChannel socket, ControlServer server) {
        this.path = path;
        this.socket = socket;
        this.server = server;
    }

    /** Listens at that path; what is left there of a dead JVM is in nobody's way. The caller holds the {@link SystemLock}. */
    public static ControlSocket open(Path path, ControlServer server) throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket.bind(UnixDomainSocketAddress.of(path), ControlServer.MOST_CLIENTS);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        ControlSocket made = new ControlSocket(path, socket, server);
        ControlServer.thread("control socket", made::accept).start();
        return made;
    }

    private void accept() {
        while (true) {
            try {
                server.serve(socket.accept(), "", Power.CHANGE);
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                if (!socket.isOpen()) {
                    return;
                }
                // No descriptors or no memory are left, perhaps; not at full speed.
                ControlServer.pause();
            }
        }
    }

    /** Nobody else comes. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
        socket.close();
    }
}
