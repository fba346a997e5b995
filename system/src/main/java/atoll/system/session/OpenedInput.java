package atoll.system.session;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A file as standard input: the process itself opens it, in its own files, when it first reads. */
final class OpenedInput extends InputStream {
    private final String path;

    // Guarded by this.
    private @Nullable FileInputStream opened;

    OpenedInput(String path) {
        this.path = path;
    }

    private synchronized FileInputStream file() throws IOException {
        FileInputStream file = opened;
        if (file == null) {
            file = new FileInputStream(path);
            opened = file;
        }
        return file;
    }

    @Override
    public int read() throws IOException {
        return file().read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return file().read(into, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
        return file().skip(count);
    }

    @Override
    public int available() throws IOException {
        return file().available();
    }

    @Override
    public synchronized void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }
}
