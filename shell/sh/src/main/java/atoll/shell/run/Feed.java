package atoll.shell.run;

import atoll.contract.process.Launcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Gives a program by a pipe what the shell and others read as well, and gives back what it has not read.
 *
 * <p>A thread that waits for a byte when the program has ended gives that back when it comes; who reads until then waits for it.
 */
final class Feed implements Runnable {
    private static final int PIECE = 4096;

    private final Handle from;
    private final Launcher launcher;
    private final int pipe;
    private final Thread thread;
    /** Guarded by this. */
    private boolean writing;

    private boolean ended;

    Feed(World world, Handle from, Launcher launcher, int pipe) {
        this.from = from.used();
        this.launcher = launcher;
        this.pipe = pipe;
        thread = world.thread(this);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        byte[] piece = new byte[PIECE];
        try {
            while (give(piece)) {}
        } catch (IOException e) {
            // Nothing more can be given.
        } finally {
            launcher.closeWriting(pipe);
            from.unused();
        }
    }

    private boolean give(byte[] piece) throws IOException {
        byte[] bytes;
        // Who reads next must find what is given back.
        synchronized (from) {
            int read = from.read(piece, PIECE);
            if (read <= 0) {
                return false;
            }
            bytes = Arrays.copyOf(piece, read);
            synchronized (this) {
                if (ended) {
                    from.unreadLast(bytes);
                    return false;
                }
                writing = true;
            }
        }
        launcher.write(pipe, bytes);
        synchronized (this) {
            writing = false;
            return !ended;
        }
    }

    /** The program has ended. */
    void end() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        boolean wasWriting;
        synchronized (this) {
            ended = true;
            wasWriting = writing;
        }
        try {
            if (!wasWriting) {
                launcher.closeWriting(pipe);
            }
            // What is being written goes on once there is room, and then its end is closed.
            byte[] read = launcher.read(pipe, Launcher.MOST);
            while (read.length > 0) {
                rest.writeBytes(read);
                read = launcher.read(pipe, Launcher.MOST);
            }
            if (rest.size() > 0) {
                from.unread(rest.toByteArray());
            }
        } catch (IOException e) {
            // It was all read.
        } finally {
            launcher.closeReading(pipe);
        }
        if (!(from instanceof Source)) {
            Threads.join(thread);
        }
    }
}
