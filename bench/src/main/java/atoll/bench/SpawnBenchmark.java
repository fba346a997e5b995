package atoll.bench;

import atoll.kernel.DeathNotice;
import atoll.kernel.ExitStatus;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A hello program from spawn to death notice. Cold: its classes were never seen by the system. Warm: they are in the link
 * cache. Beside it, from start to exit: {@code java -jar} of the same jar, and a C program.
 */
final class SpawnBenchmark implements Benchmark {
    private static final double COLD_TARGET = 20;
    private static final double WARM_TARGET = 3;

    @Override
    public void run(Report report, double scale) throws Exception {
        Workload workload = new Workload();
        int cold = scaled(200, scale);
        int warm = scaled(2_000, scale);
        int jvms = scaled(40, scale);
        List<Program> copies = new ArrayList<>();
        for (int i = 0; i < cold; i++) {
            copies.add(workload.copy("Hello", "H%04d".formatted(i)));
        }
        long boot = System.nanoTime();
        Atoll atoll = Atoll.boot();
        report.value("boot of the kernel", (System.nanoTime() - boot) / 1e6, "ms");
        Program hello = workload.program("Hello");
        long first = spawn(atoll, hello);
        report.value("first spawn after boot", first / 1e6, "ms");

        Histogram coldTimes = Foreign.histogram();
        for (Program copy : copies) {
            coldTimes.recordValue(spawn(atoll, copy));
        }
        report.times("atoll cold", coldTimes);
        Histogram warmTimes = Foreign.histogram();
        for (int i = 0; i < warm; i++) {
            spawn(atoll, hello);
        }
        for (int i = 0; i < warm; i++) {
            warmTimes.recordValue(spawn(atoll, hello));
        }
        report.times("atoll warm", warmTimes);

        Histogram javaTimes = Foreign.histogram();
        Path jar = hello.classPath().getFirst();
        List<String> java = List.of(Foreign.java().toString(), "-jar", jar.toString());
        for (int i = 0; i < jvms; i++) {
            javaTimes.recordValue(fork(java));
        }
        report.times("java -jar", javaTimes);
        Histogram cTimes = c(report, workload, warm);

        report.ratio("atoll cold / java -jar (p50)", Report.median(coldTimes) / Report.median(javaTimes));
        report.ratio("atoll warm / java -jar (p50)", Report.median(warmTimes) / Report.median(javaTimes));
        if (cTimes != null) {
            report.ratio("atoll warm / C by posix_spawn (p50)", Report.median(warmTimes) / Report.median(cTimes));
        }
        report.target("atoll cold p50, ms", Report.median(coldTimes), COLD_TARGET);
        report.target("atoll warm p50, ms", Report.median(warmTimes), WARM_TARGET);
    }

    private static @Nullable Histogram c(Report report, Workload workload, int count) throws Exception {
        Path spawner = Foreign.compile(workload.folder(), "spawner");
        Path hello = Foreign.compile(workload.folder(), "hello");
        if (spawner == null || hello == null) {
            report.note("C program: gcc not installed; /bin/true by ProcessBuilder instead");
            hello = Path.of("/bin/true");
        }
        Histogram result = null;
        if (spawner != null) {
            result = Foreign.nanos(List.of(spawner.toString(), Integer.toString(count), hello.toString()));
            report.times("C program by posix_spawn from C", result);
        }
        Histogram builder = Foreign.histogram();
        for (int i = 0; i < Math.max(1, count / 10); i++) {
            builder.recordValue(fork(List.of(hello.toString())));
        }
        report.times("C program by ProcessBuilder", builder);
        return result;
    }

    static int scaled(int count, double scale) {
        return Math.max(2, (int) (count * scale));
    }

    static long spawn(Atoll atoll, Program program) throws IOException, InterruptedException {
        long start = System.nanoTime();
        DeathNotice notice = atoll.spawn(program, new Grants(), Streams.none()).waitFor();
        long time = System.nanoTime() - start;
        if (!notice.status().equals(ExitStatus.exited(0))) {
            throw new IllegalStateException(notice.toString());
        }
        return time;
    }

    static long fork(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int status = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        long time = System.nanoTime() - start;
        if (status != 0) {
            throw new IOException(command + " ended with " + status);
        }
        return time;
    }
}
