package atoll.system.session;

import atoll.contract.process.Launcher;
import java.atoll.Headroom;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * A bounded queue of bytes between processes, as POSIX has it: who reads finds the end when no end for writing is open any more,
 * who writes is refused when none for reading is.
 *
 * <p>Used on threads of processes. They wait here alone, where a kill unwinds them, and change nothing before or after that is not
 * whole; an end that a dead process had is closed by whoever gave it.
 */
public final class Pipe {
    private static final String BROKEN = "Broken pipe";

    // Guarded by this.
    private final byte[] bytes = new byte[Launcher.MOST];
    private int first;
    private int count;
    private int readers;
    private int writers;

    /** Waits for a byte or the end; how many bytes were taken, 0 at the end. */
    private synchronized int take(byte[] into, int offset, int length) throws InterruptedException {
        while (count == 0 && writers > 0) {
            wait();
        }
        int taken = Math.min(length, count);
        int straight = Math.min(taken, bytes.length - first);
        System.arraycopy(bytes, first, into, offset, straight);
        System.arraycopy(bytes, 0, into, offset + straight, taken - straight);
        int next = first + taken;
        first = next < bytes.length ? next : next - bytes.length;
        count -= taken;
        notifyAll();
        return taken;
    }

    /** Waits for room; how many bytes went in. */
    private synchronized int put(byte[] from, int offset, int length) throws IOException, InterruptedException {
        while (count == bytes.length && readers > 0) {
            wait();
        }
        if (readers == 0) {
            throw new IOException(BROKEN);
        }
        int put = Math.min(length, bytes.length - count);
        int end = first + count;
        int at = end < bytes.length ? end : end - bytes.length;
        int straight = Math.min(put, bytes.length - at);
        System.arraycopy(from, offset, bytes, at, straight);
        System.arraycopy(from, offset + straight, bytes, 0, put - straight);
        count += put;
        notifyAll();
        return put;
    }

    private synchronized int available() {
        return count;
    }

    private synchronized void change(int ofReaders, int ofWriters) {
        readers += ofReaders;
        writers += ofWriters;
        notifyAll();
    }

    /** An end for reading, open until it is closed. */
    public Reading reading() {
        return new Reading();
    }

    /** An end for writing, open until it is closed. */
    public Writing writing() {
        return new Writing();
    }

    /** An end for reading. */
    public final class Reading extends InputStream {
        // Guarded by this.
        private boolean closed;

        private Reading() {
            change(1, 0);
        }

        /** As {@link #read(byte[], int, int)}, and an interrupt ends it; 0 at the end. */
        public int readNow(byte[] into) throws InterruptedException {
            Headroom.need();
            return take(into, 0, into.length);
        }

        public synchronized boolean isClosed() {
            return closed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            Headroom.need();
            if (length == 0) {
                return 0;
            }
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        int taken = take(into, offset, length);
                        return taken == 0 ? -1 : taken;
                    } catch (InterruptedException e) {
                        // As the host's streams: it is kept for later.
                        interrupted = true;
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public int available() {
            return Pipe.this.available();
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                Headroom.need();
                closed = true;
                change(-1, 0);
            }
        }
    }

    /** An end for writing. */
    public final class Writing extends OutputStream {
        // Guarded by this.
        private boolean closed;

        private Writing() {
            change(0, 1);
        }

        /** As {@link #write(byte[], int, int)}, and an interrupt ends it, with some of it written. */
        public void writeNow(byte[] from) throws IOException, InterruptedException {
            Headroom.need();
            for (int done = 0; done < from.length; ) {
                done += put(from, done, from.length - done);
            }
        }

        public synchronized boolean isClosed() {
            return closed;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, from.length);
            Headroom.need();
            boolean interrupted = false;
            try {
                for (int done = 0; done < length; ) {
                    try {
                        done += put(from, offset + done, length - done);
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                Headroom.need();
                closed = true;
                change(0, -1);
            }
        }
    }
}
