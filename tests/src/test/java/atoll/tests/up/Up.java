package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.tests.Cli;
import atoll.tests.Wait;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A system that {@code atoll up} runs in a JVM of its own, and the commands that reach it, by the script as users type them. */
final class Up implements AutoCloseable {
    private static final Path SCRIPT = Path.of("..", "atoll").toAbsolutePath().normalize();

    /** How a command ended, and what it wrote. */
    record Told(int status, String out, String err) {}

    final Path folder;
    final Process jvm;
    private final Path out;
    private final Path err;

    private Up(Path folder, Process jvm, Path out, Path err) {
        this.folder = folder;
        this.jvm = jvm;
        this.out = out;
        this.err = err;
    }

    /** In the foreground; what it writes goes to files. */
    static Up start(Path folder, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("up"));
        words.addAll(List.of(options));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(Cli.command(words))
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        in(builder, folder);
        return new Up(folder, builder.start(), out, err);
    }

    private static void in(ProcessBuilder builder, Path folder) {
        builder.environment().put("ATOLL_RUN", folder.resolve("run").toString());
        builder.environment().put("ATOLL_HOME", folder.resolve("home").toString());
    }

    /** A command in that folder, as a program for a terminal of that kind. */
    static List<String> atTerminal(Path folder, String terminal, String... words) {
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/env",
                "ATOLL_RUN=" + folder.resolve("run"),
                "ATOLL_HOME=" + folder.resolve("home"),
                "TERM=" + terminal));
        command.addAll(Cli.command(List.of(words)));
        return command;
    }

    /** A command in that folder, to its end. */
    static Told atoll(Path folder, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(words));
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(err.toFile());
        in(builder, folder);
        Process process = builder.start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Told(process.waitFor(), told, Files.readString(err));
    }

    /** A command in that folder, to be started; its standard error goes to this JVM's. */
    ProcessBuilder builder(String... words) {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        in(builder, folder);
        return builder;
    }

    /** A command that has nothing to complain of; returns what it wrote. */
    String does(String... words) throws IOException, InterruptedException {
        Told told = atoll(folder, words);
        assertEquals("", told.err());
        assertEquals(0, told.status());
        return told.out();
    }

    /** What it has written to its standard output. */
    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What the threads of these JVMs do. */
    static String threads(List<ProcessHandle> jvms) throws IOException {
        StringBuilder text = new StringBuilder();
        for (ProcessHandle each : jvms) {
            Process tool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(each.pid()),
                            "Thread.print")
                    .redirectErrorStream(true)
                    .start();
            text.append(new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    /** Waits till it has written that. */
    void awaitOut(String text) throws InterruptedException {
        Wait.until(
                () -> out().contains(text) || !jvm.isAlive(),
                () -> "it did not say \"" + text + "\" but\n" + out() + err());
        if (!out().contains(text)) {
            throw new AssertionError("it ended before it said \"" + text + "\": " + out() + err());
        }
    }

    /** Waits till the log of a process has that line. */
    void awaitLog(String process, String line) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Wait.SECONDS);
        String seen = "";
        while (System.nanoTime() - deadline < 0) {
            seen = does("logs", process);
            if (seen.contains(line)) {
                return;
            }
        }
        throw new AssertionError("no line \"" + line + "\" of " + process + " but\n" + seen);
    }

    /** The rows of {@code status}, by name. */
    Map<String, JsonObject> status() throws IOException, InterruptedException {
        Map<String, JsonObject> rows = new LinkedHashMap<>();
        for (JsonElement each : JsonParser.parseString(does("status", "--json"))
                .getAsJsonObject()
                .getAsJsonArray("processes")) {
            rows.put(each.getAsJsonObject().get("name").getAsString(), each.getAsJsonObject());
        }
        return rows;
    }

    int pid(String process) throws IOException, InterruptedException {
        return status().get(process).get("pid").getAsInt();
    }

    /** Waits till that process is ready with another number than {@code before}. */
    void awaitBack(String process, int before) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Wait.SECONDS);
        JsonObject row = status().get(process);
        while (!row.get("ready").getAsBoolean() || row.get("pid").getAsInt() == before) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(row.toString());
            }
            row = status().get(process);
        }
    }

    void awaitState(String process, String state) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Wait.SECONDS);
        String seen = "";
        while (!seen.equals(state)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(process + " is " + seen);
            }
            seen = status().get(process).get("state").getAsString();
        }
    }

    /** Waits till the log of a process has so many lines. */
    void awaitLines(String process, int lines) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Wait.SECONDS);
        String seen = does("logs", process);
        while (seen.lines().count() < lines) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(seen);
            }
            seen = does("logs", process);
        }
    }

    /** Waits for its end. */
    int end() throws InterruptedException {
        if (!jvm.waitFor(Wait.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + out() + err());
        }
        return jvm.exitValue();
    }

    @Override
    public void close() {
        jvm.destroyForcibly().onExit().join();
    }
}
