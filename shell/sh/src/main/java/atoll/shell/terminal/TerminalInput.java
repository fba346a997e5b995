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
    /** Nothing came in time. */
    public static final int EXPIRED = -2;

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

    @Override
    public int read() throws IOException {
        return read(0);
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

    /** The next byte, -1 at the end, {@link #EXPIRED}. Waits so long, if that is not 0; {@link InterruptedIOException}. */
    public int read(long millis) throws IOException {
        long began = System.nanoTime();
        while (true) {
            byte[] read = next();
            if (read != null) {
                return read.length == 0 ? END : read[0] & MASK;
            }
            try {
                if (millis <= 0) {
                    input.await();
                    continue;
                }
                long left = millis - (System.nanoTime() - began) / 1_000_000;
                if (left <= 0) {
                    return EXPIRED;
                }
                input.await(left);
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
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
