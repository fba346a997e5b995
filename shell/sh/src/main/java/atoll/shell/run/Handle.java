package atoll.shell.run;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** What a descriptor of a shell means. It is closed when the last shell that has it does. */
abstract class Handle {
    private final AtomicInteger users = new AtomicInteger();

    final Handle used() {
        users.incrementAndGet();
        return this;
    }

    final void unused() {
        if (users.decrementAndGet() == 0) {
            close();
        }
    }

    /** So many bytes at most; -1 at the end. */
    int read(byte[] into, int most) throws IOException {
        throw new IOException("not open for reading");
    }

    void write(byte[] bytes, int length) throws IOException {
        throw new IOException("not open for writing");
    }

    /** Bytes that were read and not needed. */
    void unread(byte[] bytes) throws IOException {
        throw new IOException("not open for reading");
    }

    /** The same, after what was given back before. */
    void unreadLast(byte[] bytes) throws IOException {
        unread(bytes);
    }

    boolean isTerminal() {
        return false;
    }

    void close() {}
}
