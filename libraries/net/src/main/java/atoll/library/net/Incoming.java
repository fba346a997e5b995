package atoll.library.net;

import java.io.IOException;
import java.io.InputStream;

/** What comes in on a connection. */
final class Incoming extends InputStream {
    private static final int BYTE = 0xFF;

    private final Connection connection;

    Incoming(Connection connection) {
        this.connection = connection;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return connection.read(one, 0, 1) < 0 ? -1 : one[0] & BYTE;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        return connection.read(into, from, length);
    }

    @Override
    public int available() throws IOException {
        return connection.available();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
