package guest;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.concurrent.locks.LockSupport;

/** Blocks in one network call, and would not let go: KIND PORT. */
public final class NetBlocked {
    private interface Call {
        void run() throws Exception;
    }

    private NetBlocked() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        Call call = call(args[0].replace("virtual-", ""), port);
        Runnable forever = () -> {
            while (true) {
                try {
                    System.out.println("blocking");
                    call.run();
                } catch (Throwable e) {
                    System.out.println("woken " + e);
                }
            }
        };
        if (args[0].startsWith("virtual-")) {
            Thread.startVirtualThread(forever).join();
        } else {
            forever.run();
        }
    }

    private static Call call(String kind, int port) throws Exception {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
        return switch (kind) {
            case "accept" -> {
                ServerSocket server = new ServerSocket(port);
                yield server::accept;
            }
            case "channel-accept" -> {
                ServerSocketChannel server = ServerSocketChannel.open().bind(address);
                yield server::accept;
            }
            case "asynchronous-accept" -> {
                AsynchronousServerSocketChannel server =
                        AsynchronousServerSocketChannel.open().bind(address);
                yield () -> server.accept().get();
            }
            case "read" -> {
                ServerSocket server = new ServerSocket(port);
                Socket socket = new Socket("127.0.0.1", port);
                yield () -> socket.getInputStream().read();
            }
            case "write" -> {
                ServerSocket server = new ServerSocket(port);
                Socket socket = new Socket("127.0.0.1", port);
                byte[] bytes = new byte[1 << 24];
                yield () -> socket.getOutputStream().write(bytes);
            }
            case "channel-read" -> {
                ServerSocketChannel server = ServerSocketChannel.open().bind(address);
                SocketChannel socket = SocketChannel.open(address);
                yield () -> socket.read(ByteBuffer.allocate(10));
            }
            case "connect" -> {
                ServerSocket server = new ServerSocket(port, 1);
                Socket[] fill = new Socket[10];
                yield () -> {
                    while (true) {
                        new Socket("127.0.0.1", port);
                    }
                };
            }
            default -> other(kind, address);
        };
    }

    private static Call other(String kind, InetSocketAddress address) throws Exception {
        return switch (kind) {
            case "receive" -> {
                DatagramSocket socket = new DatagramSocket(address);
                yield () -> socket.receive(new DatagramPacket(new byte[10], 10));
            }
            case "channel-receive" -> {
                DatagramChannel channel = DatagramChannel.open().bind(address);
                yield () -> channel.receive(ByteBuffer.allocate(10));
            }
            case "select" -> {
                ServerSocketChannel server = ServerSocketChannel.open().bind(address);
                server.configureBlocking(false);
                Selector selector = Selector.open();
                server.register(selector, server.validOps());
                yield selector::select;
            }
            case "pipe" -> {
                Pipe pipe = Pipe.open();
                yield () -> pipe.source().read(ByteBuffer.allocate(10));
            }
            case "pipe-write" -> {
                Pipe pipe = Pipe.open();
                yield () -> pipe.sink().write(ByteBuffer.allocate(1 << 20));
            }
            case "unix-accept" -> {
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                server.bind(UnixDomainSocketAddress.of("/tmp/socket"));
                yield server::accept;
            }
            case "unix-connect" -> {
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                server.bind(UnixDomainSocketAddress.of("/tmp/socket"), 1);
                fill(server.getLocalAddress());
                yield () -> SocketChannel.open(server.getLocalAddress());
            }
            case "own-channel" -> {
                Trap trap = new Trap();
                yield trap::block;
            }
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** Connects until there is no room in the backlog. */
    private static void fill(SocketAddress server) throws IOException {
        try {
            while (true) {
                SocketChannel filler = SocketChannel.open(StandardProtocolFamily.UNIX);
                filler.configureBlocking(false);
                filler.connect(server);
            }
        } catch (SocketException full) {
            return;
        }
    }

    /** A channel of the program's own, whose closing would hold whoever interrupts the thread in it. */
    private static final class Trap extends AbstractInterruptibleChannel {
        private final ServerSocketChannel inner;

        Trap() throws IOException {
            inner = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            inner.bind(UnixDomainSocketAddress.of("/tmp/trap"));
        }

        void block() throws IOException {
            begin();
            try {
                LockSupport.park();
            } finally {
                end(true);
            }
        }

        @Override
        protected void implCloseChannel() {
            System.out.println("trapped");
            while (true) {
                Thread.onSpinWait();
            }
        }
    }
}
