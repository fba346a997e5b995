package atoll.contract.process;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Starts programs for its holder, such as a shell: each is given what the holder's session has, and no more. They end with the session, not
 * with their starter. Pipes are the holder's: they end with it.
 *
 * <p>Calls that wait, but for {@link #start}, end in an {@code IOException} with {@link LaunchFault#INTERRUPTED} when the calling thread is interrupted.
 */
public interface Launcher {
    /** The most bytes of one call. */
    int MOST = 1 << 16;

    /** Names of the commands that {@link Launch.Tool} can name, in order. */
    String[] tools();

    /**
     * Starts a program and returns the number of its process. Each environment variable is {@code NAME=VALUE}. {@code NOT_FOUND}: no
     * such command; {@code INVALID}: no such pipe; {@code TOO_MANY}: the session has as many
     * processes as it may.
     */
    int start(Launch launch, String[] arguments, String[] environment) throws IOException;

    /** How that process is now, or at once when it has ended, or after {@code millis}, an hour at most; null when it was not started here. */
    @Nullable Launched await(int pid, long millis) throws IOException;

    /** Does it to a process that was started here; false when it has ended. */
    boolean signal(int pid, ProcessSignal signal);

    /**
     * A new pipe, of {@link #MOST} bytes at most. Its holder can read and write it until it closes that end, and so can each process that
     * was started with it, until that ends or closes its stream. Who reads when nobody can write any more finds the end.
     * {@code TOO_MANY}.
     */
    int pipe() throws IOException;

    /** The next bytes, {@code most} at most; waits for one. No bytes: the end. {@code INVALID}: no such pipe, or the end is closed. */
    byte[] read(int pipe, int most) throws IOException;

    /** Writes all bytes; waits for room. {@code BROKEN_PIPE}: nobody can read it any more. {@code INVALID}. */
    void write(int pipe, byte[] bytes) throws IOException;

    /** The holder reads it no more. */
    void closeReading(int pipe);

    /** The holder writes it no more. */
    void closeWriting(int pipe);
}
