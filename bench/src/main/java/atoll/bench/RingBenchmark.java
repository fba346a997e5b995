package atoll.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages between two processes by a ring: an addition is asked for and its sum taken, in batches of some sizes, with two
 * batches under way (throughput) or one (latency, from the first call of a batch to its last completion). Beside it the
 * gate's synchronous call, queues of the JDK between two threads of a plain JVM, a Linux pipe that carries a batch in one
 * write, and messages of Erlang. Fresh JVMs in turn; a figure is the lower quartile of the rounds of all forks.
 *
 * <p>A message has two cores, the client's and the worker's; its price is the time that it takes of both, which is twice
 * what passes. Where {@code taskset} is, the same is run on one core as well.
 */
final class RingBenchmark implements Benchmark {
    /** Core time of a message at 20 million a second and core. */
    private static final double TARGET_NANOS = 50;

    private static final int[] BATCHES = {1, 4, 16, 64, 256, 1024};
    private static final int[] OTHERS = {1, 64, 1024};
    private static final int BEST = 256;
    private static final int CORES = 2;
    private static final int FORKS = 2;
    private static final int WARM_MILLIS = 2_000;
    private static final int ROUNDS = 60;
    private static final int TRIPS = 20_000;

    /** Messages in a round: it takes milliseconds, so that the clock does not count. */
    private static final int MESSAGES = 400_000;

    private static final int CALLS = 2_000_000;
    private static final double MILLION_A_SECOND = 1_000;
    private static final List<String> FLAGS = List.of("-Xshare:auto", "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m");

    @Override
    public void run(Report report, double scale) throws Exception {
        Workload workload = new Workload();
        String contract = workload.jar("Adder").toString();
        String programs = String.join(
                ":",
                workload.jar("Calls").toString(),
                workload.jar("Rings").toString(),
                workload.jar("Queues").toString(),
                workload.jar("AddServer").toString(),
                contract);
        new Session(report, scale, contract, programs).run(workload);
    }

    /** One run. */
    private record Session(Report report, double scale, String contract, String programs) {
        void run(Workload workload) throws Exception {
            report.note("flags of all JVMs: " + FLAGS);
            double best = 0;
            for (int batch : BATCHES) {
                double nanos = stream("ring, batch " + batch, rings("stream"), batch);
                report.value(
                        "ring, batch " + batch + ", a core", MILLION_A_SECOND / nanos / CORES, "million messages/s");
                best = batch == BEST ? nanos : best;
            }
            for (int batch : BATCHES) {
                trips("ring, one batch of " + batch + " at a time", rings("trip"), batch);
            }
            oneCore();
            compared(best);
            foreign(workload, best);
            report.target("core time of a message, batch " + BEST + ", ns", best * CORES, TARGET_NANOS);
        }

        private void compared(double ring) throws Exception {
            List<Double> gate = new ArrayList<>();
            List<String> call = gates("workload.Calls", List.of("gates", "add", "1", warm(), rounds(), "" + CALLS));
            for (String line : Foreign.run(call)) {
                if (!line.startsWith("check")) {
                    gate.add(Double.parseDouble(line) / CALLS);
                }
            }
            report.ratio("gate / ring, batch " + BEST, report.rounds("gate, synchronous call", gate) / ring);
            for (String kind : List.of("transfer", "array")) {
                List<String> queues = Sides.plain(FLAGS, programs, "workload.Queues", List.of(kind, "stream"));
                for (int batch : OTHERS) {
                    double nanos = stream(kind + " queue, batch " + batch, queues, batch);
                    report.ratio(kind + " queue, batch " + batch + " / ring, batch " + BEST, nanos / ring);
                }
                trips(
                        kind + " queue, one message at a time",
                        Sides.plain(FLAGS, programs, "workload.Queues", List.of(kind, "trip")),
                        1);
            }
        }

        /** Both sides on one core: they take turns, and a batch costs two switches. */
        private void oneCore() throws Exception {
            for (int batch : OTHERS) {
                List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
                command.addAll(rings("stream"));
                try {
                    double nanos = stream("ring on one core, batch " + batch, command, batch);
                    report.value("ring on one core, batch " + batch, MILLION_A_SECOND / nanos, "million messages/s");
                } catch (IOException e) {
                    report.note("one core: " + e.getMessage());
                    return;
                }
            }
        }

