package atoll.userland;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a program reads, as bytes or line by line. Before it waits for more, what was written so far is flushed, so that
 * whoever is behind a pipe sees each answer as soon as there is one.
 */
final class Input implements Closeable {
    private static final int SIZE = 1 << 16;

    private final InputStream from;
    private final boolean waits;
    private final Output out;
    byte[] buffer = new byte[SIZE];
    /** The line, or what was read, in {@link #buffer}: its first byte, and the first after it without its end. */
    int start;

    int end;
    /** Whether the line had an end. */
    boolean ended;

    private int next;
    private int filled;
    private boolean atEnd;

    private Input(InputStream from, boolean waits, Output out) {
        this.from = from;
        this.waits = waits;
        this.out = out;
    }

    /** Standard input for {@code -}, else a file. */
    static Input open(String operand, Output out) throws IOException {
        return operand.equals("-") ? standard(out) : file(FileName.path(operand), out);
    }

    static Input standard(Output out) {
        return new Input(new FileInputStream(FileDescriptor.in), true, out);
    }

    static Input file(Path path, Output out) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "Is a directory");
        }
        return new Input(Files.newInputStream(path), false, out);
    }

    /** The next bytes, between {@link #start} and {@link #end}; false at the end. */
    boolean read() throws IOException {
        start = next;
        if (next == filled) {
            next = 0;
            filled = 0;
            start = 0;
            if (!fill()) {
                return false;
            }
        }
        end = filled;
        next = filled;
        return true;
    }

    /** The next line, which ends with that byte or with the input; false at the end. */
    boolean line(byte terminator) throws IOException {
        int look = next;
        while (true) {
            for (; look < filled; look++) {
                if (buffer[look] == terminator) {
                    start = next;
                    end = look;
                    next = look + 1;
                    ended = true;
                    return true;
                }
            }
            int seen = look - next;
            if (!fill()) {
                start = next;
                end = filled;
                next = filled;
                ended = false;
                return end > start;
            }
            look = next + seen;
        }
    }

    /** The bytes that are there and were not yet read, without waiting. */
    boolean holds(byte wanted) throws IOException {
        if (next == filled && !fill()) {
            return false;
        }
        for (int i = next; i < filled; i++) {
            if (buffer[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    private boolean fill() throws IOException {
        if (atEnd) {
            return false;
        }
        if (filled == buffer.length) {
            if (next > 0) {
                System.arraycopy(buffer, next, buffer, 0, filled - next);
                filled -= next;
                next = 0;
            } else {
                buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
            }
        }
        if (waits && from.available() == 0) {
            out.flush();
        }
        int count = from.read(buffer, filled, buffer.length - filled);
        if (count <= 0) {
            atEnd = true;
            return false;
        }
        filled += count;
        return true;
    }

    byte[] copy() {
        return Arrays.copyOfRange(buffer, start, end);
    }

    @Override
    public void close() throws IOException {
        if (!waits) {
            from.close();
        }
    }
}
