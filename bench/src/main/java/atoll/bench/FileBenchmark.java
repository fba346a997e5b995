package atoll.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of a host folder through vfs and the driver's process, by one client process, against {@code java.nio} in a plain JVM
 * on the same folder. The file is in the host's page cache, so what is compared is the way there. Fresh JVMs in turn (A B A
 * B); a figure is the lower quartile of the rounds of all forks, of what one operation takes.
 */
final class FileBenchmark implements Benchmark {
    private static final int FORKS = 2;
    private static final int WARM_MILLIS = 4_000;
    private static final int ROUNDS = 60;
    private static final int SEQUENTIAL = 1_024;
    private static final int RANDOM = 4_000;
    private static final int SMALL = 300;

    /** Throughput of the plain JVM, 0.95 and 0.9, as times. */
    private static final double TARGET = 1 / 0.95;

    private static final double SMALL_TARGET = 1 / 0.9;
    private static final List<String> FLAGS = List.of("-Xshare:auto", "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m");

    @Override
    public void run(Report report, double scale) throws Exception {
        Workload workload = new Workload();
        Session session = new Session(report, scale, workload.jar("FileWork").toString());
        report.note("flags of all JVMs: " + FLAGS);
        report.note(
                "arrays: copied once in the client on both sides (by the JDK, by the library); regions and direct buffers: not");
        Path folder = workload.folder();
        report.note("host file system: " + Files.getFileStore(folder).type());
        session.all(folder, "read", "sequential read, 64 KB", SEQUENTIAL, TARGET);
        session.all(folder, "write", "sequential write, 64 KB", SEQUENTIAL, TARGET);
        session.all(folder, "randomread", "random read, 4 KB", RANDOM, TARGET);
        session.all(folder, "randomwrite", "random write, 4 KB", RANDOM, TARGET);
        session.arrays(folder, "small", "small file made, written, removed", SMALL, SMALL_TARGET);
    }

    private record Session(Report report, double scale, String program) {
        void all(Path folder, String what, String title, int count, double target) throws Exception {
            arrays(folder, what, title, count, target);
            regions(folder, what, title, count, target);
        }

        void arrays(Path folder, String what, String title, int count, double target) throws Exception {
            double[] times = sides(folder, what, title, count, List.of("plain", "served", "through"));
            report.target(title + ", served / java.nio", times[1] / times[0], target);
            report.note(title + ", with a process between / java.nio: " + times[2] / times[0]);
        }

        void regions(Path folder, String what, String title, int count, double target) throws Exception {
            double[] times = sides(folder, what, title, count, List.of("direct", "region"));
            report.target(title + ", region / direct buffer", times[1] / times[0], target);
        }

        /** What each side takes. */
        private double[] sides(Path folder, String what, String title, int count, List<String> all) throws Exception {
            List<List<Double>> nanos = new ArrayList<>();
            int forks = Math.max(1, (int) (FORKS * Math.min(1, scale)));
            Path place = Files.createDirectories(folder.resolve("tree-" + what));
            String wanted = "";
            for (int i = 0; i < forks * all.size(); i++) {
                String where = all.get(i % all.size());
                if (i < all.size()) {
                    nanos.add(new ArrayList<>());
                }
                String got = fork(nanos.get(i % all.size()), place, where, what, count);
                if (!wanted.isEmpty() && !got.equals(wanted)) {
                    throw new IOException(title + ": " + wanted + ", and " + got + " where it is " + where);
                }
                wanted = got;
            }
            Files.delete(place.resolve("file"));
            double[] times = new double[all.size()];
            for (int i = 0; i < times.length; i++) {
                times[i] = report.rounds(title + ", " + all.get(i), nanos.get(i));
            }
            return times;
        }

        /** What was computed. */
        private String fork(List<Double> nanos, Path place, String where, String what, int count) throws Exception {
            List<String> arguments = List.of(
                    where,
                    what,
                    place.toString(),
                    Integer.toString(SpawnBenchmark.scaled(WARM_MILLIS, scale)),
                    Integer.toString(SpawnBenchmark.scaled(ROUNDS, scale)),
                    Integer.toString(count));
            boolean plain = where.equals("plain") || where.equals("direct");
            List<String> command = plain
                    ? Sides.plain(FLAGS, program + ":" + System.getProperty("java.class.path"), main(), arguments)
                    : Sides.agent(FLAGS, FileClient.class.getName(), all(place, arguments));
            List<String> lines = Foreign.run(command);
            for (String line : lines.subList(0, lines.size() - 1)) {
                nanos.add(Double.parseDouble(line) / count);
            }
            return lines.getLast();
        }

        private List<String> all(Path place, List<String> arguments) {
            List<String> all = new ArrayList<>(List.of(program, place.toString(), main()));
            all.addAll(arguments);
            return all;
        }

        private static String main() {
            return "workload.FileWork";
        }
    }
}
