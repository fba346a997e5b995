package atoll.system.session;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells once that there is nothing more to read. */
final class EndingInput extends FilterInputStream {
    // Guarded by this.
    private Runnable hears = () -> {};
    private boolean ended;

    EndingInput(InputStream from) {
        super(from);
    }

    /** Also if that has been so before. */
    void whenEnded(Runnable told) {
        boolean late;
        synchronized (this) {
            hears = told;
            late = ended;
        }
        if (late) {
            told.run();
        }
    }

    private void end() {
        Runnable told;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            told = hears;
        }
        told.run();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            int count = in.read(into, offset, length);
            if (count < 0) {
                end();
            }
            return count;
        } catch (IOException e) {
            end();
            throw e;
        }
    }
}
