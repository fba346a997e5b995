package atoll.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * The system that is built in, from {@code ./atoll up} at a terminal to the first prompt of its shell, by the script that users type, beside
 * {@code java -jar} of a hello program; and what it holds when nobody does anything.
 */
final class UpBenchmark implements Benchmark {
    private static final int STARTS = 20;
    private static final double TARGET = 1_000;
    private static final Pattern JVM = Pattern.compile("\"jvm\":([0-9]+)");
    private static final Pattern RSS = Pattern.compile("VmRSS:\\s+([0-9]+) kB");
    private static final Pattern HEAP = Pattern.compile("used ([0-9]+)K");

    private final Path script = Path.of(Objects.requireNonNull(System.getProperty("atoll.bench.results")))
            .resolveSibling("..")
            .resolve("atoll")
            .normalize();

    @Override
    public void run(Report report, double scale) throws Exception {
        Workload workload = new Workload();
        Path folder = workload.folder();
        Map<String, String> environment = Map.of(
                "ATOLL_RUN", folder.resolve("run").toString(),
                "ATOLL_HOME", folder.resolve("home").toString(),
                "TERM", "xterm");
        Path prompt = Foreign.resource(folder, "prompt.py");
        List<String> up = List.of("python3", prompt.toString(), script.toString(), "up");
        List<String> java = List.of(
                Foreign.java().toString(),
                "-jar",
                workload.program("Hello").classPath().getFirst().toString());
        // Builds, and keeps what starts use.
        output(up, environment, folder);
        Histogram starts = Foreign.histogram();
        Histogram hellos = Foreign.histogram();
        for (int i = 0; i < SpawnBenchmark.scaled(STARTS, scale); i++) {
            starts.recordValue(Long.parseLong(output(up, environment, folder).strip()));
            hellos.recordValue(SpawnBenchmark.fork(java));
        }
        report.times("atoll up to the prompt", starts);
        report.times("java -jar of a hello program, to its end", hellos);
        report.ratio("atoll up / java -jar (p50)", Report.median(starts) / Report.median(hellos));
        report.target("atoll up to the prompt p50, ms", Report.median(starts), TARGET);
        idle(report, environment, folder);
    }

    private void idle(Report report, Map<String, String> environment, Path folder) throws Exception {
        output(List.of(script.toString(), "up", "-d"), environment, folder);
        try {
            String status = output(List.of(script.toString(), "status", "--json"), environment, folder);
            String pid = Long.toString(number(JVM, status));
            String jcmd = Foreign.java().resolveSibling("jcmd").toString();
            output(List.of(jcmd, pid, "GC.run"), environment, folder);
            output(List.of(jcmd, pid, "GC.run"), environment, folder);
            long heap = number(HEAP, output(List.of(jcmd, pid, "GC.heap_info"), environment, folder));
            report.value("idle, live heap", heap / 1024.0, "MB");
            long rss = number(RSS, Files.readString(Path.of("/proc", pid, "status")));
            report.value("idle, resident", rss / 1024.0, "MB");
        } finally {
            output(List.of(script.toString(), "down"), environment, folder);
        }
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** What it wrote; in that folder, where no definition is. */
    private static String output(List<String> command, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " ended with " + process.exitValue() + ": " + said);
        }
        return said;
    }
}
