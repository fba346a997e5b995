package atoll.shell.terminal;

import atoll.contract.CallFailed;
import atoll.contract.Notification;
import atoll.contract.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Random;

/** What is typed, byte by byte, so that the rest is there for whoever reads next. */
public final class TerminalInput extends InputStream {
    private static final int END = -1;
    private static final int MASK = 0xff;

    private final Terminal terminal;
    private final Notification input;
    private final long reader = new Random().nextLong();
    private long number = 1;

    public TerminalInput(Terminal terminal, Notification input) {
        this.terminal = terminal;
        this.input = input;
    }

    /** The next byte, -1 at the end; {@link InterruptedIOException}. */
    @Override
    public int read() throws IOException {
        while (true) {
            byte[] read = next();
            if (read != null) {
                return read.length == 0 ? END : read[0] & MASK;
            }
            try {
                input.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int c = read();
        if (c < 0) {
            return END;
        }
        into[from] = (byte) c;
        return 1;
    }

    private byte @org.jspecify.annotations.Nullable [] next() throws IOException {
        try {
            byte[] read = terminal.read(reader, number, 1, 0);
            number += read == null ? 0 : 1;
            return read;
        } catch (CallFailed e) {
            // Without a server of terminals nothing can be typed.
            throw new IOException(e);
        }
    }

    @Override
    public int available() throws IOException {
        return terminal.available();
    }
}
