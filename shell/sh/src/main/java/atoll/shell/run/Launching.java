package atoll.shell.run;

import atoll.contract.CallFailed;
import atoll.contract.Fault;
import atoll.contract.process.Launch;
import atoll.contract.process.LaunchFault;
import atoll.contract.process.Launched;
import atoll.contract.process.Launcher;
import atoll.contract.process.ProcessSignal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts one program with the streams of a shell, and waits for it. */
final class Launching {
    static final int PIPE_STATUS = 141;
    private static final int NOT_FOUND = 127;
    private static final int REFUSED = 126;
    private static final long LONG_MILLIS = 3_600_000;

    private final State state;
    private final Launcher launcher;
    private final List<Thread> carriers = new ArrayList<>();
    private final List<Feed> feeds = new ArrayList<>();
    /** Ends of pipes that the program alone is to have. */
    private final List<Integer> writing = new ArrayList<>();

    private int pid;
    private int failed;

    Launching(State state, Launcher launcher) {
        this.state = state;
        this.launcher = launcher;
    }

    static boolean isBroken(IOException e) {
        return LaunchFault.in(e) == LaunchFault.BROKEN_PIPE;
    }

    static String said(IOException e) {
        LaunchFault fault = LaunchFault.in(e);
        if (fault == null) {
            return Redirects.said(e);
        }
        return switch (fault) {
            case BROKEN_PIPE -> "broken pipe";
            case TOO_MANY -> "too many processes or pipes";
            case INTERRUPTED -> "interrupted";
            default -> Fault.said(e);
        };
    }

    /** Starts it, or says why not. */
    void start(Launch.Code code, String name, List<String> arguments) {
        try {
            Launch.Stream in = input(state.descriptors.get(0));
            @Nullable Handle out = state.descriptors.get(1);
            @Nullable Handle error = state.descriptors.get(2);
            Launch.Stream to = output(out);
            Launch.Stream errorTo = out == error ? to : output(error);
            pid = launcher.start(
                    new Launch(code, state.directory(), in, to, errorTo),
                    arguments.toArray(new String[0]),
                    state.variables.environment().toArray(new String[0]));
            state.world.running(pid, state.job);
            if (state.job != null) {
                state.job.started(pid);
            } else if (state.world.isInterrupted()) {
                // The key came before it was known: whoever heard it looks at what is known after he has said so.
                launcher.signal(pid, ProcessSignal.INT);
            }
        } catch (IOException e) {
            refuse(LaunchFault.in(e) == LaunchFault.NOT_FOUND ? NOT_FOUND : REFUSED, name, said(e));
        } catch (CallFailed e) {
            refuse(REFUSED, name, String.valueOf(e.getMessage()));
        }
        for (int pipe : writing) {
            launcher.closeWriting(pipe);
        }
        for (Feed feed : feeds) {
            feed.start();
        }
    }

    private void refuse(int status, String name, String why) {
        failed = status;
        state.error(0, name + ": " + why);
    }

    private Launch.Stream input(@Nullable Handle handle) throws IOException {
        if (handle instanceof PipeEnd pipe && pipe.reads()) {
            return new Launch.Pipe(pipe.number);
        }
        if (handle instanceof FileHandle file && file.own) {
            return new Launch.OfFile(file.path.toString());
        }
        if (handle instanceof Source && handle.isTerminal()) {
            return new Launch.AtTerminal();
        }
        if (handle instanceof Source || handle instanceof FileHandle) {
            int pipe = launcher.pipe();
            feeds.add(new Feed(state.world, handle, launcher, pipe));
            return new Launch.Pipe(pipe);
        }
        return new Launch.Nothing();
    }

    private Launch.Stream output(@Nullable Handle handle) throws IOException {
        if (handle instanceof PipeEnd pipe && !pipe.reads()) {
            return new Launch.Pipe(pipe.number);
        }
        if (handle instanceof FileHandle file) {
            return new Launch.OfFile(file.path.toString());
        }
        if (handle instanceof Sink sink) {
            if (sink.isTerminal()) {
                return new Launch.AtTerminal();
            }
            int pipe = launcher.pipe();
            writing.add(pipe);
            carry(pipe, sink);
            return new Launch.Pipe(pipe);
        }
        return new Launch.Nothing();
    }

    private void carry(int pipe, Sink sink) {
        sink.used();
        sink.carried(1);
        Thread thread = state.world.thread(() -> {
            try {
                byte[] read = launcher.read(pipe, Launcher.MOST);
                while (read.length > 0) {
                    sink.write(read, read.length);
                    read = launcher.read(pipe, Launcher.MOST);
                }
            } catch (IOException e) {
                // Who writes learns that nobody reads.
            } finally {
                launcher.closeReading(pipe);
                sink.carried(-1);
                sink.unused();
            }
        });
        carriers.add(thread);
        thread.start();
    }

    /** Waits until it has ended, and returns its status. */
    int await() {
        int status = failed == 0 ? awaitEnd() : failed;
        for (Feed feed : feeds) {
            feed.end();
        }
        for (Thread carrier : carriers) {
            Threads.join(carrier);
        }
        return status;
    }

    private int awaitEnd() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    Launched now = launcher.await(pid, LONG_MILLIS);
                    Integer code = now == null ? Integer.valueOf(NOT_FOUND) : now.code();
                    if (code != null) {
                        return code;
                    }
                } catch (IOException e) {
                    // It was told to end as well, if this thread was; the status is its own.
                    if (LaunchFault.in(e) != LaunchFault.INTERRUPTED) {
                        refuse(REFUSED, "wait", said(e));
                        return REFUSED;
                    }
                    interrupted = true;
                    Thread.interrupted();
                }
            }
        } finally {
            state.world.ended(pid);
            if (state.job != null) {
                state.job.processEnded(pid);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
