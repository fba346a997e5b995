package java.atoll;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/** What a stream of the JDK on the descriptor of a served file does. Errors are those of its native methods. */
final class ServedInput extends InputStream {
    /** A server can say any size, without having a byte. */
    private static final int MOST_BELIEVED = 1 << 25;

    private final ServedFiles.Opened file;

    ServedInput(ServedFiles.Opened file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        if (length == 0) {
            return 0;
        }
        try {
            return file.read(-1, into, from, length);
        } catch (Errno e) {
            throw e.plain();
        }
    }

    private long left() throws IOException {
        try {
            return file.size() - file.position();
        } catch (Errno e) {
            throw e.plain();
        }
    }

    /** What the file has now, in an array of its size if that can be believed; then what it has grown by. */
    @Override
    public byte[] readNBytes(int most) throws IOException {
        long left = left();
        if (most <= 0 || left <= 0 || left > MOST_BELIEVED) {
            return super.readNBytes(most);
        }
        byte[] bytes = new byte[(int) Math.min(left, most)];
        int count = readNBytes(bytes, 0, bytes.length);
        if (count < bytes.length) {
            return Arrays.copyOf(bytes, count);
        }
        byte[] more = super.readNBytes(most - count);
        if (more.length == 0) {
            return bytes;
        }
        byte[] all = Arrays.copyOf(bytes, count + more.length);
        System.arraycopy(more, 0, all, count, more.length);
        return all;
    }

    /** Also back, and behind the end, as a file of the host. */
    @Override
    public long skip(long count) throws IOException {
        long to = file.position() + count;
        if (to < 0) {
            throw new Errno(Errno.EINVAL).plain();
        }
        file.position(to);
        return count;
    }

    @Override
    public int available() throws IOException {
        return Math.clamp(left(), 0, Integer.MAX_VALUE);
    }
}
