package atoll.bench;

import atoll.system.Atoll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * RedLeaf's and MINIX 3's experiment for each server: a client works as fast as it can while its server is killed each second, and
 * each 100 ms, beside undisturbed, in rounds that take turns. A figure is the upper quartile of the rounds, for others on the machine
 * only take away. What is read is compared.
 */
final class StormBenchmark implements Benchmark {
    /** Milliseconds from kill to kill; 0: none. */
    private static final int[] EVERY = {0, 1_000, 100};

    private static final int ROUNDS = 5;
    private static final int MILLIS = 1_000;

    /** Before each round: what the kills of the last one have left is not the next one's. */
    private static final int CALM_MILLIS = 100;

    private static final int WARM_MILLIS = 1_000;

    /** Below this scale figures mean nothing. */
    private static final double TRIAL = 0.1;

    private static final int SHORT_MILLIS = 200;

    /** 0.98 of the work undisturbed, as times. */
    private static final double TARGET = 1 / 0.98;

    @Override
    public void run(Report report, double scale) throws Exception {
        Workload workload = new Workload();
        // Of memory if there is such a thing: what the host's disk has to do is not the driver's.
        Path shared = Path.of("/dev/shm");
        Path folder = Files.isWritable(shared) ? Files.createTempDirectory(shared, "atoll-bench-") : workload.folder();
        report.note("host file system of images and files: "
                + Files.getFileStore(folder).type());
        report.note(
                "published, a driver crashed each second: RedLeaf (OSDI 2020), disk in memory, reads 2,062 of 2,164 MB/s,"
                        + " writes 356 of 423; MINIX 3, an Ethernet driver killed each 2 s: about 0.9"
                        + " (Tanenbaum, linux.conf.au 2007)");
        Atoll atoll = Atoll.boot();
        try {
            for (StormRow row : StormRow.ALL) {
                if (!row.title().contains(System.getProperty("atoll.bench.storm", ""))) {
                    continue;
                }
                try (Storm storm = new Storm(atoll, row, workload, folder)) {
                    measure(report, row, storm, scale);
                }
            }
        } finally {
            Workload.delete(folder);
        }
    }

    private static void measure(Report report, StormRow row, Storm storm, double scale) throws Exception {
        // Rounds are shorter for a trial alone: fewer of them are enough to take less time.
        int millis = scale < TRIAL ? SHORT_MILLIS : MILLIS;
        int rounds = SpawnBenchmark.scaled(ROUNDS, scale);
        long wrong = storm.round(SpawnBenchmark.scaled(WARM_MILLIS, scale), 0).wrong();
        wrong += storm.round(millis, EVERY[2]).wrong();
        Side[] sides = new Side[EVERY.length];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = new Side(Math.min(millis, EVERY[i]));
        }
        for (int round = 0; round < rounds; round++) {
            for (Side side : sides) {
                int calm = SpawnBenchmark.scaled(CALM_MILLIS, Math.min(1, scale));
                wrong += storm.round(calm, 0).wrong();
                wrong += side.add(storm.round(millis, side.every));
            }
        }
        String unit = row.bytes() ? "MB/s" : "k/s";
        for (Side side : sides) {
            report.value(row.title() + side.text(), side.rate() / (row.bytes() ? 1e6 : 1e3), unit);
        }
        report.value(row.title() + ", wrong", (double) wrong, row.bytes() ? "pieces" : "answers");
        if (wrong > 0) {
            throw new IOException(row.title() + ": " + wrong + " wrong");
        }
        report.value(row.title() + ", longest pause", Ratios.middle(sides[1].pauses) / 1e6, "ms");
        report.ratio(row.title() + sides[2].text() + " / undisturbed", sides[2].rate() / sides[0].rate());
        double ratio = sides[1].rate() / sides[0].rate();
        String published = row.published().isEmpty() ? "" : ", published: " + row.published();
        report.ratio(row.title() + sides[1].text() + " / undisturbed" + published, ratio);
        report.target(row.title() + ", undisturbed / killed", 1 / ratio, TARGET);
    }

    /** The rounds with so many milliseconds from kill to kill. */
    private static final class Side {
        final int every;
        final List<Double> rates = new ArrayList<>();
        final List<Double> pauses = new ArrayList<>();
        private long errors;
        private int kills;

        Side(int every) {
            this.every = every;
        }

        /** How much was wrong. */
        long add(Storm.Round round) {
            rates.add(round.rate());
            pauses.add((double) round.longest());
            kills += round.kills();
            errors += round.errors();
            return round.wrong();
        }

        double rate() {
            return Ratios.upperQuartile(rates);
        }

        String text() {
            return every == 0 ? "" : ", each " + every + " ms (" + kills + " kills, " + errors + " errors)";
        }
    }
}
