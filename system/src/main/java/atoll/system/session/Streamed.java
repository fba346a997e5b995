package atoll.system.session;

import atoll.personality.java.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Streams of the host for a process: it reads and writes pipes, where a kill reaches it, and threads of the host do the rest, which may block for as
 * long as it takes.
 */
final class Streamed {
    private final Pipe in = new Pipe();
    private final Pipe out = new Pipe();
    private final Pipe err = new Pipe();
    private final Pipe.Writing typed = in.writing();
    private final Pipe.Reading said = out.reading();
    private final Pipe.Reading complained = err.reading();
    private final Streams streams = new Streams(in.reading(), out.writing(), err.writing());
    private final Thread typing;
    private final Thread saying;
    private final Thread complaining;

    Streamed(InputStream keys, OutputStream screen, OutputStream errors) {
        typing = thread(() -> pass(keys, typed), "input");
        saying = thread(() -> pass(said, screen), "output");
        complaining = thread(() -> pass(complained, errors), "errors");
    }

    /** For the process. */
    Streams streams() {
        return streams;
    }

    void start() {
        typing.start();
        saying.start();
        complaining.start();
    }

    private static Thread thread(Runnable body, String name) {
        Thread thread = new Thread(null, body, "session " + name, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    /** Until one of them ends; {@code to} is told of the end if it is a pipe, {@code from} if nobody wants more of it. */
    private static void pass(InputStream from, OutputStream to) {
        byte[] part = new byte[8192];
        try {
            for (int count = from.read(part); count >= 0; count = from.read(part)) {
                to.write(part, 0, count);
                to.flush();
            }
        } catch (IOException e) {
            // Nobody reads, or nobody writes any more: the process finds out by its pipe.
        }
        if (to instanceof Pipe.Writing pipe) {
            pipe.close();
        }
        if (from instanceof Pipe.Reading pipe) {
            pipe.close();
        }
    }

    /** When the process is dead: passes on what it wrote last, for so long at most. The streams are left open. */
    void finish(long patienceMillis) throws InterruptedException {
        try {
            streams.in().close();
            streams.out().close();
            streams.err().close();
        } catch (IOException e) {
            throw new IllegalStateException("the end of a pipe cannot fail to close", e);
        }
        saying.join(patienceMillis);
        complaining.join(patienceMillis);
        typed.close();
        typing.interrupt();
    }
}
