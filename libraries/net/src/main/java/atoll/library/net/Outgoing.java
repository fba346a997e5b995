package atoll.library.net;

import java.io.IOException;
import java.io.OutputStream;

/** What goes out on a connection. */
final class Outgoing extends OutputStream {
    private final Connection connection;

    Outgoing(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void write(int one) throws IOException {
        connection.write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        connection.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
