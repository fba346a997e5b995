package java.atoll;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** As {@link ServedInput}, for writing. */
final class ServedOutput extends OutputStream {
    private final ServedFiles.Opened file;

    ServedOutput(ServedFiles.Opened file) {
        this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (length > 0) {
            try {
                file.write(-1, bytes, from, length);
            } catch (Errno e) {
                throw e.plain();
            }
        }
    }
}
