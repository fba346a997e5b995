package atoll.tests.services;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Keys that a test types; it knows when they are taken. */
public final class Keyboard extends InputStream {
    private final StringBuilder typed = new StringBuilder();
    private boolean waits;
    private boolean ended;

    public synchronized void type(String keys) {
        typed.append(keys);
        waits = false;
        notifyAll();
    }

    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Who reads has come back for more. */
    public synchronized void awaitTaken() throws InterruptedException {
        while (!waits) {
            TimeUnit.SECONDS.timedWait(this, 1);
        }
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
        while (typed.isEmpty()) {
            if (ended) {
                return -1;
            }
            waits = true;
            notifyAll();
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        int count = Math.min(length, typed.length());
        byte[] next = typed.substring(0, count).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(next, 0, bytes, offset, count);
        typed.delete(0, count);
        return count;
    }
}
