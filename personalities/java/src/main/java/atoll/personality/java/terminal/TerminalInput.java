package atoll.personality.java.terminal;

import atoll.contract.terminal.Modes;
import atoll.contract.terminal.Terminal;
import atoll.kernel.SignalCounter;
import java.atoll.Echoing;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a process reads of its terminal, on its own threads: they ask the server, and wait for the notification here, where a kill
 * reaches them. No lock of others is held meanwhile; that of this stream orders the threads of the process.
 */
public final class TerminalInput extends InputStream implements Echoing {
    private static final long TENTH_MILLIS = 100;

    private final Session session;
    private final SignalCounter news;
    private final long reader = ThreadLocalRandom.current().nextLong();
    private final ReentrantLock lock = new ReentrantLock();

    /** Of the call that is made next, and made again until it has an answer. Guarded by the lock. */
    private long number = 1;

    /** What an answer held beyond what was asked for at last. Written under the lock. */
    private volatile byte[] left = new byte[0];

    /** {@code news} is signalled when there may be something to read. */
    public TerminalInput(Terminal terminal, SignalCounter news) {
        this.session = new Session(terminal);
        this.news = news;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, b.length);
        if (length == 0) {
            return 0;
        }
        lock.lock();
        try {
            byte[] bytes = left.length > 0 ? left : next(length);
            int count = Math.min(bytes.length, length);
            System.arraycopy(bytes, 0, b, offset, count);
            left = Arrays.copyOfRange(bytes, count, bytes.length);
            return count == 0 ? -1 : count;
        } finally {
            // A killed thread leaves its wait without the lock.
            if (lock.isHeldByCurrentThread()) {
                lock.unlock();
            }
        }
    }

    private byte[] next(int most) throws IOException {
        long call = number;
        long waited = 0;
        while (true) {
            long so = waited;
            byte[] bytes = session.ask(terminal -> terminal.read(reader, call, most, so));
            if (bytes != null) {
                number = call + 1;
                return bytes;
            }
            long tenths = tenths();
            waited = Session.await(news, tenths * TENTH_MILLIS) ? 0 : tenths * TENTH_MILLIS;
        }
    }

    /** How long to wait for a byte, in tenths of a second; 0: until there is one. */
    private long tenths() {
        try {
            Modes modes = session.ask(Terminal::modes);
            return modes == null || modes.does(Modes.ICANON) ? 0 : modes.control(Modes.TIME);
        } catch (IOException e) {
            // It was hung up just now: reading says so.
            return 0;
        }
    }

    @Override
    public int available() throws IOException {
        Integer there = session.ask(Terminal::available);
        return left.length + (there == null ? 0 : Math.clamp(there, 0, Terminal.TYPED));
    }

    @Override
    public boolean echo(boolean on) throws IOException {
        Modes modes = session.ask(Terminal::modes);
        if (modes == null) {
            throw new IOException("Input/output error");
        }
        Modes next = modes.withLocal(on ? modes.local() | Modes.ECHO : modes.local() & ~Modes.ECHO);
        session.ask(terminal -> {
            terminal.setModes(next);
            return null;
        });
        return modes.does(Modes.ECHO);
    }
}
