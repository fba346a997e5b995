package atoll.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A JVM that does one piece of work each time it is told to, so that several can take turns. */
final class Worker {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** What one piece of work took, and a number that says what was done. */
    record Round(long nanos, String check) {}

    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    Worker(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    Round round() throws IOException {
        orders.write("go\n");
        orders.flush();
        // Programs may write lines of their own.
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            int space = line.indexOf(' ');
            if (space > 0 && line.substring(0, space).chars().allMatch(Character::isDigit)) {
                return new Round(Long.parseLong(line.substring(0, space)), line.substring(space + 1));
            }
        }
        throw new IOException("a worker ended");
    }

    void end() throws IOException, InterruptedException {
        orders.close();
        if (!process.waitFor(LIMIT)) {
            process.destroyForcibly();
        }
    }
}
