package atoll.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What it costs programs that their files and sockets are reached through servers: the same work in a plain JVM, as a process
 * that is granted its folder and port, and as one that has them served. A JVM each, which do their rounds in turns, so what others
 * do on the machine meets all; ratios are of rounds that follow each other. A second plain JVM says how much of a ratio is noise.
 */
final class ServedBenchmark implements Benchmark {
    private static final String[] SIDES = {"plain JVM", "plain JVM again", "granted", "served"};
    private static final int FORKS = 3;
    private static final int LEAST_FORKS = 2;

    /** A scale below is a trial of the benchmark itself. */
    private static final double TRIAL = 0.1;

    private static final int WARM_MILLIS = 4_000;
    private static final int MEASURED_MILLIS = 2_000;
    private static final int LEAST_ROUNDS = 5;
    private static final List<String> FLAGS = List.of("-Xshare:auto", "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m");
    private static final String LIBRARY = "org.apache.commons:commons-lang3:3.17.0";
    private static final String SOURCES = "org.apache.commons:commons-lang3:jar:sources:3.17.0";

    private static final Map<String, String> WORKS = new LinkedHashMap<>();

    static {
        WORKS.put("ecj", "org.eclipse.jdt:ecj:3.46.100");
        WORKS.put("antlr", "org.antlr:antlr4:4.13.2");
        WORKS.put("h2", "com.h2database:h2:2.5.252");
        WORKS.put("hsqldb", "org.hsqldb:hsqldb:2.7.4");
        WORKS.put("tree", "");
        WORKS.put("unpack", "");
        WORKS.put("http", "");
        WORKS.put("connect", "");
    }

    /** Where there is one: a disk's flushes take longer than all that is compared. */
    private static final Path MEMORY = Path.of("/dev/shm");

    /** What the rounds of one work came to: for each side their times, and the ratios to the first side's. */
    private static final class Figures {
        final List<Histogram> nanos = new ArrayList<>();
        final List<List<Double>> ratios = new ArrayList<>();

        /** The median of the ratios of each fork. */
        final List<List<Double>> forks = new ArrayList<>();

        Figures() {
            for (int i = 0; i < SIDES.length; i++) {
                nanos.add(Foreign.histogram());
                ratios.add(new ArrayList<>());
                forks.add(new ArrayList<>());
            }
        }
    }

    @Override
    public void run(Report report, double scale) throws Exception {
        // Made once, for running JVMs read it.
        String jar = new Workload().jar("HostWork").toString();
        report.note("flags of all sides: " + FLAGS);
        double[] logs = new double[SIDES.length];
        List<String> chosen = chosen();
        for (String work : chosen) {
            Figures figures = new Figures();
            int forks = scale < TRIAL ? 1 : Math.max(LEAST_FORKS, (int) Math.round(FORKS * Math.min(1, scale)));
            for (int i = 0; i < forks; i++) {
                fork(jar, work, scale, figures);
            }
            for (int side = 0; side < SIDES.length; side++) {
                report.times(work + ", " + SIDES[side], figures.nanos.get(side));
            }
            for (int side = 1; side < SIDES.length; side++) {
                List<Double> ratios = figures.ratios.get(side);
                double ratio = Ratios.middle(ratios);
                logs[side] += Math.log(ratio);
                report.ratio(work + ", " + SIDES[side] + " / plain JVM", ratio);
                report.note("    quartiles of rounds %.3f-%.3f, medians of %d JVMs a side %.3f-%.3f"
                        .formatted(
                                Ratios.lowerQuartile(ratios),
                                Ratios.upperQuartile(ratios),
                                forks,
                                Collections.min(figures.forks.get(side)),
                                Collections.max(figures.forks.get(side))));
            }
        }
        for (int side = 1; side < SIDES.length; side++) {
            report.ratio("geometric mean, " + SIDES[side] + " / plain JVM", Math.exp(logs[side] / chosen.size()));
        }
    }

    private static List<String> chosen() {
        String only = System.getProperty("atoll.bench.works");
        return only == null ? List.copyOf(WORKS.keySet()) : List.of(only.split(","));
    }

    private static void fork(String jar, String work, double scale, Figures figures) throws Exception {
        List<Worker> workers = new ArrayList<>();
        Path base = Files.isDirectory(MEMORY)
                ? Files.createTempDirectory(MEMORY, "atoll-bench-")
                : Files.createTempDirectory("atoll-bench-");
        try {
            for (int side = 0; side < SIDES.length; side++) {
                workers.add(worker(jar, base, work, side));
            }
            rounds(workers, SpawnBenchmark.scaled(WARM_MILLIS, scale), null);
            Figures own = new Figures();
            rounds(workers, SpawnBenchmark.scaled(MEASURED_MILLIS, scale), own);
            for (int side = 0; side < SIDES.length; side++) {
                figures.nanos.get(side).add(own.nanos.get(side));
                figures.ratios.get(side).addAll(own.ratios.get(side));
                figures.forks.get(side).add(Ratios.middle(own.ratios.get(side)));
            }
        } finally {
            try {
                for (Worker worker : workers) {
                    worker.end();
                }
            } finally {
                Workload.delete(base);
            }
        }
    }

    /** In turns, until each side had so much time. */
    private static void rounds(List<Worker> workers, long millis, @Nullable Figures figures) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000 * workers.size();
        for (int round = 0; round < LEAST_ROUNDS || System.nanoTime() < end; round++) {
            String check = "";
            for (int i = 0; i < workers.size(); i++) {
                // Who comes first changes, and with it who finds what the one before has left in the caches.
                int side = (i + round) % workers.size();
                Worker.Round done = workers.get(side).round();
                check = check.isEmpty() ? done.check() : check;
                if (!done.check().equals(check)) {
                    throw new IllegalStateException(SIDES[side] + " came to " + done.check() + ", not " + check);
                }
                if (figures != null) {
                    figures.nanos.get(side).recordValue(done.nanos());
                    figures.ratios.get(side).add((double) done.nanos());
                }
            }
        }
        if (figures != null) {
            for (int side = SIDES.length - 1; side >= 0; side--) {
                List<Double> own = figures.ratios.get(side);
                for (int i = 0; i < own.size(); i++) {
                    own.set(i, own.get(i) / figures.ratios.getFirst().get(i));
                }
            }
        }
    }

    private static Worker worker(String jar, Path base, String work, int side) throws Exception {
        Path folder = Files.createDirectory(base.resolve("side" + side));
        Files.copy(Central.classPath(SOURCES).getFirst(), folder.resolve("sources.jar"));
        Files.copy(Central.classPath(LIBRARY).getFirst(), folder.resolve("library.jar"));
        String coordinates = WORKS.getOrDefault(work, "");
        String jars = coordinates.isEmpty() ? jar : jar + ":" + Sides.classPath(Central.classPath(coordinates));
        String port = freePort();
        List<String> arguments = List.of(work, folder.toString(), port);
        if (side < 2) {
            return new Worker(Sides.plain(FLAGS, jars, "workload.HostWork", arguments));
        }
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("-Datoll.bench.write=" + folder);
        flags.add("-Datoll.bench.port=" + port);
        flags.add("-Datoll.bench.served=" + (side == 3));
        return new Worker(Sides.atoll(flags, jars, "workload.HostWork", arguments));
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
