package atoll.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Programs outside this JVM that are measured for comparison: C, Erlang, other JVMs. */
final class Foreign {
    private static final int LIMIT_SECONDS = 600;

    private Foreign() {}

    static Histogram histogram() {
        return new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Compiles the C program of that name among the resources; null when there is no C compiler. */
    static @Nullable Path compile(Path folder, String name) throws IOException, InterruptedException {
        Path binary = folder.resolve(name);
        try {
            run(List.of(
                    "gcc",
                    "-O2",
                    "-pthread",
                    "-o",
                    binary.toString(),
                    resource(folder, name + ".c").toString()));
            return binary;
        } catch (IOException e) {
            return null;
        }
    }

    static Path resource(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Foreign.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** Runs a command that prints nanoseconds, one a line. */
    static Histogram nanos(List<String> command) throws IOException, InterruptedException {
        Histogram histogram = histogram();
        for (String line : run(command)) {
            histogram.recordValue(Long.parseLong(line.strip()));
        }
        return histogram;
    }

    /** Lines that the command wrote; its errors go to ours. Throws when it fails. */
    static List<String> run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        }
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command.getFirst() + " failed");
        }
        return lines;
    }
}
