package atoll.tests.services;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.HexFormat;

/** A pseudo-terminal of the host, which {@code pty.py} holds; it needs {@code python3}, which {@code .ci/run} installs. */
final class HostPty implements AutoCloseable {
    private final Process process;
    private final Writer to;
    private final BufferedReader from;

    HostPty() throws IOException {
        Path script = Path.of("src", "test", "resources", "atoll", "tests", "pty.py");
        process = new ProcessBuilder("python3", script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        to = process.outputWriter();
        from = process.inputReader();
    }

    String ask(String command) {
        try {
            to.write(command + "\n");
            to.flush();
            String answer = from.readLine();
            if (answer == null) {
                throw new AssertionError("pty.py ended in " + command);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
