package atoll.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * 100 instances of a small HTTP server, each answering a request: processes of one kernel in one JVM, against a JVM each,
 * both with default flags and with flags that make a JVM small. Memory is the proportional set size, after the requests.
 */
final class DensityBenchmark implements Benchmark {
    private static final int INSTANCES = 100;
    private static final int FIRST_PORT = 21_000;
    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xmx16m", "-XX:TieredStopAtLevel=1");

    private record Figures(double seconds, double megabytes) {}

    @Override
    public void run(Report report, double scale) throws Exception {
        int count = SpawnBenchmark.scaled(INSTANCES, scale);
        String jar = new Workload().jar("Server").toString();
        report.value("instances", count, "");
        Figures atoll = measure(List.of(kernel(jar, count)), count);
        show(report, "one kernel", atoll, count);
        Figures small = measure(jvms(jar, SMALL, count), count);
        show(report, "small JVMs " + String.join(" ", SMALL), small, count);
        Figures plain = measure(jvms(jar, List.of(), count), count);
        show(report, "JVMs with default flags", plain, count);
        report.ratio("memory: kernel / small JVMs", atoll.megabytes() / small.megabytes());
        report.ratio("memory: kernel / default JVMs", atoll.megabytes() / plain.megabytes());
        report.ratio("start: kernel / small JVMs", atoll.seconds() / small.seconds());
        report.ratio("start: kernel / default JVMs", atoll.seconds() / plain.seconds());
    }

    private static void show(Report report, String what, Figures figures, int count) {
        report.value(what + ": memory an instance", figures.megabytes() / count, "MB");
        report.value(what + ": total start", figures.seconds(), "s");
    }

    private static List<String> kernel(String jar, int count) {
        return Sides.agent(List.of(), Servers.class.getName(), List.of(jar, "" + FIRST_PORT, "" + count));
    }

    private static List<List<String>> jvms(String jar, List<String> flags, int count) {
        List<List<String>> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(Sides.plain(flags, jar, "workload.Server", List.of("" + (FIRST_PORT + i))));
        }
        return commands;
    }

    /** Starts all at once; a command is up when it has written a line. */
    private static Figures measure(List<List<String>> commands, int count) throws Exception {
        List<Process> processes = new ArrayList<>();
        try {
            long start = System.nanoTime();
            for (List<String> command : commands) {
                processes.add(new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
            }
            for (Process process : processes) {
                BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
                if (reader.readLine() == null) {
                    throw new IOException("a server did not start");
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            for (int i = 0; i < count; i++) {
                request(FIRST_PORT + i);
            }
            double megabytes = 0;
            for (Process process : processes) {
                megabytes += pss(process.pid());
            }
            return new Figures(seconds, megabytes);
        } finally {
            processes.forEach(Process::destroyForcibly);
            for (Process process : processes) {
                process.waitFor();
            }
        }
    }

    private static void request(int port) throws IOException {
        try (InputStream in =
                URI.create("http://127.0.0.1:" + port + "/").toURL().openStream()) {
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.equals("request 1 on " + port + "\n")) {
                throw new IOException("wrong answer: " + answer);
            }
        }
    }

    private static double pss(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            if (line.startsWith("Pss:")) {
                return Long.parseLong(line.replaceAll("\\D+", "")) * 1024 / 1e6;
            }
        }
        throw new IOException("no Pss for " + pid);
    }
}
