package atoll.system;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The host's standard input as one process reads it. A read of descriptor 0 that blocks cannot be interrupted, so a
 * thread of the host does it, and the process waits here, where a kill reaches it. Nothing is read before the process
 * asks: what it does not want stays for whoever reads the descriptor next.
 */
final class StandardInput extends InputStream {
    private static final int SIZE = 8192;

    private final InputStream source;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private final Condition answered = lock.newCondition();

    // Guarded by lock, except that the pump alone writes the buffer while it is asked and from == to.
    private final byte[] buffer = new byte[SIZE];
    private int from;
    private int to;
    private boolean asking;
    private boolean ended;
    private @Nullable IOException failed;

    /** {@code source} must not buffer: its {@code available} is asked while a read blocks. */
    StandardInput(InputStream source) {
        this.source = source;
    }

    /** Starts the pump. To be called by the host: its thread must have no process. */
    void start() {
        Thread pump = new Thread(this::pump, "standard-input");
        pump.setDaemon(true);
        pump.start();
    }

    private void pump() {
        while (true) {
            awaitQuestion();
            int n = 0;
            @Nullable IOException error = null;
            try {
                n = source.read(buffer, 0, SIZE);
            } catch (IOException e) {
                error = e;
            }
            answer(n, error);
        }
    }

    private void awaitQuestion() {
        lock.lock();
        try {
            while (!asking) {
                asked.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void answer(int n, @Nullable IOException error) {
        lock.lock();
        try {
            asking = false;
            from = 0;
            to = Math.max(n, 0);
            ended = n < 0;
            failed = error;
            answered.signalAll();
        } finally {
            lock.unlock();
        }
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
            while (from == to) {
                if (ended) {
                    // As a terminal: after an end there may be more.
                    ended = false;
                    return -1;
                }
                if (failed != null) {
                    IOException error = new IOException(failed.getMessage());
                    failed = null;
                    throw error;
                }
                asking = true;
                asked.signal();
                answered.awaitUninterruptibly();
            }
            int n = Math.min(length, to - from);
            System.arraycopy(buffer, from, b, offset, n);
            from += n;
            return n;
        } finally {
            // A killed thread leaves its wait without the lock.
            if (lock.isHeldByCurrentThread()) {
                lock.unlock();
            }
        }
    }

    @Override
    public int available() throws IOException {
        lock.lock();
        try {
            return to - from + (asking ? 0 : source.available());
        } finally {
            lock.unlock();
        }
    }
}
