package atoll.shell.terminal;

import atoll.contract.CallFailed;
import atoll.contract.Notification;
import atoll.contract.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is typed, byte by byte, so that the rest is there for whoever reads next. */
public final class TerminalInput extends InputStream {
    private static final int END = -1;
    /** No key came in time. */
    public static final int EXPIRED = -2;
    /** The window has another size. */
    public static final int RESIZED = -3;

    private static final int MASK = 0xff;

    private final Terminal terminal;
    private final Notification input;
    private final long reader = new Random().nextLong();
    private long number = 1;

    // Guarded by this.
    private @Nullable Thread waiting;
    private boolean dropped;
    private boolean resized;
    private boolean suspended;

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

    /**
     * The next byte of a line that is typed, for which it waits so many milliseconds, or for good if that is 0; -1 at the end,
     * {@link #EXPIRED}, {@link #RESIZED}; {@link InterruptedIOException} from {@link #drop} until {@link #takeDropped}. Interrupts of the
     * thread mean nothing here, and do not go into a call.
     */
    public int key(long millis) throws IOException {
        long began = System.nanoTime();
        while (true) {
            synchronized (this) {
                if (dropped) {
                    throw new InterruptedIOException();
                }
                if (resized) {
                    resized = false;
                    return RESIZED;
                }
                // A key after it would have been thrown away: what is read now was typed before, or by somebody who
                // went on.
                suspended = false;
            }
            byte[] read = next();
            if (read != null) {
                return read.length == 0 ? END : read[0] & MASK;
            }
            long left = millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            if (millis > 0 && left <= 0) {
                return EXPIRED;
            }
            pause(millis > 0 ? left : 0);
        }
    }

    private void pause(long millis) {
        synchronized (this) {
            if (dropped || resized) {
                return;
            }
            waiting = Thread.currentThread();
        }
        try {
            if (millis > 0) {
                input.await(millis);
            } else {
                input.await();
            }
        } catch (InterruptedException e) {
            // It is woken, and looks why.
        } finally {
            synchronized (this) {
                waiting = null;
                Thread.interrupted();
            }
        }
    }

    /** What is typed of a line is to be forgotten. */
    public synchronized void drop() {
        dropped = true;
        wake();
    }

    /** Whether {@link #drop} was called since this was last asked. */
    public synchronized boolean takeDropped() {
        boolean was = dropped;
        dropped = false;
        return was;
    }

    /** The command is to be stopped, if the line was read to its end. */
    public synchronized void suspend() {
        suspended = true;
    }

    /** Whether {@link #suspend} was called since a key was last looked for. */
    public synchronized boolean takeSuspended() {
        boolean was = suspended;
        suspended = false;
        return was;
    }

    /** Whoever types a line is told that the window has another size. */
    public synchronized void resize() {
        resized = true;
        wake();
    }

    private void wake() {
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private byte @Nullable [] next() throws IOException {
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
