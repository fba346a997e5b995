package atoll.tests.shell;

import atoll.contract.process.Launch;
import atoll.contract.process.LaunchFault;
import atoll.contract.process.Launched;
import atoll.contract.process.Launcher;
import atoll.contract.process.ProcessSignal;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the host's commands, so that a shell can be compared with the host's own. */
final class HostLauncher implements Launcher {
    private static final String[] TOOLS = {
        "basename",
        "cat",
        "cut",
        "dirname",
        "echo",
        "env",
        "expr",
        "grep",
        "head",
        "ls",
        "mkdir",
        "od",
        "rev",
        "rm",
        "sed",
        "seq",
        "sleep",
        "sort",
        "tail",
        "tee",
        "touch",
        "tr",
        "uniq",
        "wc",
        "xargs"
    };

    private final Map<Integer, HostPipe> pipes = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, Running> running = new ConcurrentHashMap<>();

    /** A process, and the threads that carry its bytes. */
    private record Running(Process process, List<Thread> threads) {}

    @Override
    public String[] tools() {
        return TOOLS.clone();
    }

    @Override
    public int start(Launch launch, String[] arguments, String[] environment) throws IOException {
        if (!(launch.code() instanceof Launch.Tool tool)
                || !Arrays.asList(TOOLS).contains(tool.name())) {
            throw LaunchFault.NOT_FOUND.because("not found");
        }
        List<String> command = new ArrayList<>(List.of("/usr/bin/" + tool.name()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(new File(launch.directory()));
        builder.environment().clear();
        for (String one : environment) {
            int equals = one.indexOf('=');
            builder.environment().put(one.substring(0, equals), one.substring(equals + 1));
        }
        builder.redirectInput(input(launch.input()));
        builder.redirectOutput(output(launch.output()));
        builder.redirectError(output(launch.error()));
        boolean both = launch.output().equals(launch.error());
        builder.redirectErrorStream(both);
        Process process = builder.start();
        List<Thread> threads = new ArrayList<>();
        if (launch.input() instanceof Launch.Pipe pipe) {
            threads.add(carry(pipe, true, process.getOutputStream(), InputStream.nullInputStream()));
        }
        if (launch.output() instanceof Launch.Pipe pipe) {
            threads.add(carry(pipe, false, OutputStream.nullOutputStream(), process.getInputStream()));
        }
        if (!both && launch.error() instanceof Launch.Pipe pipe) {
            threads.add(carry(pipe, false, OutputStream.nullOutputStream(), process.getErrorStream()));
        }
        running.put((int) process.pid(), new Running(process, threads));
        return (int) process.pid();
    }

    private static ProcessBuilder.Redirect input(Launch.Stream stream) {
        return switch (stream) {
            case Launch.OfFile file -> ProcessBuilder.Redirect.from(new File(file.path()));
            case Launch.Pipe pipe -> ProcessBuilder.Redirect.PIPE;
            default -> ProcessBuilder.Redirect.from(new File("/dev/null"));
        };
    }

    private static ProcessBuilder.Redirect output(Launch.Stream stream) {
        return switch (stream) {
            case Launch.OfFile file -> ProcessBuilder.Redirect.appendTo(new File(file.path()));
            case Launch.Pipe pipe -> ProcessBuilder.Redirect.PIPE;
            default -> ProcessBuilder.Redirect.DISCARD;
        };
    }

    private HostPipe known(int number) throws IOException {
        HostPipe pipe = pipes.get(number);
        if (pipe == null) {
            throw LaunchFault.INVALID.because("no pipe " + number);
        }
        return pipe;
    }

    private Thread carry(Launch.Pipe of, boolean reads, OutputStream to, InputStream from) throws IOException {
        HostPipe pipe = known(of.number());
        pipe.join(reads);
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            try (to;
                    from) {
                if (reads) {
                    carryTo(pipe, to);
                } else {
                    carryFrom(from, pipe);
                }
            } catch (IOException e) {
                // The other side is gone.
            } finally {
                pipe.leave(reads);
            }
        });
        thread.start();
        return thread;
    }

    private static void carryTo(HostPipe pipe, OutputStream to) throws IOException {
        for (byte[] bytes = pipe.read(MOST); bytes.length > 0; bytes = pipe.read(MOST)) {
            to.write(bytes);
            to.flush();
        }
    }

    private static void carryFrom(InputStream from, HostPipe pipe) throws IOException {
        byte[] bytes = new byte[MOST];
        for (int read = from.read(bytes); read > 0; read = from.read(bytes)) {
            pipe.write(Arrays.copyOf(bytes, read));
        }
    }

    @Override
    public Launched await(int pid, long millis) throws IOException {
        Running one = running.get(pid);
        if (one == null) {
            return null;
        }
        try {
            if (!one.process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                return new Launched(pid, null);
            }
            return new Launched(pid, one.process.exitValue());
        } catch (InterruptedException e) {
            throw LaunchFault.INTERRUPTED.because("interrupted");
        }
    }

    @Override
    public boolean signal(int pid, ProcessSignal signal) {
        Running one = running.get(pid);
        if (one == null || !one.process.isAlive()) {
            return false;
        }
        try {
            return new ProcessBuilder("/usr/bin/env", "kill", "-" + signal.name(), Integer.toString(pid))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public int pipe() {
        int number = numbers.incrementAndGet();
        pipes.put(number, new HostPipe());
        return number;
    }

    @Override
    public byte[] read(int pipe, int most) throws IOException {
        return known(pipe).read(most);
    }

    @Override
    public void write(int pipe, byte[] bytes) throws IOException {
        known(pipe).write(bytes);
    }

    @Override
    public void closeReading(int pipe) {
        close(pipe, true);
    }

    @Override
    public void closeWriting(int pipe) {
        close(pipe, false);
    }

    private void close(int number, boolean reads) {
        HostPipe pipe = pipes.get(number);
        if (pipe != null) {
            pipe.closeOwn(reads);
        }
    }

    /** Pipes that somebody still has an end of. */
    long open() {
        return pipes.values().stream().filter(pipe -> !pipe.isGone()).count();
    }

    /** Whether a command of the host is there. */
    static boolean has(String path) {
        return Files.isExecutable(Path.of(path));
    }
}
