package atoll.system.session;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A file as standard output: the process itself opens it, in its own files, when it first writes, and writes at its end. */
final class OpenedOutput extends OutputStream {
    private final String path;

    // Guarded by this.
    private @Nullable FileOutputStream opened;

    OpenedOutput(String path) {
        this.path = path;
    }

    private synchronized FileOutputStream file() throws IOException {
        FileOutputStream file = opened;
        if (file == null) {
            file = new FileOutputStream(path, true);
            opened = file;
        }
        return file;
    }

    @Override
    public void write(int b) throws IOException {
        file().write(b);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        file().write(from, offset, length);
    }

    @Override
    public synchronized void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }
}
