package atoll.system.up;

import java.atoll.Headroom;
import java.io.OutputStream;

/** A standard stream of one process: its bytes as lines of a ring. Of a line without an end a bounded part is held back. */
final class LineStream extends OutputStream {
    /** Longer lines are several. */
    private static final int LONGEST = 8 << 10;

    private final LineRing ring;
    private final boolean error;

    // Guarded by this.
    private final byte[] line = new byte[LONGEST];
    private int length;
    private boolean cut;

    LineStream(LineRing ring, boolean error) {
        this.ring = ring;
        this.error = error;
    }

    @Override
    public void write(int b) {
        // On a thread of the process, perhaps at the end of its stack: all of it or nothing.
        Headroom.need();
        synchronized (this) {
            add((byte) b);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        Headroom.need();
        synchronized (this) {
            for (int i = 0; i < count; i++) {
                add(bytes[offset + i]);
            }
        }
    }

    private void add(byte b) {
        boolean ends = b == '\n';
        if (!ends) {
            line[length++] = b;
        }
        if (ends && !(cut && length == 0) || length == line.length) {
            ring.add(error, line, length);
            length = 0;
        }
        // What was cut at its very end has no empty rest.
        cut = !ends && (cut || length == 0);
    }

    /** What is held back is a line now. */
    @Override
    public synchronized void close() {
        if (length > 0) {
            ring.add(error, line, length);
            length = 0;
        }
    }
}
