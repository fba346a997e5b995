package atoll.system.command;

import atoll.boundary.Agent;
import atoll.system.BadInput;
import atoll.system.OwnJars;
import atoll.system.control.RunFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A system in a JVM of its own, which outlives the one that started it and its terminal. */
final class Background {
    /** Names the file in which the JVM in the background tells how it went; what it writes is beside it. */
    private static final String TOLD = "atoll.up.told";

    private static final String OUTPUT = ".out";
    private static final long STEP_MILLIS = 5;

    private Background() {}

    /** Returns when all of it is ready (0), is not complete (1), or could not be started. */
    static int start(@Nullable Path definition, @Nullable Integer console)
            throws BadInput, IOException, InterruptedException {
        Path told = Files.createTempDirectory("atoll-up").resolve("told");
        Path output = told.resolveSibling("told" + OUTPUT);
        Process jvm = new ProcessBuilder(command(definition, console, told))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            while (!Files.exists(told)) {
                if (jvm.waitFor(STEP_MILLIS, TimeUnit.MILLISECONDS) && !Files.exists(told)) {
                    System.err.print(Files.exists(output) ? Files.readString(output) : "");
                    return jvm.exitValue();
                }
            }
            List<String> lines = Files.readAllLines(told);
            PrintStream to = lines.getFirst().equals("0") ? System.out : System.err;
            lines.subList(1, lines.size()).forEach(to::println);
            return Integer.parseInt(lines.getFirst());
        } finally {
            Files.deleteIfExists(told);
            Files.deleteIfExists(output);
            Files.deleteIfExists(told.getParent());
        }
    }

    private static List<String> command(@Nullable Path definition, @Nullable Integer console, Path told) {
        List<String> command = new ArrayList<>();
        Path setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) {
            command.add(setsid.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xshare:auto");
        command.add("--enable-native-access=ALL-UNNAMED");
        Path agent = agent();
        command.add("-javaagent:" + agent);
        Path archive = agent.resolveSibling("atoll.jsa");
        if (Files.exists(archive)) {
            // As the script does.
            command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:aot=off"));
        }
        command.add("-D" + TOLD + "=" + told);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "atoll.system.Main", "up"));
        if (console != null) {
            command.add("--console=" + console);
        }
        if (definition != null) {
            command.add(definition.toString());
        }
        return command;
    }

    /** The jar of the agent, which this JVM may have been started with or not. */
    private static Path agent() {
        Path jar = OwnJars.ofClass(Agent.class.getName());
        if (Files.isDirectory(jar)) {
            throw new IllegalStateException("the agent is in no jar: " + jar);
        }
        return jar;
    }

    private static @Nullable Path told() {
        String told = System.getProperty(TOLD);
        return told == null ? null : Path.of(told);
    }

    /** In the background: what this JVM writes is kept beside its socket. */
    static void inFolder(RunFolder folder, String name) throws IOException {
        Path told = told();
        if (told != null) {
            Files.move(
                    told.resolveSibling(told.getFileName() + OUTPUT),
                    folder.output(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** In the background: tells the one that started this JVM how it went. */
    static void tell(boolean well, String line) {
        Path told = told();
        if (told == null) {
            return;
        }
        try {
            Path next = told.resolveSibling(told.getFileName() + ".next");
            Files.writeString(next, (well ? "0" : "1") + "\n" + line + "\n", StandardCharsets.UTF_8);
            Files.move(next, told, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // It has gone, and nobody waits.
        }
    }
}
