package atoll.tests.userland;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import atoll.userland.True;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The programs of the userland, as processes. */
final class Tools {
    static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C", "TZ", "UTC");

    private static final int LIMIT_SECONDS = 60;

    /** Classes by names of commands, as the table in the jar has it. */
    static final Map<String, String> TABLE = table();

    private final Atoll atoll = Atoll.boot();

    private static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(True.class.getResourceAsStream("commands"))) {
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(line -> line.split(" "))
                    .forEach(row -> table.put(row[0], row[1]));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return table;
    }

    Process spawn(
            Grants grants, String command, List<String> arguments, InputStream in, OutputStream out, OutputStream err)
            throws IOException {
        String main = Objects.requireNonNull(TABLE.get(command), command);
        Program program = new Program("tool " + command, List.of(Preload.place(True.class)), main, arguments);
        ENVIRONMENT.forEach(grants::environment);
        return atoll.spawn(program, grants, new Streams(in, out, err));
    }

    /** Runs one to its end. */
    Bash.Done run(Grants grants, String command, List<String> arguments, InputStream in) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Process process = spawn(grants, command, arguments, in, out, err);
        try {
            process.death().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.kill();
            assertTrue(false, () -> command + " " + arguments + " does not end; it wrote " + out);
        }
        assertEquals(List.of(), process.waitFor().undead());
        return new Bash.Done(
                Bash.text(out.toByteArray()),
                Bash.text(err.toByteArray()),
                process.waitFor().status().code());
    }

    /** An argument that may be no text, as the programs take it: a byte that is no UTF-8 is a lone surrogate. */
    static String argument(byte[] word) {
        String text = new String(word, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') < 0) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        for (byte b : word) {
            escaped.append((char) (b < 0 ? 0xdc00 + (b & 0xff) : b));
        }
        return escaped.toString();
    }
}
