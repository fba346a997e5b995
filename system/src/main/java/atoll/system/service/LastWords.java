package atoll.system.service;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Passes on what is written, and remembers the end of it. */
final class LastWords extends OutputStream {
    private static final int KEPT = 4096;

    private final OutputStream to;

    // Guarded by this.
    private final byte[] end = new byte[KEPT];
    private long written;

    LastWords(OutputStream to) {
        this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
        keep((byte) b);
        to.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        keep(bytes, offset, length);
        to.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        to.flush();
    }

    @Override
    public void close() throws IOException {
        to.close();
    }

    private synchronized void keep(byte b) {
        end[(int) (written++ % KEPT)] = b;
    }

    private synchronized void keep(byte[] bytes, int offset, int length) {
        for (int i = Math.max(0, length - KEPT); i < length; i++) {
            keep(bytes[offset + i]);
        }
    }

    synchronized String text() {
        int length = (int) Math.min(written, KEPT);
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = end[(int) ((written - length + i) % KEPT)];
        }
        return new String(text, StandardCharsets.UTF_8);
    }
}