        private List<String> rings(String what) {
            return gates("workload.Rings", List.of(what));
        }

        private List<String> gates(String main, List<String> arguments) {
            List<String> all = new ArrayList<>(List.of(contract, programs, "1", "0", main));
            all.addAll(arguments);
            return Sides.agent(FLAGS, Callers.class.getName(), all);
        }

        /** Nanoseconds a message. */
        private double stream(String what, List<String> command, int batch) throws Exception {
            List<Double> nanos = new ArrayList<>();
            // A switch of threads is a hundred times the message: small batches get fewer.
            int messages = MESSAGES / (batch < 16 ? 10 : 1);
            int batches = Math.max(2, messages / batch);
            for (int i = 0; i < forks(); i++) {
                for (String line : forked(command, batch, rounds(), batches)) {
                    nanos.add(Double.parseDouble(line) / ((double) batches * batch));
                }
            }
            return report.rounds(what, nanos);
        }

        private void trips(String what, List<String> command, int batch) throws Exception {
            List<Double> nanos = new ArrayList<>();
            for (int i = 0; i < forks(); i++) {
                for (String line : forked(command, batch, "1", SpawnBenchmark.scaled(TRIPS, scale))) {
                    nanos.add(Double.parseDouble(line));
                }
            }
            report.rounds(what, nanos);
        }

        private List<String> forked(List<String> command, int batch, String rounds, int batches) throws Exception {
            List<String> all = new ArrayList<>(command);
            all.addAll(List.of(Integer.toString(batch), warm(), rounds, Integer.toString(batches)));
            List<String> lines = Foreign.run(all);
            int last = lines.size() - 1;
            int sum = Integer.parseInt(lines.get(last).substring("check ".length()));
            int wanted = sum(batch, Integer.parseInt(rounds), batches, command.contains("trip"));
            if (sum != wanted) {
                throw new IOException("the sum is " + sum + " and not " + wanted);
            }
            return lines.subList(0, last);
        }

        /** Of all batches: each sends its number and the numbers from 0. */
        private static int sum(int batch, int rounds, int batches, boolean trip) {
            int times = trip ? 1 : rounds;
            int count = trip ? rounds * batches : batches;
            int sum = 0;
            for (int i = 0; i < count; i++) {
                sum += i * batch + batch * (batch - 1) / 2;
            }
            return sum * times;
        }

        private int forks() {
            return Math.max(1, (int) (FORKS * Math.min(1, scale)));
        }

        private String warm() {
            return Integer.toString(SpawnBenchmark.scaled(WARM_MILLIS, scale));
        }

        private String rounds() {
            return Integer.toString(SpawnBenchmark.scaled(ROUNDS, scale));
        }

        private void foreign(Workload workload, double ring) throws Exception {
            Path binary = Foreign.compile(workload.folder(), "stream");
            Path script = Foreign.resource(workload.folder(), "stream.escript");
            for (int batch : OTHERS) {
                if (binary != null) {
                    foreign("Linux pipe, batch " + batch, List.of(binary.toString()), batch, ring);
                }
                try {
                    foreign("Erlang messages, batch " + batch, List.of("escript", script.toString()), batch, ring);
                } catch (IOException e) {
                    report.note("Erlang: not installed (" + e.getMessage() + ")");
                }
            }
        }

        private void foreign(String what, List<String> command, int batch, double ring) throws Exception {
            int batches = Math.max(2, MESSAGES / (batch < 16 ? 10 : 1) / batch);
            List<String> all = new ArrayList<>(command);
            all.addAll(List.of(rounds(), Integer.toString(batches), Integer.toString(batch)));
            List<Double> nanos = new ArrayList<>();
            for (String line : Foreign.run(all)) {
                nanos.add(Double.parseDouble(line) / ((double) batches * batch));
            }
            report.ratio(what + " / ring, batch " + BEST, report.rounds(what, nanos) / ring);
        }
    }
}
