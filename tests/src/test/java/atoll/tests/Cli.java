package atoll.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line as a user has it: a JVM of its own, started from the distribution that the build made. */
public final class Cli {
    private static final Path LIB = Path.of("..", "system", "target", "dist", "lib");
    private static final long LIMIT_SECONDS = 100;

    /** How a run ended, and all that it wrote. */
    record Ended(int status, String out, String err) {}

    private Cli() {}

    /** Runs it in {@code folder} to its end, with {@code input} as standard input; by files, so that no pipe fills up. */
    static Ended run(Path folder, String input, List<String> words) throws IOException, InterruptedException {
        return run(builder(folder, prefix(), words), input);
    }

    /** As {@link #run}, by the jar's own manifest and no flag of the JVM. */
    static Ended ofJar(Path folder, List<String> words) throws IOException, InterruptedException {
        String jar = LIB.toAbsolutePath().normalize().resolve("atoll.jar").toString();
        return run(builder(folder, List.of(java(), "-jar", jar), words), "");
    }

    /** As {@link #run}, with a terminal of the host as its standard streams. */
    static Ended onTerminal(Path folder, List<String> words) throws IOException, InterruptedException {
        String spawn = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
        List<String> prefix = new ArrayList<>(List.of("python3", "-c", spawn));
        prefix.addAll(prefix());
        return run(builder(folder, prefix, words), "");
    }

    private static Ended run(ProcessBuilder builder, String input) throws IOException, InterruptedException {
        Path files = Files.createTempDirectory("atoll-test");
        Path in = Files.writeString(files.resolve("in"), input);
        Path out = files.resolve("out");
        Path err = files.resolve("err");
        Process process = builder.redirectError(err.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running; it wrote: " + Files.readString(out) + Files.readString(err));
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
            for (Path file : List.of(in, out, err, files)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Starts it; its standard error goes to the file {@code err}, and its output is little enough for a pipe. */
    static Process start(Path folder, Path err, List<String> words) throws IOException {
        return builder(folder, prefix(), words).redirectError(err.toFile()).start();
    }

    /** What starts it. */
    public static List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(prefix());
        command.addAll(words);
        return command;
    }

    private static ProcessBuilder builder(Path folder, List<String> prefix, List<String> words) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(words);
        return new ProcessBuilder(command).directory(folder.toFile());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> prefix() {
        String lib = LIB.toAbsolutePath().normalize().toString();
        return List.of(
                // A shell that starts the tests in the background makes its children ignore SIGINT.
                "/usr/bin/env",
                "--default-signal=INT",
                java(),
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-javaagent:" + lib + "/atoll-boundary.jar",
                "-cp",
                lib + "/*",
                "atoll.system.Main");
    }

    /** Reads its output until a line is {@code wanted}; returns what came before, and the line. */
    static StringBuilder await(BufferedReader out, String wanted) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            text.append(line).append('\n');
            if (line.equals(wanted)) {
                return text;
            }
        }
        throw new AssertionError("ended before it wrote \"" + wanted + "\": " + text);
    }

    /** Waits for its end; {@code before} is output that was read already. */
    static Ended end(Process process, Path err, StringBuilder before) throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running; it wrote: " + before + Files.readString(err));
        }
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (int c = out.read(); c >= 0; c = out.read()) {
            before.append((char) c);
        }
        return new Ended(process.exitValue(), before.toString(), Files.readString(err));
    }
}
