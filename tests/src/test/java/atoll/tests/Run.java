package atoll.tests;

import atoll.kernel.DeathNotice;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A guest program of this module as a process, with what it wrote. */
final class Run {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private static final long AWAIT_SECONDS = Wait.SECONDS;
    private static final long END_SECONDS = 150;

    final Process process;

    private Run(InputStream in, Class<?> main, Grants grants, List<Path> also, String... arguments) throws IOException {
        List<Path> path =
                Stream.concat(Stream.of(Preload.place(main)), also.stream()).toList();
        Program program = new Program(main.getSimpleName(), path, main.getName(), List.of(arguments));
        process = Atoll.boot().spawn(program, grants, new Streams(in, out, err));
    }

    static Run of(Class<?> main, String... arguments) throws IOException {
        return with(new Grants(), main, arguments);
    }

    static Run with(Grants grants, Class<?> main, String... arguments) throws IOException {
        return with(grants, List.of(), main, arguments);
    }

    /** With more on the class path than the module of {@code main}. */
    static Run with(Grants grants, List<Path> also, Class<?> main, String... arguments) throws IOException {
        return new Run(InputStream.nullInputStream(), main, grants, also, arguments);
    }

    /** As {@link #with}, with something to read on standard input. */
    static Run fed(InputStream in, Grants grants, Class<?> main, String... arguments) throws IOException {
        return new Run(in, main, grants, List.of(), arguments);
    }

    DeathNotice end() throws InterruptedException {
        try {
            return process.death().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("does not end; it wrote: " + out() + err() + "\nits threads: " + stacks(), e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private String stacks() {
        StringBuilder text = new StringBuilder();
        for (Thread thread : process.threadsInside()) {
            text.append(thread).append('\n');
            for (StackTraceElement frame : thread.getStackTrace()) {
                text.append("\tat ").append(frame).append('\n');
            }
        }
        return text.toString();
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Waits until the program wrote {@code text}. */
    void awaitOut(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(AWAIT_SECONDS);
        while (!out().contains(text)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not write \"" + text + "\": " + out() + err());
            }
            if (process.death().isDone() && !out().contains(text)) {
                throw new AssertionError("ended before it wrote \"" + text + "\": " + out() + err());
            }
            Thread.onSpinWait();
            Thread.sleep(1);
        }
    }
}
