package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.List;

/** A process of a program of the tests, and what it wrote. */
public final class Guest {
    static {
        // The test runner loads classes for the first line that is written: not on a thread of a process, where its
        // class path is not there.
        System.err.println("Processes of this JVM write here.");
    }

    public final Process process;
    private final ByteArrayOutputStream out;

    private Guest(Process process, ByteArrayOutputStream out) {
        this.process = process;
        this.out = out;
    }

    /** {@code kind} is the first word of its name. */
    public static Guest start(Atoll atoll, String kind, Class<?> main, Grants grants, String... arguments)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Program program = new Program(
                kind + " " + main.getSimpleName(), List.of(Preload.place(main)), main.getName(), List.of(arguments));
        return new Guest(
                atoll.spawn(program, grants, new Streams(InputStream.nullInputStream(), out, System.err)), out);
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public void awaitOut(String text) throws InterruptedException {
        Wait.until(
                () -> out().contains(text) || process.death().isDone(),
                () -> "did not write \"" + text + "\" but \"" + out() + "\"");
        assertTrue(out().contains(text), () -> "ended, and wrote " + out());
    }

    /** What it wrote, once it has ended by itself. */
    public String end() throws InterruptedException {
        assertEquals(0, process.waitFor().status().code(), this::out);
        return out();
    }

    /** Ends it, whole. */
    public void kill() throws InterruptedException {
        process.kill();
        assertEquals(List.of(), process.waitFor().undead());
    }
}
