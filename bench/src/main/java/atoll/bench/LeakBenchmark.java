package atoll.bench;

import atoll.kernel.DeathNotice;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.File;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * 2,000 processes of a real program (Rhino), half ended by themselves, half killed in an endless script: heap, metaspace,
 * threads and descriptors afterwards against those after a warm-up. Rhino interprets: the loaders of what it compiles are
 * not collected in a plain JVM either.
 */
final class LeakBenchmark implements Benchmark {
    private static final int PROCESSES = 2_000;
    private static final int WARM_UP = 200;
    private static final double TARGET = 1.05;
    private static final int COLLECTIONS = 6;

    private record Level(double heap, double metaspace, double threads, double descriptors) {}

    @Override
    public void run(Report report, double scale) throws Exception {
        Atoll atoll = Atoll.boot();
        Program rhino = new Program(
                "rhino",
                Central.classPath("org.mozilla:rhino-all:1.9.1"),
                "org.mozilla.javascript.tools.shell.Main",
                List.of());
        rounds(report, atoll, rhino, SpawnBenchmark.scaled(WARM_UP, scale));
        Level before = level();
        int count = SpawnBenchmark.scaled(PROCESSES, scale);
        long start = System.nanoTime();
        rounds(report, atoll, rhino, count);
        report.value("processes", count, "");
        report.value("time", (System.nanoTime() - start) / 1e9, "s");
        Level after = level();
        compare(report, "heap", before.heap(), after.heap(), "MB");
        compare(report, "metaspace", before.metaspace(), after.metaspace(), "MB");
        compare(report, "threads", before.threads(), after.threads(), "");
        compare(report, "descriptors", before.descriptors(), after.descriptors(), "");
    }

    private static void compare(Report report, String what, double before, double after, String unit) {
        report.value(what + " before", before, unit);
        report.value(what + " after", after, unit);
        report.target(what + " after / before", after / before, TARGET);
    }

    private static void rounds(Report report, Atoll atoll, Program rhino, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            boolean kill = i % 2 == 0;
            String script = kill ? "print('ready'); while (true) {}" : "print([1, 2, 3].map(x => x * x).join())";
            CountDownLatch ready = new CountDownLatch(1);
            OutputStream err = new java.io.ByteArrayOutputStream();
            Process process = atoll.spawn(
                    rhino.with("-opt", "-1", "-e", script), new Grants(), Streams.to(new Ready(ready), err));
            if (kill) {
                var dead = process.death().thenRun(ready::countDown);
                ready.await();
                process.kill();
                dead.join();
            }
            DeathNotice notice = process.waitFor();
            if (!notice.undead().isEmpty() || !kill && notice.status().code() != 0) {
                report.note(notice + " " + err);
            }
        }
    }

    private static Level level() throws InterruptedException {
        // Kernel threads that idle end after five seconds, carriers after ten.
        Thread.sleep(11_000);
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(100);
        }
        double metaspace = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            metaspace += pool.getName().equals("Metaspace") ? pool.getUsage().getUsed() / 1e6 : 0;
        }
        String[] descriptors = new File("/proc/self/fd").list();
        return new Level(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6,
                metaspace,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                descriptors == null ? 0 : descriptors.length);
    }
}
