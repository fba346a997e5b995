package atoll.bench;

import atoll.contract.PeerDied;
import atoll.contract.process.Child;
import atoll.contract.process.Children;
import atoll.contract.process.Strategy;
import atoll.contract.process.Tree;
import atoll.kernel.ContractLoader;
import atoll.kernel.DeathNotice;
import atoll.kernel.Endpoint;
import atoll.kernel.ExitStatus;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import atoll.system.service.Service;
import atoll.system.service.Services;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/**
 * From the kill of a small server to the first answer of its successor, which a supervisor starts: with a spare process
 * made in advance, without, and when the supervisor is killed with it. Beside it: an OTP supervisor and its gen_server,
 * and a C server that a manager starts again by posix_spawn.
 */
final class RestartBenchmark implements Benchmark {
    private static final double MEDIAN_TARGET = 1;
    private static final double TAIL_TARGET = 10;
    private static final int COUNT = 1_000;
    private static final int WARM_UP = 300;
    private static final int REST_MILLIS = 5;
    private static final int STORM_MILLIS = 10_000;
    private static final int STORM_ROUNDS = 3;

    /** Milliseconds from kill to kill; 0: none. */
    private static final int[] STORMS = {0, 1_000, 100};

    /** No limit, no pauses: the restart itself is measured. */
    private static final Tree TREE = new Tree(Strategy.ONE_FOR_ONE, -1, 1, 0, 1, 1, 10);

    /** A supervised adder. */
    private static final class Adders implements AutoCloseable {
        final Services services;
        final Children children;
        private final MethodHandle keep;
        final Endpoint<?> endpoint;

        Adders(Atoll atoll, Class<?> contract, List<Path> path, boolean spare)
                throws IOException, ReflectiveOperationException {
            services = new Services(atoll).tree(TREE);
            endpoint = atoll.endpoint("adder", contract).patience(Duration.ofSeconds(10));
            Program program = new Program("adder", path, "workload.AddServer", List.of("0"));
            services.add(new Service("adder", program, new Grants().serve("adder", endpoint)).spare(spare))
                    .start();
            children = services.children().gate();
            MethodType two = MethodType.methodType(int.class, int.class, int.class);
            keep = MethodHandles.publicLookup()
                    .findVirtual(contract, "keep", two)
                    .bindTo(endpoint.capability().gate());
        }

        void call() throws Throwable {
            while (true) {
                try {
                    if ((int) keep.invokeExact(1, 2) != 3) {
                        throw new IllegalStateException("wrong sum");
                    }
                    return;
                } catch (PeerDied e) {
                    // It was in the one that was killed.
                }
            }
        }

        /** The process that serves now, when the supervisor knows of it. */
        Process server() throws InterruptedException {
            while (true) {
                Child child = children.now()[0];
                Process process = services.process("adder");
                if (child.ready() && process != null && process.id() == child.pid()) {
                    return process;
                }
                Thread.sleep(1);
            }
        }

        @Override
        public void close() {
            services.close();
        }
    }

    @Override
    public void run(Report report, double scale) throws Exception {
        Workload workload = new Workload();
        Atoll atoll = Atoll.boot();
        Path jar = workload.jar("Adder");
        Class<?> contract = ContractLoader.open(jar).contract("workload.Adder");
        List<Path> path = List.of(workload.jar("AddServer"));
        int count = SpawnBenchmark.scaled(COUNT, scale);
        int warm = SpawnBenchmark.scaled(WARM_UP, scale);
        Histogram spare = Foreign.histogram();
        Histogram plain = Foreign.histogram();
        Histogram both = Foreign.histogram();
        try (Adders with = new Adders(atoll, contract, path, true);
                Adders without = new Adders(atoll, contract, path, false)) {
            measure(with, warm, false);
            measure(without, warm, false);
            measure(with, warm / 10, true);
            // In turns: the machine may be shared.
            for (int i = 0; i < 10; i++) {
                spare.add(measure(with, count / 10 + 1, false));
                plain.add(measure(without, count / 10 + 1, false));
                both.add(measure(with, count / 100 + 1, true));
            }
        }
        report.times("atoll, spare process made in advance", spare);
        report.times("atoll, without a spare", plain);
        report.times("atoll, supervisor killed at the same time", both);
        storms(report, atoll, contract, path, workload, scale);
        otp(report, workload, spare, count);
        linux(report, workload, spare, count);
        report.target("atoll p50, ms", Report.median(spare), MEDIAN_TARGET);
        report.target("atoll p99, ms", Report.tail(spare), TAIL_TARGET);
    }

