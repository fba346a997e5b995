package atoll.system.control;

import atoll.system.session.Pipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** A connection of a process: its own ends are used on its threads, this side by the server. */
final class Piped implements ByteChannel {
    private final Pipe request = new Pipe();
    private final Pipe answer = new Pipe();

    /** The process's. */
    final Pipe.Writing asks = request.writing();

    /** The process's. */
    final Pipe.Reading hears = answer.reading();

    private final Pipe.Reading asked = request.reading();
    private final Pipe.Writing answers = answer.writing();

    private volatile boolean writing;

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = asked.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        into.position(into.position() + Math.max(0, count));
        return count;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int count = from.remaining();
        writing = true;
        answers.write(from.array(), from.arrayOffset() + from.position(), count);
        writing = false;
        from.position(from.limit());
        return count;
    }

    @Override
    public boolean isOpen() {
        return !answers.isClosed();
    }

    /** What was answered can still be read; but who waits to write more, and so is late, waits no longer. */
    @Override
    public void close() {
        asked.close();
        answers.close();
        // Who waits for a request hears no more of it.
        asks.close();
        if (writing) {
            hears.close();
        }
    }

    /** The process wants no more. */
    void leave() {
        asks.close();
        hears.close();
    }
}
