package atoll.system.service;

import atoll.kernel.Process;
import atoll.kernel.ProcessState;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the processes of one program, and keeps the next one ready: its program is loaded, with the classes that its like
 * has loaded, and none of its code has run.
 */
final class Maker {
    private final Atoll atoll;
    private final Program program;
    private final Grants grants;
    private final Supplier<Streams> streams;
    private final boolean own;
    private final int endpoints;

    // Guarded by this.
    private @Nullable Run spare;
    private final Set<String> classes = new LinkedHashSet<>();
    private boolean over;

    /** {@code own}: what each process writes to is closed when it is dead. */
    Maker(Atoll atoll, Program program, Grants grants, Supplier<Streams> streams, boolean own) {
        this.atoll = atoll;
        this.program = program;
        this.grants = grants;
        this.streams = streams;
        this.own = own;
        this.endpoints = grants.served().size();
    }

    /** A process that runs when it is told to {@link Run#go}. */
    synchronized Run next() throws IOException {
        Run kept = spare;
        spare = null;
        return kept != null && kept.process.state() == ProcessState.RUNNING ? kept : make(List.of(), false);
    }

    private Run make(List<String> preload, boolean held) throws IOException {
        Streams given = streams.get();
        LastWords words = new LastWords(given.err());
        Streams with = new Streams(given.in(), given.out(), words);
        Run run = new Run(atoll.prepare(program, grants, with, preload), words, endpoints, held);
        if (own) {
            run.closes = List.of(given.out(), given.err());
        }
        return run;
    }

    /** Makes a spare if there is none; {@code like} runs the program and has loaded its classes. */
    synchronized void keep(Process like) {
        if (spare != null || over) {
            return;
        }
        try {
            classes.addAll(atoll.loadedBy(like));
            Run made = make(List.copyOf(classes), true);
            made.process.first.hold();
            made.process.start();
            spare = made;
        } catch (IOException | RuntimeException e) {
            // The start that needs it says why.
            spare = null;
        }
    }

    /** Whether there is a spare whose program is loaded; false too when there is none that lives. */
    synchronized boolean isLoaded() {
        return spare != null && spare.process.first.isLoadedAndHeld();
    }

    /** What the spare wrote to its standard error when it could not load its program; null while it lives. */
    synchronized @Nullable String spareFailed() {
        if (spare == null) {
            return "";
        }
        return spare.process.state() == ProcessState.DEAD ? spare.words.text() : null;
    }

    /** Does without a spare for now. */
    synchronized void drop() {
        Run kept = spare;
        if (kept != null) {
            kept.process.kill();
            spare = null;
        }
    }

    /** From now on there is no spare. */
    synchronized void close() {
        over = true;
        drop();
    }
}
