package atoll.tests.shell;

import atoll.shell.Sh;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The same script in the host's shell and in ours, each in an empty folder. */
final class Shells {
    static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/bin:/bin", "HOME", "/home/nobody", "LC_ALL", "C.UTF-8", "GIVEN", "from outside");

    /** More than any script here needs. */
    private static final long STEPS = 1_000_000;

    /**
     * What came of it.
     *
     * @param said whether anything was written to standard error
     */
    record Outcome(String out, int status, boolean said) {}

    private Shells() {}

    /** What ours writes to standard error as well. */
    record Whole(String out, String error, int status) {
        Outcome outcome() {
            return new Outcome(out, status, !error.isEmpty());
        }
    }

    static Whole ours(Path folder, String input, List<String> arguments) throws Exception {
        HostLauncher launcher = new HostLauncher();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        Sh sh = new Sh(
                launcher,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                error,
                ENVIRONMENT,
                folder.toString(),
                STEPS);
        int status = sh.run(arguments);
        return new Whole(out.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8), status);
    }

    static Outcome dash(Path folder, String input, List<String> arguments) throws Exception {
        return theirs(List.of("/bin/dash"), folder, input, arguments);
    }

    static Outcome bash(Path folder, String input, List<String> arguments) throws Exception {
        return theirs(List.of("bash", "--posix"), folder, input, arguments);
    }

    private static Outcome theirs(List<String> shell, Path folder, String input, List<String> arguments)
            throws Exception {
        List<String> command = new ArrayList<>(shell);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(new File(folder.toString()));
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        Process process = builder.start();
        CompletableFuture<byte[]> error = CompletableFuture.supplyAsync(() -> {
            try {
                return process.getErrorStream().readAllBytes();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        try (var to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It reads no more.
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(out, process.waitFor(), error.get().length > 0);
    }

    /** Removes all that is in it. */
    static void empty(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }
}
