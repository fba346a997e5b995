package java.atoll;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The handle that a process has of itself. Its number is the kernel's, not the host's. */
final class OwnHandle implements ProcessHandle {
    private final long pid;

    OwnHandle(long pid) {
        this.pid = pid;
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public Optional<ProcessHandle> parent() {
        return Optional.empty();
    }

    @Override
    public Stream<ProcessHandle> children() {
        return Stream.empty();
    }

    @Override
    public Stream<ProcessHandle> descendants() {
        return Stream.empty();
    }

    @Override
    public Info info() {
        return new NoInfo();
    }

    @Override
    public CompletableFuture<ProcessHandle> onExit() {
        throw new IllegalStateException("onExit for current process not allowed");
    }

    @Override
    public boolean supportsNormalTermination() {
        return true;
    }

    @Override
    public boolean destroy() {
        throw new IllegalStateException("destroy of current process not allowed");
    }

    @Override
    public boolean destroyForcibly() {
        throw new IllegalStateException("destroy of current process not allowed");
    }

    @Override
    public boolean isAlive() {
        return true;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(pid);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OwnHandle handle && handle.pid == pid;
    }

    @Override
    public int compareTo(ProcessHandle other) {
        return Long.compare(pid, ((OwnHandle) other).pid);
    }

    @Override
    public String toString() {
        return Long.toString(pid);
    }

    /** The host's command line, user and times are not the process's. */
    private record NoInfo() implements Info {
        @Override
        public Optional<String> command() {
            return Optional.empty();
        }

        @Override
        public Optional<String> commandLine() {
            return Optional.empty();
        }

        @Override
        public Optional<String[]> arguments() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> startInstant() {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> totalCpuDuration() {
            return Optional.empty();
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "[]";
        }
    }
}
