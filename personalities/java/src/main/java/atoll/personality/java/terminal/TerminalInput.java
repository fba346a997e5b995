package atoll.personality.java.terminal;

import atoll.contract.terminal.Modes;
import atoll.contract.terminal.Terminal;
import atoll.kernel.SignalCounter;
import java.atoll.Echoing;
import java.io.IOException;
import java.io.InputStream;
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

    /** Guarded by the lock. */
    private long number;

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
        byte[] bytes;
        lock.lock();
        try {
            bytes = next(length);
        } finally {
            // A killed thread leaves its wait without the lock.
            if (lock.isHeldByCurrentThread()) {
                lock.unlock();
            }
        }
        if (bytes.length > length) {
            throw new IOException("Input/output error");
        }
        System.arraycopy(bytes, 0, b, offset, bytes.length);
        return bytes.length == 0 ? -1 : bytes.length;
    }

    private byte[] next(int most) throws IOException {
        long call = ++number;
        long waited = 0;
        while (true) {
            long so = waited;
            byte[] bytes = session.ask(terminal -> terminal.read(reader, call, most, so));
            if (bytes != null) {
                return bytes;
            }
            Modes modes = session.ask(Terminal::modes);
            long tenths = modes == null || modes.does(Modes.ICANON) ? 0 : modes.control(Modes.TIME);
            waited = Session.await(news, tenths * TENTH_MILLIS) ? 0 : tenths * TENTH_MILLIS;
        }
    }

    @Override
    public int available() throws IOException {
        Integer there = session.ask(Terminal::available);
        return there == null ? 0 : Math.max(0, there);
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
