package atoll.shell.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream that was given to the shell, to be read; or its terminal. One thread at a time waits in it. */
public final class Source extends Handle {
    private final InputStream from;
    private final boolean terminal;
    private final Object keeping = new Object();
    /** Guarded by keeping: read and not needed. */
    private byte[] before = {};

    public Source(InputStream from, boolean terminal) {
        this.from = from;
        this.terminal = terminal;
    }

    @Override
    boolean isTerminal() {
        return terminal;
    }

    @Override
    public int read(byte[] into, int most) throws IOException {
        int kept = kept(into, most);
        if (kept > 0) {
            return kept;
        }
        synchronized (this) {
            kept = kept(into, most);
            return kept > 0 ? kept : from.read(into, 0, most);
        }
    }

    private int kept(byte[] into, int most) {
        synchronized (keeping) {
            int length = Math.min(most, before.length);
            System.arraycopy(before, 0, into, 0, length);
            before = Arrays.copyOfRange(before, length, before.length);
            return length;
        }
    }

    @Override
    void unread(byte[] bytes) {
        synchronized (keeping) {
            before = joined(bytes, before);
        }
    }

    @Override
    void unreadLast(byte[] bytes) {
        synchronized (keeping) {
            before = joined(before, bytes);
        }
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}