    private static Histogram measure(Adders adders, int count, boolean supervisorToo) throws Exception {
        Histogram times = Foreign.histogram();
        for (int i = 0; i < count; i++) {
            Process server = adders.server();
            Process supervisor = Objects.requireNonNull(adders.services.supervisor());
            Thread.sleep(REST_MILLIS);
            long start = System.nanoTime();
            if (supervisorToo) {
                supervisor.kill();
            }
            server.kill();
            try {
                adders.call();
            } catch (Throwable e) {
                throw new IOException("call of the successor", e);
            }
            times.recordValue(System.nanoTime() - start);
        }
        return times;
    }

    /** A client that calls without a rest, alone and while its server is killed again and again; in turns. */
    private static void storms(
            Report report, Atoll atoll, Class<?> contract, List<Path> path, Workload workload, double scale)
            throws Exception {
        Path client = workload.jar("Stormed");
        int millis = SpawnBenchmark.scaled(STORM_MILLIS, scale);
        double[] rates = new double[STORMS.length];
        try (Adders adders = new Adders(atoll, contract, path, true)) {
            for (int round = -1; round < STORM_ROUNDS; round++) {
                for (int i = 0; i < STORMS.length; i++) {
                    double rate = storm(atoll, adders, client, millis, STORMS[i]);
                    rates[i] += round < 0 ? 0 : rate / STORM_ROUNDS;
                }
            }
        }
        for (int i = 0; i < STORMS.length; i++) {
            String what = STORMS[i] == 0 ? "undisturbed" : "its server killed every " + STORMS[i] + " ms";
            report.value("calls a second, " + what, rates[i], "M");
        }
        report.ratio("killed every 1,000 ms / undisturbed", rates[1] / rates[0]);
        report.ratio("killed every 100 ms / undisturbed", rates[2] / rates[0]);
    }

    /** Millions of answered calls a second. */
    private static double storm(Atoll atoll, Adders adders, Path client, int millis, int every) throws Exception {
        Program program = new Program("client", List.of(client), "workload.Stormed", List.of(Integer.toString(millis)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        adders.server();
        Process process = atoll.spawn(
                program, new Grants().use("adder", adders.endpoint.capability()), Streams.to(out, System.err));
        while (!process.death().isDone()) {
            Thread.sleep(every == 0 ? REST_MILLIS : every);
            Process server = adders.services.process("adder");
            if (every > 0 && server != null && !process.death().isDone()) {
                server.kill();
            }
        }
        DeathNotice notice = process.waitFor();
        if (!notice.status().equals(ExitStatus.exited(0))) {
            throw new IOException("client: " + notice);
        }
        long calls = Long.parseLong(out.toString(StandardCharsets.UTF_8).split(" ")[0]);
        return calls / 1e3 / millis;
    }

    private static void otp(Report report, Workload workload, Histogram atoll, int count) throws Exception {
        Path script = Foreign.resource(workload.folder(), "restart.escript");
        try {
            Histogram times = Foreign.nanos(List.of("escript", script.toString(), Integer.toString(count)));
            report.times("Erlang/OTP supervisor and gen_server", times);
            ratios(report, "atoll / OTP", atoll, times);
        } catch (IOException e) {
            report.note("Erlang: not installed (" + e.getMessage() + ")");
        }
    }

    private static void linux(Report report, Workload workload, Histogram atoll, int count) throws Exception {
        Path binary = Foreign.compile(workload.folder(), "restarter");
        if (binary == null) {
            report.note("C server: gcc not installed");
            return;
        }
        Histogram times = Foreign.nanos(List.of(binary.toString(), Integer.toString(count)));
        report.times("C server, posix_spawn by a manager", times);
        ratios(report, "atoll / C server", atoll, times);
    }

    private static void ratios(Report report, String what, Histogram atoll, Histogram other) {
        report.ratio(what + " (p50)", Report.median(atoll) / Report.median(other));
        report.ratio(what + " (p99)", Report.tail(atoll) / Report.tail(other));
    }
}
