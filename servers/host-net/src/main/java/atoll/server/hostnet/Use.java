package atoll.server.hostnet;

import atoll.contract.Region;
import atoll.contract.net.SocketOption;
import java.io.IOException;

/**
 * What is done with a connection. Classes and not lambdas, whose classes the JVM makes when they are first used: a client
 * would wait for that when the server before was killed.
 */
interface Use {
    /** A number if that is what the client asks for, else 0. */
    int on(Connected socket) throws IOException;

    record Read(Region into, int at, int length, int timeout) implements Use {
        @Override
        public int on(Connected socket) throws IOException {
            return socket.read(into, at, length, timeout);
        }
    }

    record Write(Region from, int at, int length) implements Use {
        @Override
        public int on(Connected socket) throws IOException {
            socket.write(from, at, length);
            return 0;
        }
    }

    final class Receive implements Use {
        private final int most;
        private final int timeout;

        /** What came. */
        byte[] bytes = {};

        Receive(int most, int timeout) {
            this.most = most;
            this.timeout = timeout;
        }

        @Override
        public int on(Connected socket) throws IOException {
            bytes = socket.receive(most, timeout);
            return bytes.length;
        }
    }

    final class Send implements Use {
        private final byte[] bytes;

        Send(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int on(Connected socket) throws IOException {
            socket.send(bytes);
            return 0;
        }
    }

    record Available() implements Use {
        @Override
        public int on(Connected socket) throws IOException {
            return socket.available();
        }
    }

    record ShutdownOutput() implements Use {
        @Override
        public int on(Connected socket) throws IOException {
            socket.shutdownOutput();
            return 0;
        }
    }

    record ShutdownInput() implements Use {
        @Override
        public int on(Connected socket) throws IOException {
            socket.shutdownInput();
            return 0;
        }
    }

    record GetOption(SocketOption option) implements Use {
        @Override
        public int on(Connected socket) throws IOException {
            return socket.option(option);
        }
    }

    record SetOption(SocketOption option, int value) implements Use {
        @Override
        public int on(Connected socket) throws IOException {
            socket.setOption(option, value);
            return 0;
        }
    }
}
