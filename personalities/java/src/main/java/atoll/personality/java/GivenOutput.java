package atoll.personality.java;

import atoll.personality.java.terminal.TerminalOutput;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The stream that a process was given, beneath its {@code System.out} and {@code FileDescriptor.out} alike: closed through
 * one of them it is closed for both, and a stream that is the host's own stays open for the host.
 */
final class GivenOutput extends OutputStream {
    private final OutputStream to;
    private final boolean hosts;
    private volatile boolean closed;

    GivenOutput(OutputStream to, boolean hosts) {
        this.to = to;
        this.hosts = hosts;
    }

    boolean isTerminal() {
        return to instanceof TerminalOutput;
    }

    private OutputStream open() throws IOException {
        if (closed) {
            throw new IOException("Stream Closed");
        }
        return to;
    }

    @Override
    public void write(int b) throws IOException {
        open().write(b);
    }

    @Override
    public void write(byte[] b, int offset, int length) throws IOException {
        open().write(b, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (!closed) {
            to.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            to.flush();
            if (!hosts) {
                to.close();
            }
        }
    }
}
