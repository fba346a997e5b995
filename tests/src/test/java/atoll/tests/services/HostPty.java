package atoll.tests.services;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A pseudo-terminal of the host, which a script holds that takes commands; it needs {@code python3}, which {@code .ci/run} installs. */
public final class HostPty implements AutoCloseable {
    private final Process process;
    private final Writer to;
    private final BufferedReader from;

    /** For a script of {@code atoll/tests} and its arguments. */
    public HostPty(String script, List<String> arguments) throws IOException {
        Path place = Path.of("src", "test", "resources", "atoll", "tests", script);
        List<String> command = new ArrayList<>(List.of("python3", place.toString()));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        to = process.outputWriter();
        from = process.inputReader();
    }

    public String ask(String command) {
        try {
            to.write(command + "\n");
            to.flush();
            String answer = from.readLine();
            if (answer == null) {
                throw new AssertionError("the pseudo-terminal ended in " + command);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
