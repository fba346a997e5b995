package atoll.shell.run;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The ten descriptors of a shell. Of one thread, but for its making. */
final class Descriptors {
    static final int COUNT = 10;

    private final @Nullable Handle[] handles = new Handle[COUNT];

    Descriptors copy() {
        Descriptors copy = new Descriptors();
        for (int i = 0; i < COUNT; i++) {
            copy.set(i, handles[i]);
        }
        return copy;
    }

    @Nullable Handle get(int number) {
        return handles[number];
    }

    Handle known(int number) throws IOException {
        Handle handle = handles[number];
        if (handle == null) {
            throw new IOException(number + ": bad file descriptor");
        }
        return handle;
    }

    void set(int number, @Nullable Handle handle) {
        Handle before = handles[number];
        handles[number] = handle == null ? null : handle.used();
        if (before != null) {
            before.unused();
        }
    }

    void close() {
        for (int i = 0; i < COUNT; i++) {
            set(i, null);
        }
    }
}
