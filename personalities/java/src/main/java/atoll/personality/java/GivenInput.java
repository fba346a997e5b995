package atoll.personality.java;

import java.atoll.Echoing;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The counterpart of {@link GivenOutput} for standard input. */
final class GivenInput extends FilterInputStream implements Echoing {
    private final boolean hosts;
    private volatile boolean closed;

    GivenInput(InputStream from, boolean hosts) {
        super(from);
        this.hosts = hosts;
    }

    private void open() throws IOException {
        if (closed) {
            throw new IOException("Stream Closed");
        }
    }

    @Override
    public int read() throws IOException {
        open();
        return in.read();
    }

    @Override
    public int read(byte[] b, int offset, int length) throws IOException {
        open();
        return in.read(b, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
        open();
        return in.skip(count);
    }

    @Override
    public int available() throws IOException {
        open();
        return in.available();
    }

    boolean isTerminal() {
        return in instanceof Echoing;
    }

    @Override
    public boolean echo(boolean on) throws IOException {
        open();
        if (in instanceof Echoing terminal) {
            return terminal.echo(on);
        }
        throw new IOException("Inappropriate ioctl for device");
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            if (!hosts) {
                in.close();
            }
        }
    }
}
