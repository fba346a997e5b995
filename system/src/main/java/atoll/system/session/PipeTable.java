package atoll.system.session;

import atoll.contract.process.LaunchFault;
import atoll.contract.process.Launcher;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pipes of one holder of a launcher. */
final class PipeTable {
    private static final int MOST = 256;

    private record Held(Pipe pipe, Pipe.Reading reading, Pipe.Writing writing) {}

    // Guarded by this.
    private final Map<Integer, Held> pipes = new HashMap<>();
    private int last;
    private boolean closed;

    synchronized int open() throws IOException {
        pipes.values().removeIf(held -> held.reading.isClosed() && held.writing.isClosed());
        if (closed || pipes.size() == MOST) {
            throw LaunchFault.TOO_MANY.because(closed ? "the session ends" : "there are " + MOST + " pipes");
        }
        Pipe pipe = new Pipe();
        pipes.put(++last, new Held(pipe, pipe.reading(), pipe.writing()));
        return last;
    }

    private synchronized Held held(int number) throws IOException {
        Held held = pipes.get(number);
        if (held == null) {
            throw LaunchFault.INVALID.because("no pipe " + number);
        }
        return held;
    }

    /** For a process, which closes it. */
    Pipe.Reading reading(int number) throws IOException {
        return held(number).pipe.reading();
    }

    /** For a process, which closes it. */
    Pipe.Writing writing(int number) throws IOException {
        return held(number).pipe.writing();
    }

    byte[] read(int number, int most) throws IOException {
        Pipe.Reading end = held(number).reading;
        if (most < 1 || end.isClosed()) {
            throw LaunchFault.INVALID.because(most < 1 ? most + " bytes" : "pipe " + number + " is closed for reading");
        }
        byte[] into = new byte[Math.min(most, Launcher.MOST)];
        try {
            return Arrays.copyOf(into, end.readNow(into));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    void write(int number, byte[] bytes) throws IOException {
        Pipe.Writing end = held(number).writing;
        if (end.isClosed()) {
            throw LaunchFault.INVALID.because("pipe " + number + " is closed for writing");
        }
        try {
            end.writeNow(bytes);
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (IOException e) {
            throw LaunchFault.BROKEN_PIPE.because("nobody reads pipe " + number);
        }
    }

    static IOException interrupted() {
        Thread.currentThread().interrupt();
        return LaunchFault.INTERRUPTED.because("the calling thread was interrupted");
    }

    void closeReading(int number) {
        Held held = known(number);
        if (held != null) {
            held.reading.close();
        }
    }

    void closeWriting(int number) {
        Held held = known(number);
        if (held != null) {
            held.writing.close();
        }
    }

    private synchronized @Nullable Held known(int number) {
        return pipes.get(number);
    }

    /** There are none any more. */
    synchronized void close() {
        closed = true;
        for (Held held : pipes.values()) {
            held.reading.close();
            held.writing.close();
        }
        pipes.clear();
    }
}
