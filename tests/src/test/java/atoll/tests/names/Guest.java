package atoll.tests.names;

import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program of the tests as a process, and what it wrote. */
final class Guest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final Process process;

    Guest(Grants grants, Class<?> main, String... arguments) throws IOException {
        process = Atoll.boot().spawn(program(main, arguments), grants, Streams.to(out, out));
    }

    static Program program(Class<?> main, String... arguments) {
        return new Program(
                "user " + main.getSimpleName(), List.of(Preload.place(main)), main.getName(), List.of(arguments));
    }

    /** What it wrote until its end. */
    String end() throws InterruptedException {
        process.waitFor();
        return out();
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
