package atoll.bench;

import atoll.kernel.DeathNotice;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;

/**
 * From the kill command to the death notice, of processes that spin, block, and resist. Beside it: SIGKILL to waitpid of
 * C processes, and {@code exit(Pid, kill)} to the monitor's message in Erlang.
 */
final class KillBenchmark implements Benchmark {
    private static final double TARGET = 10;
    private static final int WARM_UP = 5;

    @Override
    public void run(Report report, double scale) throws Exception {
        Workload workload = new Workload();
        Atoll atoll = Atoll.boot();
        double worst = 0;
        double spin = 0;
        for (String kind : List.of("spin", "sleep", "lock", "catch", "regex", "bigint", "threads")) {
            int count = SpawnBenchmark.scaled(kind.equals("threads") ? 100 : 300, scale);
            Histogram times = measure(report, atoll, workload.program("Victim", kind), kind, count);
            report.times("atoll kill of " + name(kind), times);
            // The target is for one that spins, blocks or resists; a thousand threads are Linux's to compare with.
            worst = kind.equals("threads") ? worst : Math.max(worst, Report.tail(times));
            spin = kind.equals("spin") ? Report.median(times) : spin;
        }
        int count = SpawnBenchmark.scaled(300, scale);
        Path killer = Foreign.compile(workload.folder(), "killer");
        if (killer == null) {
            report.note("Linux SIGKILL: gcc not installed");
        } else {
            for (String kind : List.of("spin", "sleep", "threads")) {
                Histogram times = Foreign.nanos(List.of(killer.toString(), kind, Integer.toString(count)));
                report.times("Linux SIGKILL of " + name(kind), times);
                if (kind.equals("spin")) {
                    report.ratio("atoll / Linux, spinning (p50)", spin / Report.median(times));
                }
            }
        }
        erlang(report, workload, spin, count);
        report.target("worst p99 of those that spin, block and resist, ms", worst, TARGET);
    }

    private static String name(String kind) {
        return switch (kind) {
            case "spin" -> "a loop";
            case "sleep" -> "a sleeper";
            case "lock" -> "a waiter for a lock";
            case "catch" -> "a catcher of Throwable";
            case "regex" -> "an endless regex";
            case "bigint" -> "huge BigIntegers";
            default -> "1,000 threads";
        };
    }

    private static Histogram measure(Report report, Atoll atoll, Program program, String kind, int count)
            throws IOException, InterruptedException {
        Histogram times = Foreign.histogram();
        for (int i = -WARM_UP; i < count; i++) {
            CountDownLatch ready = new CountDownLatch(1);
            var process =
                    atoll.spawn(program, new Grants().threads(2_000), Streams.to(new Ready(ready), new Ready(ready)));
            ready.await();
            // Into compiled code, as a real run-away is.
            Thread.sleep(kind.equals("sleep") || kind.equals("threads") ? 1 : 20);
            long start = System.nanoTime();
            process.kill();
            DeathNotice notice = process.waitFor();
            long time = System.nanoTime() - start;
            if (!notice.undead().isEmpty()) {
                report.note("UNDEAD " + kind + ": " + notice.undead());
            }
            if (i >= 0) {
                times.recordValue(time);
            }
        }
        return times;
    }

    private static void erlang(Report report, Workload workload, double spin, int count) throws Exception {
        Path script = Foreign.resource(workload.folder(), "kill.escript");
        for (String kind : List.of("spin", "sleep", "catch")) {
            try {
                Histogram times = Foreign.nanos(List.of("escript", script.toString(), kind, Integer.toString(count)));
                report.times("Erlang exit(Pid, kill) of " + name(kind), times);
                if (kind.equals("spin")) {
                    report.ratio("atoll / Erlang, spinning (p50)", spin / Report.median(times));
                }
            } catch (IOException e) {
                report.note("Erlang: not installed (" + e.getMessage() + ")");
                return;
            }
        }
    }
}
