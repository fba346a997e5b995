package atoll.system.service;

import atoll.contract.process.ChildSpec;
import atoll.contract.process.Restart;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A server that is kept running: its program, what it is given, and when it is started again. Not changed once added. */
public final class Service {
    /** As systemd has it. */
    private static final Duration READY = Duration.ofSeconds(90);

    final String name;
    final Program program;
    final Grants grants;

    Supplier<Streams> streams = Streams::none;

    /** Whether each process has streams of its own, which are closed when it is dead. */
    boolean ownStreams;

    List<String> after = List.of();
    Duration beatDeadline = Duration.ZERO;
    boolean spare = true;

    private Restart restart = Restart.PERMANENT;
    private Duration ready = READY;
    private Duration shutdown = Duration.ZERO;
    private Duration beat = Duration.ZERO;
    private int misses;

    /** A server that is always started again, and ready when it serves all endpoints that {@code grants} give it. */
    public Service(String name, Program program, Grants grants) {
        this.name = name;
        this.program = program;
        this.grants = grants.copy();
    }

    /** All its processes, one after the other, read and write these. */
    public Service streams(Streams streams) {
        this.streams = () -> streams;
        ownStreams = false;
        return this;
    }

    /** Each of its processes reads and writes streams of its own; those that it writes are closed when it is dead. */
    public Service ownStreams(Supplier<Streams> each) {
        streams = each;
        ownStreams = true;
        return this;
    }

    /** It is started when those are ready. */
    public Service after(String... names) {
        after = List.of(names);
        return this;
    }

    public Service restart(Restart restart) {
        this.restart = restart;
        return this;
    }

    /** It is killed when it is not ready by then, and that counts as a start that failed; at first after 90 seconds. Zero: never. */
    public Service readyWithin(Duration patience) {
        ready = patience;
        return this;
    }

    /** When it is to end, it is asked to exit, and killed after that time; at first it is killed at once. */
    public Service shutdown(Duration patience) {
        shutdown = patience;
        return this;
    }

    /**
     * It serves {@code atoll.contract.process.Health} under the name {@code health}, and is killed and started again when
     * it did not answer {@code misses} times in a row within {@code deadline}.
     */
    public Service heartbeat(Duration every, Duration deadline, int misses) {
        beat = every;
        beatDeadline = deadline;
        this.misses = misses;
        return this;
    }

    /** Whether its next process is made in advance, which costs that one's memory and saves time; so at first. */
    public Service spare(boolean spare) {
        this.spare = spare;
        return this;
    }

    ChildSpec spec() {
        return new ChildSpec(name, restart, ready.toMillis(), shutdown.toMillis(), beat.toMillis(), misses);
    }
}
