package atoll.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Steady state of compute kernels and of real programs: the same class with the same flags in a plain JVM and in Atoll, fresh JVMs in turn (A B
 * A B). A fork's figure is the lower quartile of its rounds, for the machine may be shared. A kernel's ratio is the median
 * of the ratios of each JVM of one side to each of the other (Hodges and Lehmann 1963, of logarithms): JVMs of the same
 * program differ by up to half, for C2 compiles what the first rounds happened to do, and medians of few that fall into
 * two groups jump between them. Where the JVMs of a side differ by more than {@link #SPREAD}, up to {@link #MOST} are run.
 */
final class OverheadBenchmark implements Benchmark {
    private static final double MEAN_TARGET = 1.05;
    private static final double WORST_TARGET = 1.15;
    private static final int FORKS = 5;
    private static final int LEAST = 3;
    private static final int MOST = 7;
    private static final double SPREAD = 0.2;
    private static final int WARM_MILLIS = 3_000;
    private static final int MEASURED_MILLIS = 1_000;
    private static final List<String> FLAGS = List.of("-Xshare:auto", "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m");

    private static final List<String> KERNELS = List.of(
            "fib",
            "sieve",
            "matrix",
            "nbody",
            "strings",
            "maps",
            "sort",
            "stream",
            "throw",
            "synchronized",
            "regex",
            "virtual",
            "sum",
            "dispatch",
            "format",
            "park",
            "lambda",
            "boxes",
            "files");

    /** Coordinates of the real programs. */
    private static final Map<String, String> PROGRAMS = new TreeMap<>(Map.of(
            "antlr", "org.antlr:antlr4:4.13.2",
            "clojure", "org.clojure:clojure:1.12.6",
            "ecj", "org.eclipse.jdt:ecj:3.46.100",
            "groovy", "org.apache.groovy:groovy:6.0.0",
            "h2", "com.h2database:h2:2.5.252",
            "hsqldb", "org.hsqldb:hsqldb:2.7.4",
            "jruby", "org.jruby:jruby-complete:10.1.1.0",
            "jython", "org.python:jython-standalone:2.7.4",
            "rhino", "org.mozilla:rhino-all:1.9.1",
            "saxon", "net.sf.saxon:Saxon-HE:13.1"));

    /**
     * Programs are larger: their compiled code settles later. On two cores C2 is still busy for 14.6 of the first 16
     * seconds of clojure, on the plain side too. It is the least: see {@code Kernels.warmUp}.
     */
    private static final int PROGRAM_WARM_MILLIS = 20_000;

    private static final int PROGRAM_MEASURED_MILLIS = 2_000;

    /** Printed, but no computing: what they cost is the way of a call through the name space. */
    private static final Set<String> CALLS = Set.of("files");

    @Override
    public void run(Report report, double scale) throws Exception {
        Workload workload = new Workload();
        String jars = workload.jar("Kernels") + ":" + workload.jar("Programs");
        report.note("flags of both sides: " + FLAGS);
        List<String> chosen = chosen();
        double logs = 0;
        double worst = 0;
        int counted = 0;
        for (String kernel : chosen) {
            String coordinates = PROGRAMS.get(kernel);
            double ratio = coordinates == null
                    ? compare(report, jars, "workload.Kernels", kernel, scale, WARM_MILLIS, MEASURED_MILLIS)
                    : compare(
                            report,
                            jars + ":" + Sides.classPath(Central.classPath(coordinates)),
                            "workload.Programs",
                            kernel,
                            scale,
                            PROGRAM_WARM_MILLIS,
                            PROGRAM_MEASURED_MILLIS);
            if (!CALLS.contains(kernel)) {
                logs += Math.log(ratio);
                worst = Math.max(worst, ratio);
                counted++;
            }
        }
        if (counted > 0) {
            report.target("geometric mean of kernels and programs", Math.exp(logs / counted), MEAN_TARGET);
            report.target("worst of them", worst, WORST_TARGET);
        }
    }

    private static List<String> chosen() {
        String only = System.getProperty("atoll.bench.kernels");
        if (only != null) {
            return List.of(only.split(","));
        }
        List<String> all = new ArrayList<>(PROGRAMS.keySet());
        all.addAll(KERNELS);
        return all;
    }

    private static double compare(
            Report report, String classPath, String main, String kernel, double scale, int warm, int measured)
            throws Exception {
        int forks = Math.max(LEAST, (int) (FORKS * Math.min(1, scale)));
        List<String> arguments = List.of(
                kernel,
                Integer.toString(SpawnBenchmark.scaled(warm, Math.min(1, 2 * scale))),
                Integer.toString(SpawnBenchmark.scaled(measured, Math.min(1, 2 * scale))));
        List<String> plainFlags = new ArrayList<>(FLAGS);
        plainFlags.add("-Djava.io.tmpdir=/dev/shm");
        List<Double> plain = new ArrayList<>();
        List<Double> atoll = new ArrayList<>();
        String check = null;
        for (int i = 0; i < forks || i < MOST && (differ(plain) || differ(atoll)); i++) {
            Fork a = fork(Sides.plain(plainFlags, classPath, main, arguments));
            Fork b = fork(Sides.atoll(FLAGS, classPath, main, arguments));
            plain.add(a.millis());
            atoll.add(b.millis());
            check = check == null ? a.check() : check;
            if (!a.check().equals(check) || !b.check().equals(check)) {
                throw new IllegalStateException(kernel + " computed " + a.check() + " and " + b.check());
            }
        }
        double ratio = ratio(atoll, plain);
        report.pair(kernel, median(plain), median(atoll), ratio, plain, atoll);
        return ratio;
    }

    /** Lower quartile of the rounds of one JVM, and what it computed. */
    private record Fork(double millis, String check) {}

    private static Fork fork(List<String> command) throws Exception {
        List<String> lines = Foreign.run(command);
        long[] rounds = lines.subList(0, lines.size() - 1).stream()
                .mapToLong(Long::parseLong)
                .sorted()
                .toArray();
        return new Fork(rounds[rounds.length / 4] / 1e6, lines.getLast());
    }

    private static boolean differ(List<Double> forks) {
        return Collections.max(forks) - Collections.min(forks) > SPREAD * median(forks);
    }

    /** The median of the ratios of each to each. */
    static double ratio(List<Double> over, List<Double> under) {
        List<Double> ratios = new ArrayList<>();
        over.forEach(o -> under.forEach(u -> ratios.add(o / u)));
        return median(ratios);
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
